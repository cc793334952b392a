import type { Anomaly, ColumnInfo, ComparedPair, CompareClass, LocalizedText, SideColumn } from '../../../contract'
import { measureSql } from '../../profile'
import type { Project } from '../../project'
import { ident, text } from '../../sql'
import { finding, named, rowsInWords, shareInWords, type Statement } from '../finding'
import { stabilityByChance, stabilityIndex } from './stability'
import type { DeliveredSide, Sides } from './sides'
import { unitFactor, unitInWords } from './unit-factor'

/** Change of the share of missing values from which it is told. */
const MISSING = 0.05
/** Stability index from which a distribution is another one (Siddiqi, 2006), and from which it moved. */
const ANOTHER = 0.25
const MOVED = 0.1
/** Share of a delivery's rows that a category come or gone must reach, and its least rows. */
const SHARE = 0.01
const LEAST = 5
/** Characters by which values of texts are compared. */
const SHOWN_CHARACTERS = 200
/** Categories named in a query. */
const MOST = 200

/** What moved in one column from a delivery to the next. */
export async function* columnDrift(
  project: Project,
  pair: ComparedPair,
  sides: Sides,
  signal?: AbortSignal
): AsyncIterable<Anomaly> {
  if (pair.a.semantic.kind === 'identifier' || pair.b.semantic.kind === 'identifier') return
  const [before, after] = sides
  const missing = missingDrift(pair, sides)
  if (missing) yield missing
  if (pair.basis === 'values')
    for (const way of ['come', 'gone'] as const) {
      const [from, to] = way === 'come' ? [before, after] : [after, before]
      const [was, is] = way === 'come' ? [pair.a.name, pair.b.name] : [pair.b.name, pair.a.name]
      const values = await project.rows<{ value: string; n: number }>(
        `SELECT ${ident(is)}::VARCHAR AS value, count(*) AS n FROM ${to.table.sql} WHERE ${to.where} AND ${ident(is)} IS NOT NULL AND ${ident(is)}::VARCHAR NOT IN (SELECT ${ident(was)}::VARCHAR FROM ${from.table.sql} WHERE ${from.where} AND ${ident(was)} IS NOT NULL) GROUP BY ALL HAVING count(*) >= ${Math.max(LEAST, SHARE * to.n)} ORDER BY n DESC, value LIMIT ${MOST}`,
        { signal }
      )
      if (values.length) yield categories(is, values, to, sides, way)
    }
  const shifted = await distributionDrift(project, pair, sides, signal)
  if (shifted) yield shifted
}

/** A column that stood in the delivery before and no more in the last one; null where it held nothing, as one behind a trailing separator. */
export async function columnGone(
  project: Project,
  { name: column }: ColumnInfo,
  sides: Sides,
  signal?: AbortSignal
): Promise<Anomaly | null> {
  const [before] = sides
  const where = `${before.where} AND ${ident(column)} IS NOT NULL`
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${before.table.sql} WHERE ${where}`, {
    signal
  })
  const rows = counted?.n ?? 0
  if (!rows) return null
  const [name, part] = [named(column), shareInWords(rows, before.n)]
  return drift(before, {
    aspect: 'column_gone',
    columns: [column],
    where,
    rows,
    severity: 'critical',
    confidence: 0.9,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : la colonne n’est plus dans la dernière livraison`,
      en: `${name.en}: the column is no longer in the last delivery`
    },
    explanation: {
      fr: `Elle était remplie sur ${part.fr} des lignes de la livraison d’avant, qui sont celles montrées. ${between(sides).fr} Retirée, ou livrée sous un autre nom : les étapes et les figures qui la lisent ne tiennent plus.`,
      en: `It was filled in ${part.en} of the rows of the delivery before, which are those shown. ${between(sides).en} Withdrawn, or delivered under another name: the steps and figures that read it no longer hold.`
    }
  })
}

function missingDrift({ a, b }: ComparedPair, sides: Sides): Anomaly | null {
  const [was, is] = [a.missing / a.rows, b.missing / b.rows]
  const error = Math.sqrt((was * (1 - was)) / a.rows + (is * (1 - is)) / b.rows)
  if (Math.abs(is - was) < MISSING || Math.abs(is - was) < 4 * error) return null
  const more = is > was
  const name = named(b.name)
  const [left, right] = [shareInWords(a.missing, a.rows), shareInWords(b.missing, b.rows)]
  const value = ident(b.name)
  return drift(sides[1], {
    aspect: 'missing',
    columns: [b.name],
    where: `${sides[1].where} AND ${value} IS ${more ? '' : 'NOT '}NULL`,
    rows: more ? b.missing : b.rows - b.missing,
    severity: more ? 'critical' : 'info',
    confidence: 0.85,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${left.fr} de manquants à la livraison d’avant, ${right.fr} à la dernière`,
      en: `${name.en}: ${left.en} missing in the delivery before, ${right.en} in the last one`
    },
    explanation: {
      fr: `${between(sides).fr} La différence dépasse quatre fois son erreur d’échantillonnage : le recueil ou l’export a sans doute changé. ${more ? 'Les lignes montrées sont celles où la valeur manque maintenant.' : 'Les lignes montrées sont celles où la valeur est là maintenant.'}`,
      en: `${between(sides).en} The difference exceeds four of its sampling errors: the collection or the export has probably changed. ${more ? 'The rows shown are those where the value is missing now.' : 'The rows shown are those where the value is there now.'}`
    }
  })
}

function categories(
  column: string,
  values: readonly { value: string; n: number }[],
  side: DeliveredSide,
  sides: Sides,
  way: 'come' | 'gone'
): Anomaly {
  const rows = values.reduce((sum, { n }) => sum + n, 0)
  const [name, count, part] = [named(column), rowsInWords(rows), shareInWords(rows, side.n)]
  const shown = values.slice(0, 5).map(({ value }) => value.slice(0, 60))
  const more = values.length > 5
  const list = { fr: shown.map((value) => `« ${value} »`).join(', '), en: shown.map((value) => `“${value}”`).join(', ') } // prettier-ignore
  const come = way === 'come'
  return drift(side, {
    aspect: way,
    columns: [column],
    where: `${side.where} AND coalesce(${ident(column)}::VARCHAR IN (${values.map(({ value }) => text(value)).join(', ')}), false)`,
    rows,
    severity: 'warning',
    confidence: 0.8,
    dimension: 'consistency',
    message: come
      ? {
          fr: `${name.fr} : ${values.length < 2 ? 'une valeur apparue' : `${values.length} valeurs apparues`} à la dernière livraison (${count.fr}, ${part.fr})`,
          en: `${name.en}: ${values.length === 1 ? 'one value' : `${values.length} values`} new in the last delivery (${count.en}, ${part.en})`
        }
      : {
          fr: `${name.fr} : ${values.length < 2 ? 'une valeur disparue' : `${values.length} valeurs disparues`} à la dernière livraison (${count.fr} avant, ${part.fr})`,
          en: `${name.en}: ${values.length === 1 ? 'one value' : `${values.length} values`} gone in the last delivery (${count.en} before, ${part.en})`
        },
    explanation: {
      fr: `${list.fr}${more ? ', …' : ''}. ${between(sides).fr} ${come ? 'Un code nouveau, un autre libellé pour une même chose, ou une vraie nouveauté.' : 'Un autre libellé, un périmètre réduit, ou une vraie disparition ; les lignes montrées sont celles de la livraison d’avant.'}`,
      en: `${list.en}${more ? ', …' : ''}. ${between(sides).en} ${come ? 'A new code, another label for the same thing, or true news.' : 'Another label, a narrower scope, or a true disappearance; the rows shown are those of the delivery before.'}`
    }
  })
}

async function distributionDrift(
  project: Project,
  pair: ComparedPair,
  sides: Sides,
  signal?: AbortSignal
): Promise<Anomaly | null> {
  const { a, b, basis, verdict } = pair
  const isTime = a.family === 'date' || a.reading?.kind === 'date'
  // Dates move with time; lengths of texts are told of nothing.
  if (verdict !== 'moved' || isTime || (basis !== 'measure' && basis !== 'values')) return null
  // What came or went is told apart, what is missing too.
  const classes = pair.classes.filter(
    ({ kind, a: one, b: other }) => kind !== 'missing' && (kind !== 'value' || (one > 0 && other > 0))
  )
  const index = stabilityIndex(classes)
  const sum = (side: 'a' | 'b'): number => classes.reduce((total, one) => total + one[side], 0)
  if (index === null || Math.min(sum('a'), sum('b')) < 50 || index < MOVED + 2 * stabilityByChance(classes)) return null
  const where = `${sides[1].where} AND ${gainedSql(b, gainedOf(classes, sum('a'), sum('b')), pair.classes)}`
  const [counted] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${sides[1].table.sql} WHERE ${where}`,
    { signal }
  )
  const rows = counted?.n ?? 0
  if (!rows) return null
  const share = shareInWords(rows, sum('b'))
  const [name, moved] = [named(b.name), mostMoved(classes, sum('a'), sum('b'), /INT/.test(b.type))]
  const means = pair.mean && a.numeric?.mean != null && b.numeric?.mean != null ? { was: a.numeric.mean, is: b.numeric.mean } : null // prettier-ignore
  const factor = basis === 'measure' ? unitFactor(a.numeric, b.numeric) : null
  const unit = factor && unitInWords(factor)
  const write = (value: number, language: 'fr' | 'en', digits = 3): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: digits })
  return drift(sides[1], {
    aspect: 'distribution',
    columns: [b.name],
    where,
    rows,
    severity: index >= ANOTHER ? 'warning' : 'info',
    confidence: index >= ANOTHER ? 0.75 : 0.55,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : répartition ${index >= ANOTHER ? 'tout autre' : 'déplacée'} à la dernière livraison${means ? ` (moyenne ${write(means.was, 'fr')} puis ${write(means.is, 'fr')})` : ''}${unit?.message.fr ?? ''}`,
      en: `${name.en}: ${index >= ANOTHER ? 'quite another distribution' : 'a distribution that moved'} in the last delivery${means ? ` (mean ${write(means.was, 'en')}, then ${write(means.is, 'en')})` : ''}${unit?.message.en ?? ''}`
    },
    explanation: {
      fr: `${unit ? `${unit.reason.fr} ` : ''}Indice de stabilité de la population (PSI) ${write(index, 'fr', 2)}, n = ${sum('a').toLocaleString('fr-FR')} puis ${sum('b').toLocaleString('fr-FR')} ; moins de 0,1 : stable ; plus de 0,25 : autre population. ${moved.fr} Les lignes montrées sont celles des valeurs ou des tranches dont la part a crû (${share.fr} de la dernière livraison) ; aucune n’est fausse par elle-même. ${between(sides).fr}`,
      en: `${unit ? `${unit.reason.en} ` : ''}Population stability index (PSI) ${write(index, 'en', 2)}, n = ${sum('a').toLocaleString('en-GB')}, then ${sum('b').toLocaleString('en-GB')}; below 0.1: stable; above 0.25: another population. ${moved.en} The rows shown are those of the values or bins whose share grew (${share.en} of the last delivery); none is wrong by itself. ${between(sides).en}`
    }
  })
}

/** The classes whose share grew by more than two of its standard errors; where none did alone, all that grew. */
function gainedOf(classes: readonly CompareClass[], a: number, b: number): CompareClass[] {
  const grown = classes.filter(({ a: was, b: is }) => is / b > was / a)
  const sure = grown.filter(({ a: was, b: is }) => {
    const p = (was + is) / (a + b)
    return is / b - was / a > 2 * Math.sqrt(p * (1 - p) * (1 / a + 1 / b))
  })
  return sure.length ? sure : grown
}

/** Predicate over the last delivery that picks the rows of some classes of all those of the comparison. */
function gainedSql(
  { name, type, reading }: SideColumn,
  gained: readonly CompareClass[],
  all: readonly CompareClass[]
): string {
  const measure = measureSql(ident(name), type, reading) ?? 'NULL'
  const shown = `left(${ident(name)}::VARCHAR, ${SHOWN_CHARACTERS})`
  const valuesOf = (some: readonly CompareClass[]): string[] =>
    some.flatMap(({ kind, value }) => (kind === 'value' && value !== null ? [text(value)] : []))
  const [values, known] = [valuesOf(gained), valuesOf(all)]
  const ends = all.flatMap(({ kind, to }) => (kind === 'range' ? [to ?? Infinity] : []))
  // The last bin holds its upper end, any other leaves it to the next.
  const last = Math.max(...ends)
  const parts = gained.flatMap(({ kind, from, to }) => {
    if (kind === 'others')
      return [known.length ? `${shown} NOT IN (${known.join(', ')})` : `${ident(name)} IS NOT NULL`]
    if (kind === 'unread') return [`${ident(name)} IS NOT NULL AND (${measure}) IS NULL`]
    if (kind !== 'range') return []
    return [
      [
        ...(from === null ? [] : [`${measure} >= ${from}`]),
        ...(to === null ? [] : [`${measure} ${to === last ? '<=' : '<'} ${to}`])
      ].join(' AND ')
    ]
  })
  if (values.length) parts.unshift(`${shown} IN (${values.join(', ')})`)
  return `coalesce(${parts.map((part) => `(${part})`).join(' OR ') || 'false'}, false)`
}

/** The class whose share changed most, in words; of whole numbers, those that its bin holds. */
function mostMoved(classes: readonly CompareClass[], a: number, b: number, whole: boolean): LocalizedText {
  const [most] = [...classes].sort((x, y) => Math.abs(y.b / b - y.a / a) - Math.abs(x.b / b - x.a / a))
  if (!most) return { fr: '', en: '' }
  const [was, is] = [shareInWords(most.a, a), shareInWords(most.b, b)]
  const ends = classes.flatMap(({ kind, to }) => (kind === 'range' ? [to ?? Infinity] : []))
  /** The last bin holds its upper end, any other leaves it to the next. */
  const withinBin = (from: number, to: number, language: 'fr' | 'en'): string => {
    const write = (value: number): string => value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 4 }) // prettier-ignore
    const isLast = to === Math.max(...ends)
    if (!whole) {
      if (language === 'fr') return `de ${write(from)} à ${isLast ? '' : 'moins de '}${write(to)}`
      return `From ${write(from)} to ${isLast ? '' : 'less than '}${write(to)}`
    }
    const [low, high] = [Math.ceil(from), isLast ? Math.floor(to) : Math.ceil(to) - 1]
    if (low >= high) return language === 'fr' ? `la valeur ${write(low)}` : `The value ${write(low)}`
    return language === 'fr' ? `de ${write(low)} à ${write(high)}` : `From ${write(low)} to ${write(high)}`
  }
  const of = (language: 'fr' | 'en'): string => {
    const write = (value: number): string => value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 4 }) // prettier-ignore
    if (most.kind === 'value') return language === 'fr' ? `« ${(most.value ?? '').slice(0, 60)} »` : `“${(most.value ?? '').slice(0, 60)}”` // prettier-ignore
    if (most.from !== null && most.to !== null) return withinBin(most.from, most.to, language)
    if (most.from !== null) return language === 'fr' ? `au-delà de ${write(most.from)}` : `Beyond ${write(most.from)}`
    if (most.to !== null) return language === 'fr' ? `en deçà de ${write(most.to)}` : `Below ${write(most.to)}`
    if (most.kind === 'unread') return language === 'fr' ? 'valeurs illisibles' : 'Values that cannot be read'
    return language === 'fr' ? 'autres valeurs' : 'Other values'
  }
  return {
    fr: `Le plus déplacé : ${of('fr')}, ${was.fr} des valeurs puis ${is.fr}.`,
    en: `What moved most: ${of('en')}, ${was.en} of the values, then ${is.en}.`
  }
}

function between([before, after]: Sides): LocalizedText {
  return {
    fr: `Comparées : « ${before.label} » (n = ${before.n.toLocaleString('fr-FR')}) et « ${after.label} » (n = ${after.n.toLocaleString('fr-FR')}).`,
    en: `Compared: “${before.label}” (n = ${before.n.toLocaleString('en-GB')}) and “${after.label}” (n = ${after.n.toLocaleString('en-GB')}).`
  }
}

function drift(
  { table, where, label, n }: DeliveredSide,
  said: Omit<Statement, 'kind' | 'detector' | 'place' | 'proposal'>
): Anomaly {
  const found = finding(table, {
    ...said,
    kind: 'drift',
    detector: 'drift',
    place: 'column',
    proposal: {
      text: {
        fr: 'Demander à qui livre ce qui a changé ; ne pas lire l’écart comme une évolution avant de le savoir. Le comparateur montre les deux livraisons côte à côte.',
        en: 'Ask who delivers what has changed; do not read the difference as a trend before knowing. Compare shows both deliveries side by side.'
      },
      repair: { kind: 'review' }
    }
  }) // Shares are of the delivery, not of all rows that stand with it.
  return {
    ...found,
    evidence: {
      ...found.evidence,
      n,
      filter: { fr: `Lignes venues de « ${label} »`, en: `Rows that came from “${label}”` },
      sql: `SELECT count(*) FILTER (${said.where}) AS value, count(*) AS n\nFROM ${table.sql}\nWHERE ${where}`
    }
  }
}
