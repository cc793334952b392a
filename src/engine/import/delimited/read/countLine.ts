const NOUN = '(?:rows?|lignes?|row\\(s\\)|ligne\\(s\\)|enregistrements?|records?)'
const DONE =
  '(?:selected|affected|returned|fetched|s[ée]lectionn[ée]e?(?:s|\\(s\\))?|affect[ée]e?(?:s|\\(s\\))?|renvoy[ée]e?(?:s|\\(s\\))?|trait[ée]e?(?:s|\\(s\\))?)'
const COUNT = new RegExp(
  `^\\s*(?:(\\d{1,12})\\s+${NOUN}\\s+${DONE}\\.?|\\((\\d{1,12})\\s+${NOUN}(?:\\s+${DONE})?\\))\\s*$`,
  'iu'
)

/** How many rows a line says that it stands below, as the consoles of databases write it (`12 rows selected.`, `(4 lignes)`); null for other lines. */
export function rowsCounted(line: string): number | null {
  const found = line.length <= 60 ? COUNT.exec(line) : null
  return found && Number(found[1] ?? found[2])
}
