import { MAX_SHEETS, type Merge, type SheetInfo, type SheetReader, type SheetRow, type SheetSize } from './sheet'
import { SheetFacts } from './sheetFacts'

/** What is done with the sheets of a document that has no catalogue, as they go by. */
export interface SheetTaker {
  /** A sheet begins; where its rows are wanted, the facts to count in. */
  table(name: string, hidden: boolean): SheetFacts | null
  /** A row that holds something; asked for once, however often it is repeated. */
  row(row: SheetRow, repeated: number): void
  merge(merge: Merge): void
  /** The sheet that goes by says only now that it is hidden. */
  hide?(): void
  tableEnd(): void
}

/** Goes once through a document, giving way after every piece. */
export type Follow = (taker: SheetTaker) => AsyncIterable<void>

/** The sheets of a document and their sizes, by going once through it. */
export async function listSheets(follow: Follow): Promise<{ sheets: SheetInfo[]; sizes: SheetSize[] }> {
  const sheets: SheetInfo[] = []
  const sizes: SheetSize[] = []
  let [rows, columns] = [0, 0]
  const taker: SheetTaker = {
    table(name, hidden) {
      if (sheets.length < MAX_SHEETS) sheets.push({ name, hidden, table: true })
      rows = columns = 0
      return null
    },
    row(row, repeated) {
      rows += repeated
      columns = Math.max(columns, (row.columns[row.columns.length - 1] ?? -1) + 1)
    },
    merge: () => undefined,
    hide() {
      const last = sheets[sheets.length - 1]
      if (last) last.hidden = true
    },
    tableEnd() {
      if (sizes.length < MAX_SHEETS) sizes.push({ rows, columns })
    }
  }
  for await (const _ of follow(taker));
  return { sheets, sizes }
}

const BATCH = 1_000

/** One sheet of a document, by going through it up to the end of that sheet; `onEnd` where it was reached. */
export function followSheet(follow: Follow, wanted: number, onEnd?: () => void): SheetReader {
  const facts = new SheetFacts()
  const merges: Merge[] = []
  async function* rows(): AsyncGenerator<SheetRow[]> {
    let [place, within, ended] = [-1, false, false]
    let gathered: { row: SheetRow; repeated: number }[] = []
    const taker: SheetTaker = {
      table() {
        place += 1
        within = place === wanted
        return within ? facts : null
      },
      row(row, repeated) {
        if (within) gathered.push({ row, repeated })
      },
      merge: (merge) => merges.push(merge),
      tableEnd() {
        ended ||= within
        within = false
      }
    }
    for await (const _ of follow(taker)) {
      yield* unrepeat(gathered)
      gathered = []
      if (ended) break
    }
    onEnd?.()
  }
  // Merged cells are told by the cells themselves: those of the header are known once it has been read.
  return { facts, rows, merges: () => Promise.resolve(merges) }
}

function* unrepeat(gathered: readonly { row: SheetRow; repeated: number }[]): Generator<SheetRow[]> {
  let batch: SheetRow[] = []
  for (const { row, repeated } of gathered) {
    for (let i = 0; i < repeated; i++) {
      batch.push(i === 0 ? row : { ...row, index: row.index + i })
      if (batch.length >= BATCH) {
        yield batch
        batch = []
      }
    }
  }
  if (batch.length) yield batch
}
