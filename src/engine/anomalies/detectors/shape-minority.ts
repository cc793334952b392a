import type { ColumnProfile, LocalizedText } from '../../../contract'
import { text } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { firstLook } from '../first-look'
import { commonShapes, DATE_RUNS, DIGITS, hasShapeSql, NAMED_RUNS, SPACED_RUNS, type ShapeOf } from '../shapes'
import { phonesInOneShape } from './phone-shape'
import { countEach, textColumns, textFault, type TextColumn } from '../text-fault'

/** Shapes that are looked at in one column. */
const MOST_SHAPES = 200
/** Rows below which a shape that most share is no rule. */
const ENOUGH = 30
/** Share of the rows, and number of them, from which another shape is a second usual one; dates and telephone numbers should have one all the same. */
const USUAL = 0.03
const USUAL_ROWS = 30
/** How much rarer the common shape may be among the rows looked at than it must be among all. */
const SLACK = 0.02

/**
 * The pattern language of a column, learnt from its own texts: runs of letters and digits as one, or each digit by itself where
 * all have as many. A column that nearly keeps one pattern marks the few that break it: dates written otherwise, codes that lost a
 * zero, telephone numbers cut short.
 */
export const shapeMinority: Detector = {
  name: 'shape_minority',
  title: { fr: 'Motifs minoritaires', en: 'Minority patterns' },
  kinds: ['format_minority', 'mixed_dates'],
  async *detect(context) {
    for (const column of textColumns(context).filter(structured)) {
      // What breaks the runs breaks the number of digits too, which tells codes cut short beside them.
      const patterns = holdsDates(column.column)
        ? [BY_DATES, BY_RUNS, BY_DIGITS]
        : lengthTells(column)
          ? [BY_DIGITS, BY_RUNS]
          : [BY_RUNS]
      for (const pattern of patterns) {
        const found = await minority(context, column, pattern)
        if (!found) continue
        yield found
        break
      }
    }
  }
}

function structured({ column: { semantic, distinct, numeric, reading } }: TextColumn): boolean {
  const number =
    numeric !== null &&
    reading?.kind !== 'date' &&
    !['date', 'time', 'duration', 'postcode', 'phone', 'identifier'].includes(semantic.kind)
  return !number && distinct >= 10 && !['name', 'url', 'email', 'boolean', 'score'].includes(semantic.kind)
}

function holdsDates({ family, reading }: ColumnProfile): boolean {
  return family === 'date' || reading?.kind === 'date'
}

/** Columns whose texts are codes or dates: that one is shorter than the others is a fault there, and none of a count. */
function lengthTells({ column }: TextColumn): boolean {
  if (holdsDates(column)) return true
  return ['postcode', 'phone', 'identifier'].includes(column.semantic.kind) && column.order === null
}

/** Telephone numbers and times of day are written in one way more strictly than names of things. */
function coded({ semantic }: ColumnProfile): boolean {
  return ['phone', 'time'].includes(semantic.kind)
}

interface Pattern {
  name: 'runs' | 'dates' | 'names' | 'digits'
  shape: ShapeOf
  /** The share that makes a shape the rule of its column. */
  rule: number
}

const BY_RUNS: Pattern = { name: 'runs', shape: SPACED_RUNS, rule: 0.9 }
const BY_DATES: Pattern = { name: 'dates', shape: DATE_RUNS, rule: 0.9 }
/** As the texts of addresses are looked at: a number and a name. */
const BY_NAMES: Pattern = { name: 'names', shape: NAMED_RUNS, rule: 0.9 }
const BY_DIGITS: Pattern = { name: 'digits', shape: DIGITS, rule: 0.95 }

async function minority(context: DetectorContext, { column, written }: TextColumn, pattern: Pattern) {
  const codes = column.disguised.map(({ value }) => text(value.trim()))
  const looked = `length(${written.value}) BETWEEN 1 AND 60${codes.length ? ` AND ${written.value} NOT IN (${codes.join(', ')})` : ''}`
  const shapes = await commonShapes(context, written, { shape: pattern.shape, looked, most: MOST_SHAPES })
  const [first, { n: second } = { n: 0 }] = shapes
  const total = column.rows - (written.read ? 0 : column.missing)
  if (!first || total < ENOUGH || !first.shape.includes('9')) return null
  const date = holdsDates(column)
  const least = pattern.name === 'digits' ? pattern.rule : date ? 0.7 : coded(column) ? 0.8 : pattern.rule
  const looks = shapes.reduce((sum, { n }) => sum + n, 0)
  if (first.n < (least - SLACK) * looks || shapes.length === MOST_SHAPES) return null
  // Letters or digits alone are as often words and counts as codes.
  if (pattern.name === 'runs' && first.shape === '9' && !lengthTells({ column, written })) return null
  const predicate = `coalesce(${looked} AND NOT ${hasShapeSql(pattern.shape, written.value, first.shape)}, false)`
  const [rows = 0, seen = 0] = await countEach(context, [
    { written, predicate },
    { written, predicate: `coalesce(${looked}, false)` }
  ])
  const share = 1 - rows / seen
  if (!rows || share < least) return null
  if (pattern.name === 'runs' && !date && !coded(column) && (await holdsNames(context, { column, written })))
    return minority(context, { column, written }, BY_NAMES)
  return textFault(context, {
    column,
    written,
    predicate,
    rows,
    kind: date ? 'mixed_dates' : 'format_minority',
    detector: 'shape_minority',
    severity: 'warning',
    confidence:
      // A place without a number has an address all the same.
      pattern.name === 'names' || (second >= Math.max(USUAL * looks, USUAL_ROWS) && !date && !coded(column))
        ? 0.25
        : sureness(column.semantic.kind === 'category', share),
    dimension: 'consistency',
    what: { fr: 'd’une autre forme que les autres', en: 'of another form than the others' },
    why: {
      fr: `Presque toutes ont la forme « ${first.shape} » (A : lettres, 9 : ${pattern.name === 'digits' ? 'un chiffre' : 'chiffres'})`,
      en: `Nearly all have the form “${first.shape}” (A: letters, 9: ${pattern.name === 'digits' ? 'a digit' : 'digits'})`
    },
    proposal: (await phonesInOneShape(context, { column, written })) ?? {
      text: date ? DATES_READ : REWRITTEN,
      repair: { kind: 'review' }
    }
  })
}

const REWRITTEN: LocalizedText = {
  fr: 'Récrire ces valeurs dans la forme courante, ou les reprendre à la source.',
  en: 'Rewrite these values in the usual form, or take them from the source again.'
}
/** A column that is read as dates takes each shape for itself, two digits of the year as those of the years around. */
const DATES_READ: LocalizedText = {
  fr: 'Lire la colonne comme date : ces valeurs sont alors lues aussi, une année à deux chiffres dans le siècle des autres ; reprendre à la source celles qui ne le sont pas.',
  en: 'Read the column as dates: these values are then read too, a two-digit year in the century of the others; take those that are not from the source again.'
}

/** Different names from which, and share of the texts with several words one after another from which, a column holds names beside numbers. */
const MOST_WORDINGS = 10
const SEVERAL = 0.5

/** Whether texts name things, as addresses do: words one after another in most of them, and ever others. */
async function holdsNames(context: DetectorContext, { column: { semantic }, written }: TextColumn): Promise<boolean> {
  if (['identifier', 'postcode'].includes(semantic.kind)) return false
  const { value, times, texts } = firstLook(context, written)
  const [seen] = await context.rows<{ several: number; n: number; wordings: number }>(
    `SELECT coalesce(sum(${times}) FILTER (regexp_matches(${value}, '\\p{L}{2,}[\\s\\x{A0}]+\\p{L}{2,}')), 0)::BIGINT AS several, sum(${times})::BIGINT AS n, approx_count_distinct(regexp_replace(${value}, '\\P{L}+', ' ', 'g')) AS wordings FROM ${texts} WHERE ${value} <> ''`
  )
  return seen !== undefined && seen.several >= SEVERAL * seen.n && seen.wordings > MOST_WORDINGS
}

function sureness(category: boolean, share: number): number {
  if (category && share < 0.97) return 0.45
  return share >= 0.95 ? 0.75 : 0.65
}
