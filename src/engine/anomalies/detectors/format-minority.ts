import type { ColumnProfile, LocalizedText } from '../../../contract'
import { measureSql, SPACES } from '../../profile'
import { ident, text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Texts that do not have the form nearly all others have: not a number, not a date, not an address, another pattern of letters and digits. */
export const formatMinority: Detector = {
  name: 'format_minority',
  title: { fr: 'Formats minoritaires', en: 'Minority formats' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const column of context.profile.columns.filter(({ family, distinct }) => family === 'text' && distinct > 1)) {
      const rule = ruleOf(column) ?? (await shapeRule(context, column))
      const found = rule && (await describe(context, column, rule))
      if (found) yield found
    }
  }
}

interface Rule {
  /** True where a text has the form; NULL counts as false. */
  fits: string
  confidence: number
  expected: LocalizedText
}

const EMAIL = '[^\\s@]{1,64}@[^\\s@.]{1,63}(\\.[^\\s@.]{1,63}){1,8}'

function ruleOf(column: ColumnProfile): Rule | null {
  const { reading, semantic } = column
  const value = `trim(${ident(column.name)}::VARCHAR, ${SPACES})`
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
async function shapeRule({ table, rows: ask }: DetectorContext, column: ColumnProfile): Promise<Rule | null> {
  if (!['identifier', 'postcode', 'phone'].includes(column.semantic.kind)) return null
  const shape = `regexp_replace(regexp_replace(trim(${ident(column.name)}::VARCHAR, ${SPACES}), '\\p{L}+', 'A', 'g'), '\\d+', '9', 'g')`
  const shapes = await ask<{ shape: string; n: number }>(
    `SELECT ${shape} AS shape, count(*) AS n FROM ${table.sql} WHERE ${ident(column.name)} IS NOT NULL GROUP BY ALL ORDER BY n DESC, shape LIMIT 50`
  )
  const first = shapes[0]
  const total = column.rows - column.missing
  if (!first || first.n < total * 0.97) return null
  return {
    fits: `${shape} = ${text(first.shape)}`,
    confidence: 0.8,
    expected: {
      fr: `de la forme « ${first.shape} » (A : lettres, 9 : chiffres)`,
      en: `of the form “${first.shape}” (A: letters, 9: digits)`
    }
  }
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile, rule: Rule) {
  const name = ident(column.name)
  const codes = column.disguised.map(({ value }) => text(value))
  const where = [
    `${name} IS NOT NULL`,
    `trim(${name}::VARCHAR, ${SPACES}) <> ''`,
    ...(codes.length ? [`${name}::VARCHAR NOT IN (${codes.join(', ')})`] : []),
    `coalesce(NOT (${rule.fits}), true)`
  ].join(' AND ')
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  const share = n / Math.max(1, column.rows - column.missing)
  if (!n || share > 0.2) return null
  const shown = await ask<{ value: string }>(
    `SELECT left(${name}::VARCHAR, 40) AS value FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 3`
  )
  const [label, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'format_minority',
    detector: 'format_minority',
    columns: [column.name],
    where,
    rows: n,
    severity: 'warning',
    confidence: share < 0.05 ? rule.confidence : rule.confidence - 0.2,
    dimension: 'consistency',
    message: {
      fr: `${label.fr} : ${count.fr} d’un autre format que les autres`,
      en: `${label.en}: ${count.en} in another format than the others`
    },
    explanation: {
      fr: `Presque partout, la valeur est ${rule.expected.fr} ; pas ici : ${shown.map(({ value }) => `« ${value} »`).join(', ')}.`,
      en: `Nearly everywhere the value is ${rule.expected.en}; not here: ${shown.map(({ value }) => `“${value}”`).join(', ')}.`
    },
    proposal: {
      text: {
        fr: 'Récrire ces valeurs dans le format courant, ou les mettre à manquant.',
        en: 'Rewrite these values in the usual format, or set them to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}
