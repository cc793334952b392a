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
    proposal: {
      text: {
        fr: 'Récrire ces valeurs avec les capitales des autres.',
        en: 'Rewrite these values with the capitals of the others.'
      },
      repair: { kind: 'review' }
    }
  })
}
