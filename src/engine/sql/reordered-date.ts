/** Dates as texts, day and month by numbers, that can only be read one way; a time may stand behind. */
const MONTH = '(0?[1-9]|1[0-2])'
const DAY = '(1[3-9]|2[0-9]|3[01])'
const MARK = '[/.-]'
const YEAR = '([0-9]{4}|[0-9]{2})([T ,].*)?'

/** A text whose day, beyond 12, stands where the month should be: written in the wanted order and with its mark. Other texts as they are. */
export function reorderedSql(value: string, first: 'day' | 'month', mark: string): string {
  return `regexp_replace(${value}, '${certainPattern(first)}', '\\1\\3${mark}\\2${mark}\\4\\5')`
}

/** Texts that can only be read in the other order. */
export function isCertainSql(value: string, first: 'day' | 'month'): string {
  return `regexp_matches(${value}, '${certainPattern(first)}')`
}

/** Texts whose day and month read both ways, and differ. */
export function readsBothWaysSql(value: string): string {
  const low = '0?([1-9]|1[0-2])'
  const parts = `'^\\s*${low}${MARK}${low}${MARK}(?:[0-9]{4}|[0-9]{2})(?:[T ,].*)?\\s*$'`
  return `(regexp_matches(${value}, ${parts}) AND regexp_extract(${value}, ${parts}, 1) <> regexp_extract(${value}, ${parts}, 2))`
}

function certainPattern(first: 'day' | 'month'): string {
  const [one, other] = first === 'day' ? [MONTH, DAY] : [DAY, MONTH]
  return `^(\\s*)${one}${MARK}${other}${MARK}${YEAR}$`
}
