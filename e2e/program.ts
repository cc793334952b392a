import { join } from 'node:path'

/** The program under test: a copy of the build, so that building again while flows run changes nothing under them. */
export const PROGRAM = join('out', 'e2e')
