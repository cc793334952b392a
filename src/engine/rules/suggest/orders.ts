import type { ColumnProfile, LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { compileRule } from '../compile'
import type { Ground } from '../kinds/kind'
import { proposal, type Known, type Proposal } from './proposal'

/** Dates looked at; pairs grow by the square. */
const MOST = 12
const ENOUGH = 20
/** Share of the rows that must keep the order. */
const HELD = 0.98
/** Share of the rows that must be strictly ordered: dates nearly always equal are one date written twice. */
const APART = 0.2

/** Pairs of dates of which one nearly always comes first. */
export async function orderRules({ table, profile, ask, note }: Known, ground: Ground): Promise<Proposal[]> {
  const dates = profile.columns.filter(({ family, numeric }) => family === 'date' && (numeric?.n ?? 0) >= ENOUGH)
  if (dates.length > MOST) note(leftOut(dates.length - MOST))
  const pairs = dates.slice(0, MOST).flatMap((one, place) => dates.slice(place + 1, MOST).map((other) => [one, other] as const)) // prettier-ignore
  if (!pairs.length) return []
  const test = (op: '<' | '=', one: ColumnProfile, other: ColumnProfile): string =>
    compileRule({ spec: { kind: 'compare', left: one.name, op, right: other.name } }, ground).verdict
  const terms = pairs.map(
    ([one, other], place) =>
      `count(*) FILTER (WHERE ${test('<', one, other)}) AS before${place}, count(*) FILTER (WHERE ${test('<', other, one)}) AS after${place}, count(*) FILTER (WHERE ${test('=', one, other)}) AS same${place}`
  )
  const [row = {}] = await ask<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${table.sql}`)
  return pairs.flatMap(([one, other], place) => {
    const [before, after, same] = ['before', 'after', 'same'].map((name) => row[name + place] ?? 0) as [number, number, number] // prettier-ignore
    const n = before + after + same
    const [first, second, kept] = before >= after ? [one, other, before] : [other, one, after]
    if (n < ENOUGH || kept < APART * n || kept + same < HELD * n) return []
    return [
      proposal(table.ref, { kind: 'compare', left: first.name, op: '<=', right: second.name }, (share) => ({
        fr: `Dans cet ordre sur ${share.fr} des lignes jugées.`,
        en: `In this order on ${share.en} of the rows judged.`
      }))
    ]
  })
}

function leftOut(n: number): LocalizedText {
  const count = countOf(n, ['colonne de dates', 'colonnes de dates'], ['column of dates', 'columns of dates'])
  return {
    fr: `Ordre des dates : ${count.fr} non regardée${n < 2 ? '' : 's'}, les ${MOST} premières le sont ; leurs paires croissent comme le carré.`,
    en: `Order of dates: ${count.en} not looked at, the first ${MOST} are; their pairs grow by the square.`
  }
}
