import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { firstLook } from '../first-look'
import { countEach, textColumns, textFault, type TextColumn } from '../text-fault'

/** Share of the texts that must keep to one way with capitals, and rows that say so. */
const RULE = 0.97
const ENOUGH = 50
/** Letters below which capitals alone are as often initials. */
const LONG = 6

/** All capitals, or none, where nearly all values of the column are written otherwise: DUPONT beside Durand and Martin, ab-12 beside AB-13. */
export const caseMinority: Detector = {
  name: 'case_minority',
  title: { fr: 'Capitales', en: 'Capitals' },
  kinds: ['format_minority'],
  async *detect(context) {
    for (const column of textColumns(context).filter(spelt)) {
      const found = await describe(context, column)
      if (found) yield found
    }
  }
}

function spelt({ column: { semantic, distinct, numeric, reading } }: TextColumn): boolean {
  return (
    numeric === null &&
    !reading &&
    distinct >= 20 &&
    ['name', 'identifier', 'category', 'address'].includes(semantic.kind)
  )
}

async function describe(context: DetectorContext, { column, written }: TextColumn) {
  const { value } = written
  const looks = firstLook(context, written)
  const letters = `length(regexp_replace(${value}, '\\P{L}+', '', 'g'))`
  const code = column.semantic.kind === 'identifier'
  const looked = `${letters} >= ${code ? 2 : 4}`
  const ways = {
    upper: `${looked} AND ${value} = upper(${value})`,
    lower: `${looked} AND ${value} = lower(${value})`,
    mixed: `${looked} AND ${value} <> upper(${value}) AND ${value} <> lower(${value})`
  }
  const [upper = 0, lower = 0, mixed = 0] = await countEach(
    context,
    Object.values(ways).map((way) => ({ written: looks, predicate: `coalesce(${way}, false)` }))
  )
  const total = upper + lower + mixed
  const usual = Math.max(upper, lower, mixed)
  if (total < ENOUGH || usual < RULE * total || usual === total) return null
  const others =
    usual === upper
      ? `(${ways.lower}) OR (${ways.mixed})`
      : usual === lower
        ? `(${ways.upper}) OR (${ways.mixed})`
        : // Among words with a capital, short ones all in capitals are initials.
          `(${ways.lower}) OR (${ways.upper} AND ${letters} >= ${LONG})`
  // Names that begin with a small letter stand among those in lower case as they should.
  if (usual === lower && !code) return null
  const predicate = `coalesce(${others}, false)`
  const usualWay = usual === upper ? ways.upper : usual === lower ? ways.lower : ways.mixed
  const [rows = 0] = await countEach(context, [{ written, predicate }])
  if (!rows) return null
  const said =
    usual === mixed
      ? { fr: 'en capitales et minuscules', en: 'in capitals and small letters' }
      : usual === upper
        ? { fr: 'tout en capitales', en: 'all in capitals' }
        : { fr: 'tout en minuscules', en: 'all in small letters' }
  return textFault(context, {
    column,
    written,
    predicate,
    rows,
    kind: 'format_minority',
    detector: 'case_minority',
    severity: 'info',
    confidence: 0.6,
    dimension: 'consistency',
    what: { fr: 'avec d’autres capitales que les autres', en: 'with other capitals than the others' },
    why: { fr: `Presque toutes les valeurs sont ${said.fr}`, en: `Nearly all values are ${said.en}` },
    proposal: (await asTheOthers(
      context,
      { column, written },
      { predicate, usual: usualWay, code, upper: usual === upper }
    )) ?? {
      text: {
        fr: 'Récrire ces valeurs avec les capitales des autres.',
        en: 'Rewrite these values with the capitals of the others.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Texts that one repair names. */
const MOST_NAMED = 1_000

/**
 * The repair of values that stand in the column with the capitals of the others too, by the most frequent such writing: how a name would be
 * written that stands nowhere so is not guessed. Of codes, capitals or small letters are what there is to write.
 */
async function asTheOthers(
  context: DetectorContext,
  { column, written }: TextColumn,
  { predicate, usual, code, upper }: { predicate: string; usual: string; code: boolean; upper: boolean }
): Promise<Anomaly['proposal']> {
  if (written.read) return null
  const { texts, times, value } = written
  const twins = `SELECT lower(${value}) AS said, arg_max(${value}, n) AS twin FROM (SELECT *, sum(${times}) OVER (PARTITION BY ${value}) AS n FROM ${texts} WHERE coalesce(${usual}, false)) GROUP BY ALL`
  const into = code ? `${upper ? 'upper' : 'lower'}(odd.bare)` : 'twins.twin'
  const found = await context.rows<{ from: string; to: string | null }>(
    `SELECT DISTINCT odd.cell AS "from", ${into} AS "to" FROM (SELECT ${ident(column.name)} AS cell, ${value} AS bare FROM ${texts} WHERE ${predicate}) AS odd LEFT JOIN (${twins}) AS twins ON twins.said = lower(odd.bare) ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  const map = found.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))
  if (!map.length || found.length > MOST_NAMED) return null
  const left = map.length < found.length ? { fr: ' ; celles que la colonne n’écrit nulle part ainsi restent à juger', en: '; those that the column nowhere writes so are left for you to judge' } : { fr: '', en: '' } // prettier-ignore
  return {
    text: {
      fr: `Récrire ces valeurs avec les capitales des autres, ${code ? 'lettre pour lettre' : 'comme la colonne les écrit ailleurs'}${left.fr}.`,
      en: `Rewrite these values with the capitals of the others, ${code ? 'letter for letter' : 'as the column writes them elsewhere'}${left.en}.`
    },
    repair: { kind: 'replace', column: column.name, map }
  }
}
