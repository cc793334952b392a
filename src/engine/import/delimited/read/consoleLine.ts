const NOUN = '(?:rows?|lignes?|enregistrements?|records?|(?:row|ligne|enregistrement|record)\\(s\\))'
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

/** A prompt with what was typed at it, or when a console was done (`SQL> spool off`, `Completion time: 2024-05-12T10:15:02`). */
const SAID = /^(?:SQL>(?:\s.*)?|(?:Completion time|Heure de fin)\s*:\s*\d{4}-\d{2}-\d{2}[T ][\d:.+-]+Z?)\s*$/iu

/** Whether a line is what the console of a database says beside the tables that it prints. */
export function isConsoleWord(line: string): boolean {
  return line.length <= 2_000 && SAID.test(line)
}
