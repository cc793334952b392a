import { text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { countEach, textColumns, textFault, type TextColumn } from '../text-fault'

const DOUBLED = `\\p{L}(''|’’|\\\\')\\p{L}`
/** Marks at an end that belong to no word; a minus alone may (A, A-). */
const MARKS = '[-*#@!^~|\\\\_=<>§¤]*[*#@!^~|\\\\_=<>§¤]+[-]*'
const SIGNS = '[*#@!^~|\\\\_=<>§¤]'
const QUOTES = `[\\\\'’]['’]`
const BEHIND = `(\\p{L}|\\p{N})\\s?${MARKS}$`
const BEFORE = `^${MARKS}\\s?(\\p{L}|\\p{N})`

/** Marks that stand in a text by accident: doubled or escaped apostrophes, asterisks and the like at an end of a value known without them. */
export const strayMarks: Detector = {
  name: 'stray_marks',
  title: { fr: 'Signes parasites', en: 'Stray marks' },
  kinds: ['stray_marks'],
  async *detect(context) {
    const asked = textColumns(context)
      .filter(({ column }) => !['email', 'url', 'free_text'].includes(column.semantic.kind))
      .flatMap((column) => [
        { ...column, ends: false, hint: matches(column, QUOTES), predicate: matches(column, DOUBLED) },
        {
          ...column,
          ends: true,
          hint: matches(column, SIGNS),
          predicate: `(${matches(column, BEHIND)} OR ${matches(column, BEFORE)})`
        }
      ])
    const counts = await countEach(context, asked)
    for (const [place, { column, written, ends, predicate }] of asked.entries()) {
      const n = counts[place] ?? 0
      if (!n || n > 0.1 * column.rows) continue
      const known = ends ? `${predicate} AND ${await knownWithout(context, { column, written }, predicate)}` : predicate
      const [rows = 0] = ends ? await countEach(context, [{ written, predicate: known }]) : [n]
      if (!rows) continue
      yield await textFault(context, {
        column,
        written,
        predicate: known,
        rows,
        kind: 'stray_marks',
        detector: 'stray_marks',
        aspect: ends ? 'ends' : 'doubled',
        severity: 'warning',
        confidence: 0.8,
        dimension: 'accuracy',
        what: ends
          ? { fr: 'avec des signes en trop', en: 'with marks too many' }
          : { fr: 'avec une apostrophe doublée ou échappée', en: 'with a doubled or escaped apostrophe' },
        why: ends
          ? {
              fr: 'La même valeur se trouve ailleurs dans la colonne sans ces signes',
              en: 'The same value stands elsewhere in the column without these marks'
            }
          : {
              fr: 'Un programme a protégé l’apostrophe et ne l’a pas rendue',
              en: 'Some program escaped the apostrophe and did not give it back'
            },
        proposal: {
          text: { fr: 'Retirer les signes en trop.', en: 'Remove the marks too many.' },
          repair: { kind: 'review' }
        }
      })
    }
  }
}

function matches({ written }: TextColumn, pattern: string): string {
  return `coalesce(regexp_matches(${written.value}, ${text(pattern)}), false)`
}

/** Whether the value without its marks stands in the column, more often than with them. */
async function knownWithout(context: DetectorContext, { written }: TextColumn, predicate: string): Promise<string> {
  const bare = `regexp_replace(regexp_replace(${written.value}, ${text(`\\s?${MARKS}$`)}, ''), ${text(`^${MARKS}\\s?`)}, '')`
  const found = await context.rows<{ value: string }>(
    `WITH marked AS (SELECT ${written.value} AS value, ${bare} AS bare, sum(${written.times}) AS n FROM ${written.texts} WHERE ${predicate} GROUP BY ALL),
plain AS (SELECT ${written.value} AS value, sum(${written.times}) AS n FROM ${written.texts} WHERE ${written.value} IN (SELECT bare FROM marked) GROUP BY ALL)
SELECT marked.value FROM marked JOIN plain ON plain.value = marked.bare WHERE length(bare) >= 2 AND marked.n <= plain.n ORDER BY 1 LIMIT 2000`
  )
  return found.length ? `${written.value} IN (${found.map(({ value }) => text(value)).join(', ')})` : 'false'
}
