import { missingWord } from '../../profile'
import { text } from '../../sql'
import type { Detector } from '../detector'
import { countEach, textColumns, textFault } from '../text-fault'

/** Longest text that may be a word for "missing", and how many different ones are looked at. */
const LONGEST = 30
const MOST = 5_000
/** Share of the rows from which such a word is an answer beside yes and no. */
const ANSWER = 0.08

/** Words such as N/A in the file that the reading of their column made empty: the gap is told, the word that stood there too. */
export const writtenMissing: Detector = {
  name: 'written_missing',
  title: { fr: 'Mots pour « manquant »', en: 'Words for “missing”' },
  kinds: ['disguised_missing'],
  async *detect(context) {
    for (const { column, written } of textColumns(context)) {
      if (!written.read || !column.missing) continue
      const texts = await context.rows<{ value: string }>(
        `SELECT ${written.value} AS value FROM ${written.texts} WHERE length(${written.value}) BETWEEN 1 AND ${LONGEST} AND NOT regexp_matches(${written.value}, '^\\d') GROUP BY ALL ORDER BY sum(${written.times}) DESC, value LIMIT ${MOST}`
      )
      const words = texts.flatMap(({ value }) => (missingWord(value) ? [value] : []))
      if (!words.length) continue
      const predicate = `coalesce(${written.value} IN (${words.map(text).join(', ')}), false)`
      const [rows = 0] = await countEach(context, [{ written, predicate }])
      yield await textFault(context, {
        column,
        written,
        predicate,
        rows,
        kind: 'disguised_missing',
        detector: 'written_missing',
        severity: 'info',
        confidence: column.family === 'boolean' && rows >= ANSWER * column.rows ? 0.3 : 0.95,
        dimension: 'completeness',
        what: { fr: 'où un mot dit « manquant »', en: 'where a word says “missing”' },
        why: {
          fr: 'Le fichier écrit un mot là où il n’y a pas de valeur ; la lecture l’a vidé',
          en: 'The file writes a word where there is no value; reading emptied it'
        },
        proposal: {
          text: {
            fr: 'Laisser ces cellules vides ; demander à la source ce que le mot veut dire.',
            en: 'Leave these cells empty; ask the source what the word means.'
          },
          repair: { kind: 'review' }
        }
      })
    }
  }
}
