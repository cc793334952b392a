import type { ColumnProfile, LocalizedText } from '../../../contract'
import { measureSql, SPACES } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { commonShapes, hasShapeSql, RUNS } from '../shapes'
import type { Written } from '../written'
import { phonesInOneShape } from './phone-shape'

/** Texts that do not have the form nearly all others have: not a number, not a date, not an address, another pattern of letters and digits. */
export const formatMinority: Detector = {
  name: 'format_minority',
  title: { fr: 'Formats minoritaires', en: 'Minority formats' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const column of context.profile.columns.filter(({ family, distinct }) => family === 'text' && distinct > 1)) {
      const rule = ruleOf(column, textsOf(context, column).value) ?? (await shapeRule(context, column))
      const found = rule && (await describe(context, column, rule))
      if (found) yield found
    }
  }
}

/** Share of the codes that must have one shape, and how much rarer it may be among the rows looked at first. */
const LEAST = 0.97
const SLACK = 0.01
/** Share of the texts below which another form is an error, and how often each such text comes where it is a second usual form. */
const FEW = 0.05
const OFTEN = 5

interface Rule {
  /** True where a text has the form; NULL counts as false. */
  fits: string
  /** The share of the texts that must have it; four in five where it is not said. */
  least?: number
  confidence: number
  expected: LocalizedText
}

const EMAIL = '[^\\s@]{1,64}@[^\\s@.]{1,63}(\\.[^\\s@.]{1,63}){1,8}'

function ruleOf(column: ColumnProfile, value: string): Rule | null {
  const { reading, semantic } = column
  if (semantic.kind === 'email')
    return {
      fits: `regexp_full_match(${value}, ${text(EMAIL)})`,
      confidence: 0.9,
      expected: { fr: 'une adresse électronique', en: 'an e-mail address' }
    }
  if (!reading) return null
  const expected = reading.kind === 'number' ? { fr: 'un nombre', en: 'a number' } : { fr: 'une date', en: 'a date' }
  return { fits: `${measureSql(ident(column.name), column.type, reading)} IS NOT NULL`, confidence: 0.9, expected }
}

/** Codes nearly all of one pattern, runs of letters and digits each taken as one. */
async function shapeRule(context: DetectorContext, column: ColumnProfile): Promise<Rule | null> {
  if (!['identifier', 'postcode', 'phone'].includes(column.semantic.kind)) return null
  const own = textsOf(context, column)
  const looked = `${ident(column.name)} IS NOT NULL`
  const shapes = await commonShapes(context, own, { shape: RUNS, looked, most: 50 })
  const [first] = shapes
  const looks = shapes.reduce((sum, { n }) => sum + n, 0)
  if (!first || first.n < looks * (LEAST - SLACK)) return null
  return {
    fits: hasShapeSql(RUNS, own.value, first.shape),
    least: LEAST,
    confidence: 0.8,
    expected: {
      fr: `de la forme « ${first.shape} » (A : lettres, 9 : chiffres)`,
      en: `of the form “${first.shape}” (A: letters, 9: digits)`
    }
  }
}

/** Where the texts of a column of the table itself are counted. */
function textsOf(
  { table, written }: DetectorContext,
  { name }: ColumnProfile
): Pick<Written, 'value' | 'from' | 'texts' | 'times'> {
  const own = written.get(name)
  if (own && !own.read) return own
  return { value: `trim(${ident(name)}::VARCHAR, ${SPACES})`, from: table.sql, texts: table.sql, times: '1' }
}

async function describe(context: DetectorContext, column: ColumnProfile, rule: Rule) {
  const { table, rows: ask } = context
  const { value, texts, times } = textsOf(context, column)
  const name = ident(column.name)
  const codes = column.disguised.map(({ value }) => text(value))
  const where = [
    `${name} IS NOT NULL`,
    `${value} <> ''`,
    ...(codes.length ? [`${name}::VARCHAR NOT IN (${codes.join(', ')})`] : []),
    `coalesce(NOT (${rule.fits}), true)`
  ].join(' AND ')
  const [counted] = await ask<{ n: number; different: number }>(
    `SELECT coalesce(sum(${times}), 0)::BIGINT AS n, count(DISTINCT ${value}) AS different FROM ${texts} WHERE ${where}`
  )
  const { n = 0, different = 0 } = counted ?? {}
  const share = n / Math.max(1, column.rows - column.missing)
  if (!n || share > 1 - (rule.least ?? 0.8)) return null
  const shown = await ask<{ value: string }>(
    `SELECT left(${name}::VARCHAR, 40) AS value FROM ${texts} WHERE ${where} GROUP BY ALL ORDER BY sum(${times}) DESC, value LIMIT 3`
  )
  const [label, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'format_minority',
    detector: 'format_minority',
    columns: [column.name],
    where,
    rows: n,
    severity: 'warning',
    confidence: sureness(rule, share, n / Math.max(1, different)),
    dimension: 'consistency',
    message: {
      fr: `${label.fr} : ${count.fr} d’un autre format que les autres`,
      en: `${label.en}: ${count.en} in another format than the others`
    },
    explanation: {
      fr: `Presque partout, la valeur est ${rule.expected.fr} ; pas ici : ${shown.map(({ value }) => `« ${value} »`).join(', ')}.`,
      en: `Nearly everywhere the value is ${rule.expected.en}; not here: ${shown.map(({ value }) => `“${value}”`).join(', ')}.`
    },
    proposal: (await phonesInOneShape(context, { column, written: textsOf(context, column) })) ?? {
      text: {
        fr: 'Récrire ces valeurs dans le format courant, ou les mettre à manquant.',
        en: 'Rewrite these values in the usual format, or set them to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Few texts that come back again and again (1-2 and 3-4 among numbers of issues) are a second usual form; errors are seldom the same. */
function sureness({ confidence }: Rule, share: number, times: number): number {
  if (share < FEW) return confidence
  return times >= OFTEN ? 0.25 : confidence - 0.2
}
