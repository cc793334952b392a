import { resolve } from 'node:path'
import { refuseAddress } from '../engine/regular-file'

/** A path as given on the command line, made whole; addresses of the network are refused before they look like one. */
export function localPath(path: string): string {
  refuseAddress(path)
  return resolve(path)
}
