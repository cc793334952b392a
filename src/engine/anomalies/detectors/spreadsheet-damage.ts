import { text } from '../../sql'
import type { Detector } from '../detector'
import { countEach, textColumns, textFault } from '../text-fault'

const MONTH =
  '(?:jan|feb|fév|fev|mar|apr|avr|may|mai|jun|jul|aug|aoû|aou|sep|oct|nov|dec|déc|janv|févr|fevr|mars|juin|juil|août|aout|sept)\\.?'
const DAY = `(?i)^(?:${MONTH}[- /]\\d{1,4}|\\d{1,2}[- /]${MONTH})$`
const POWER = '^[-+]?\\d(?:[.,]\\d+)?[Ee]\\+\\d{1,3}$'

/** Codes that a spreadsheet took for dates (Sep-22 for 9-22) or cut to powers of ten (9.79E+12). */
export const spreadsheetDamage: Detector = {
  name: 'spreadsheet_damage',
  title: { fr: 'Valeurs déformées par un tableur', en: 'Values bent by a spreadsheet' },
  kinds: ['format_minority'],
  async *detect(context) {
    const asked = textColumns(context)
      .filter(
        ({ column }) =>
          column.family === 'text' &&
          column.reading?.kind !== 'date' &&
          column.semantic.kind !== 'date' &&
          column.distinct >= 20
      )
      .map(({ column, written }) => ({
        column,
        written,
        hint: `length(${written.value}) <= 24`,
        predicate: `coalesce(length(${written.value}) <= 24 AND (regexp_matches(${written.value}, ${text(DAY)}) OR regexp_matches(${written.value}, ${text(POWER)})), false)`
      }))
    const counts = await countEach(context, asked)
    for (const [place, fault] of asked.entries()) {
      const rows = counts[place] ?? 0
      const { rows: all, missing } = fault.column
      if (!rows || rows > 0.1 * (all - missing)) continue
      const digits = `NOT ${fault.predicate} AND regexp_full_match(${fault.written.value}, '[\\d \\-/.]+')`
      const [codes = 0] = await countEach(context, [{ written: fault.written, predicate: digits }])
      yield await textFault(context, {
        ...fault,
        rows,
        kind: 'format_minority',
        detector: 'spreadsheet_damage',
        severity: 'warning',
        // Among words a month may be meant; among digits it can only be damage.
        confidence: codes >= 0.9 * (all - missing - rows) ? 0.8 : 0.4,
        dimension: 'accuracy',
        what: { fr: 'sans doute déformées par un tableur', en: 'probably bent by a spreadsheet' },
        why: {
          fr: 'Un tableur a pris ces codes pour des dates ou de grands nombres',
          en: 'A spreadsheet took these codes for dates or large numbers'
        },
        proposal: {
          text: {
            fr: 'Reprendre ces valeurs à la source, en déclarant la colonne comme texte.',
            en: 'Take these values from the source again, with the column declared as text.'
          },
          repair: { kind: 'review' }
        }
      })
    }
  }
}
