import { drawRows } from '../profile'
import type { DetectorContext } from './detector'
import type { Written } from './written'

/** Rows whose texts tell what is usual in a column where they are too many to be counted once each. */
const LOOKED_ROWS = 20_000

/** The texts of a column for a first look: some rows where each row has its own text. */
export function firstLook<W extends Pick<Written, 'from' | 'texts'>>({ table }: DetectorContext, written: W): W {
  if (written.texts !== written.from) return written
  return { ...written, texts: drawRows({ ...table, sql: written.from }, LOOKED_ROWS).sql }
}
