/** What is counted by column while a sheet is read, to be told in notes. */
export type ColumnFact =
  'percent' | 'zeros' | 'noValue' | 'leapDay' | 'dayZero' | 'outOfCalendar' | 'unknownText' | 'notANumber' | 'rounded'

const MAX_ERRORS = 50

/** Counts what was met in a sheet. Arrays by column rather than objects: a file names nothing here. */
export class SheetFacts {
  private readonly counts = new Map<ColumnFact, number[]>()
  private readonly money = new Map<string, number[]>()
  private readonly errors = new Map<string, number>()
  hiddenRows = 0
  hiddenColumns = 0
  unorderedRows = 0

  count(fact: ColumnFact, column: number): void {
    let by = this.counts.get(fact)
    if (!by) this.counts.set(fact, (by = []))
    by[column] = (by[column] ?? 0) + 1
  }

  countMoney(currency: string, column: number): void {
    let by = this.money.get(currency)
    if (!by) {
      if (this.money.size >= MAX_ERRORS) return
      this.money.set(currency, (by = []))
    }
    by[column] = (by[column] ?? 0) + 1
  }

  countError(text: string): void {
    const known = this.errors.get(text)
    if (known === undefined && this.errors.size >= MAX_ERRORS) return
    this.errors.set(text, (known ?? 0) + 1)
  }

  /** Columns in which the fact was met, with how often. */
  columns(fact: ColumnFact): [column: number, cells: number][] {
    return filled(this.counts.get(fact) ?? [])
  }

  currencies(): [currency: string, columns: [column: number, cells: number][]][] {
    return [...this.money].map(([currency, by]) => [currency, filled(by)])
  }

  errorTexts(): [text: string, cells: number][] {
    return [...this.errors].sort((a, b) => b[1] - a[1])
  }
}

function filled(by: number[]): [number, number][] {
  const out: [number, number][] = []
  by.forEach((cells, column) => out.push([column, cells]))
  return out
}
