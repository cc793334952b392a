import type { Anomaly, ColumnProfile } from '../../../contract'
import { hints } from '../../profile'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { onceASearch } from '../once-a-search'
import { isClearOrder, isStraddling } from './clear-order'
import { guiltyDateSql, TOLD_BY, type ToldBy } from './guilty-date'
import { apartSql, before, secondsOf } from './moment-order'
import { UNDECIDED } from './undecided'

/** Dates looked at for order; tables with more are rare, and pairs grow by the square. */
const MOST = 12
const DAY = 86_400

/** Share of the rows that may break an order: where the names of the columns say it too, and where nothing does. */
const LOOSE = 0.2
const STRICT = 0.02
/** The same where the values say clearly that one date follows the other; beyond the second, less surely. */
const CLEAR = 0.08
const SURE = 0.05
/** The same of an order that is not told by itself, and of two other dates may say which is wrong. */
const WITNESS = 0.1

/** Pairs of dates, or of times of day, of which one nearly always comes first: the rows where it does not. */
export const dateOrder: Detector = {
  name: 'date_order',
  title: { fr: 'Fin avant le début', en: 'End before start' },
  kinds: ['contradiction'],
  async *detect(context) {
    const orders = await ordersOf(context)
    for (const order of await toldOrders(context)) yield* describe(context, order, orders)
  }
}

/** Two dates of which one comes first, with the rows that keep to it and those that do not. */
interface Order {
  start: ColumnProfile
  end: ColumnProfile
  kept: number
  broken: number
  /** Whether the names of the columns say so too. */
  saidSo: boolean
  /** Whether so few rows break it that they are told; what more of them break says of two other dates which is at fault. */
  isTold: boolean
  /** Of times of day, seconds from one to the other that are no usual length, midnight between them. */
  longest?: number
}

/** One that is told, with the predicate of the rows that break it. */
type ToldOrder = Order & { where: string }

function isTime({ family }: ColumnProfile): boolean {
  return family === 'time'
}

/** The orders of two dates that nearly all rows keep to, looked for once a search. */
const ordersOf = onceASearch(findOrders)

async function findOrders(context: DetectorContext): Promise<Order[]> {
  const dates = columnsWhere(
    context,
    ({ family, reading, numeric }) =>
      (family === 'date' || family === 'time' || reading?.kind === 'date') && (numeric?.n ?? 0) >= 20
  ).slice(0, MOST)
  const pairs = dates.flatMap((first, place) =>
    dates.slice(place + 1).flatMap((second) => (isTime(first) === isTime(second) ? [{ first, second }] : []))
  )
  if (!pairs.length) return []
  const terms = pairs.map(
    ({ first, second }, place) =>
      `count(*) FILTER (${before(first, second)}) AS before${place}, count(*) FILTER (${before(second, first)}) AS after${place}`
  )
  const counts =
    (await context.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${context.table.sql}`))[0] ?? {}
  return pairs.flatMap(({ first, second }, place): Order[] => {
    const [forward, backward] = [counts[`before${place}`] ?? 0, counts[`after${place}`] ?? 0]
    return forward >= backward ? orderOf(first, second, forward, backward) : orderOf(second, first, backward, forward)
  })
}

/** The orders of which the rows that break them are told; these rows. */
export const toldOrders = onceASearch(findTold)

async function findTold(context: DetectorContext): Promise<ToldOrder[]> {
  const told: ToldOrder[] = []
  for (const order of await ordersOf(context)) {
    if (!(await isToldOf(context, order))) continue
    const own = order.broken && isTime(order.start) ? await withinADay(context, order) : order
    if (own?.broken) told.push({ ...own, where: brokenSql(own) })
  }
  return told
}

/** Whether the rows that break an order are told: where no name speaks for it, what the values say of it decides. */
async function isToldOf(context: DetectorContext, order: Order): Promise<boolean> {
  const { isTold, saidSo, kept, broken } = order
  if (isTold) return saidSo || isTime(order.start) || !(await isStraddling(context, order))
  return broken <= CLEAR * (kept + broken) && (await isClearOrder(context, order))
}

/** The order of two times of day, without the rows that end after midnight: the time from one to the other is then a usual one. Null where they lie too near one another to be in any order. */
async function withinADay({ table, rows: ask }: DetectorContext, order: Order): Promise<Order | null> {
  const apart = `(${secondsOf(order.end)} - ${secondsOf(order.start)})`
  const [lasts] = await ask<{ longest: number | null; shortest: number | null }>(
    `SELECT quantile_cont(${apart}, 0.99) AS longest, quantile_cont(${apart}, 0.05) AS shortest FROM ${table.sql} WHERE ${apart} >= 0`
  )
  if (lasts?.longest == null) return null
  const own = { ...order, longest: LONGER * lasts.longest }
  const [seen] = await ask<{ n: number; near: number }>(
    `SELECT count(*) FILTER (${brokenSql(own)}) AS n, count(*) FILTER (${apart} < 0 AND ${apart} >= -${lasts.shortest ?? 0}) AS near FROM ${table.sql}`
  )
  if (!seen || (!order.saidSo && (seen.near > seen.n / 2 || seen.n > STRICT * (order.kept + order.broken)))) return null
  return { ...own, broken: seen.n, kept: order.kept + order.broken - seen.n }
}

/** Of two times of day in the wrong order by their names too, one is wrong: put on the scale of the detector, one cell in two. */
const ONE_OF_TWO = 0.62

/** The same of two dates that may stand in each other's place, and of others. */
const EXCHANGED = 0.85
const EITHER = 0.7
/** Share of the rows in the wrong order that must lie as far apart as others the right way round, for the two dates to be changed over. */
const MIRRORED = 0.8

/** Whether two dates in the wrong order stand in each other's place: changed over they lie as far apart as they usually do. Both are then wrong. */
async function areExchanged({ table, rows: ask }: DetectorContext, order: ToldOrder, guilty: string): Promise<boolean> {
  const apart = apartSql(order.start, order.end)
  const [seen] = await ask<{ n: number; mirrored: number }>(
    `SELECT count(*) AS n, count(*) FILTER (-apart BETWEEN levels[1] AND levels[2]) AS mirrored FROM (SELECT ${apart} AS apart FROM ${table.sql} WHERE ${order.where} AND ${guilty} IS NULL), (SELECT quantile_cont(${apart}, [0.02, 0.98]) AS levels FROM ${table.sql} WHERE ${apart} >= 0)`
  )
  return !seen || seen.mirrored >= MIRRORED * seen.n
}

/** The same of two dates whose values alone say which comes first. */
const BY_VALUES = 0.65
const BY_VALUES_OF_MANY = 0.55

/** Times that a length may be longer than nearly all others and still be usual. */
const LONGER = 1.25

/** The rows that break an order. */
function brokenSql({ start, end, longest }: Order): string {
  if (longest === undefined) return before(end, start)
  return `(${before(end, start)} AND ${secondsOf(end)} - ${secondsOf(start)} + ${DAY} > ${longest})`
}

/** The order of two dates, where nearly all rows keep to it. */
function orderOf(start: ColumnProfile, end: ColumnProfile, kept: number, broken: number): Order[] {
  const saidSo = (hints(start.name, 'start') || hints(start.name, 'birth')) && hints(end.name, 'end')
  const share = broken / Math.max(1, kept + broken)
  // Of times of day, those after midnight are still among them.
  const isTold = share <= (saidSo || isTime(start) ? LOOSE : STRICT)
  return kept < 20 || !(isTold || share <= WITNESS) ? [] : [{ start, end, kept, broken, saidSo, isTold }]
}

async function* describe(
  context: DetectorContext,
  order: ToldOrder,
  orders: readonly Order[]
): AsyncGenerator<Anomaly> {
  const { table, rows: ask } = context
  const { start, end, kept, broken, saidSo, where } = order
  const share = broken / (kept + broken)
  const guilty = await guiltyDateSql(context, order, orders)
  const counts = await ask<{ guilty: number | null; n: number }>(
    `SELECT ${guilty} AS guilty, count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL`
  )
  const [first, second] = [named(start.name), named(end.name)]
  const told = { fr: `${second.fr} précède ${first.fr}`, en: `${second.en} comes before ${first.en}` }
  for (const at of [null, ...TOLD_BY.keys()].flatMap((by) => (by === null ? [by] : [2 * by, 2 * by + 1]))) {
    const n = counts.find((one) => one.guilty === at)?.n ?? 0
    if (!n) continue
    const wrong = at === null ? null : at % 2 === 0 ? start : end
    const by = at === null ? null : (TOLD_BY[Math.floor(at / 2)] ?? null)
    const [count, name] = [rowsInWords(n), named(wrong?.name ?? '')]
    yield finding(table, {
      kind: 'contradiction',
      detector: 'date_order',
      aspect: wrong
        ? JSON.stringify([start.name, end.name, ...(by && by !== 'far' ? [by === 'third' ? 'others' : by] : [])])
        : undefined,
      columns: wrong ? [wrong.name] : [start.name, end.name],
      where: counts.length > 1 ? `${where} AND ${guilty} ${wrong ? `= ${at}` : 'IS NULL'}` : where,
      rows: n,
      severity: 'critical',
      confidence: wrong
        ? 0.95
        : isTime(start)
          ? saidSo
            ? ONE_OF_TWO
            : UNDECIDED
          : saidSo
            ? (await areExchanged(context, order, guilty))
              ? EXCHANGED
              : EITHER
            : share < 0.005
              ? 0.75
              : share <= STRICT
                ? 0.7
                : share <= SURE
                  ? BY_VALUES
                  : BY_VALUES_OF_MANY,
      dimension: 'consistency',
      matter: { rule: [start.name, end.name], rows: told },
      message: {
        fr: `${count.fr} où ${told.fr}${wrong ? ` : la valeur de ${name.fr} semble fausse` : ''}`,
        en: `${count.en} where ${told.en}${wrong ? `: the value of ${name.en} seems wrong` : ''}`
      },
      explanation: {
        fr: `Partout ailleurs, ${first.fr} vient d’abord. ${by ? REASONS[by].fr(name.fr) : 'L’une des deux dates est fausse, ou elles sont échangées.'}`,
        en: `Everywhere else ${first.en} comes first. ${by ? REASONS[by].en(name.en) : 'One of the two dates is wrong, or they are swapped.'}`
      },
      proposal: {
        text: wrong
          ? {
              fr: `Vérifier ${name.fr} à la source ; sinon, la mettre à manquant.`,
              en: `Check ${name.en} with the source; else set it to missing.`
            }
          : {
              fr: 'Vérifier l’ordre du jour et du mois, puis corriger ou mettre à manquant.',
              en: 'Check the order of day and month, then correct or set to missing.'
            },
        repair: { kind: 'review' }
      }
    })
  }
}

/** Why one of the two dates is the one told. */
const REASONS: Readonly<Record<ToldBy, Record<'fr' | 'en', (name: string) => string>>> = {
  swap: {
    fr: (name) => `Ici, tout rentre dans l’ordre si l’on échange le jour et le mois de ${name}.`,
    en: (name) => `Here all is in order if day and month of ${name} change places.`
  },
  far: {
    fr: (name) => `Ici, ${name} est loin de toutes les autres dates de sa colonne, l’autre date est ordinaire.`,
    en: (name) => `Here ${name} is far from all other dates of its column, the other date is a usual one.`
  },
  third: {
    fr: (name) => `Ici, ${name} n’est pas à sa place non plus à côté d’une troisième date, l’autre y est.`,
    en: (name) => `Here ${name} is out of place beside a third date too, the other one is not.`
  },
  place: {
    fr: (name) =>
      `Les dates suivent l’ordre des lignes ; d’après les lignes voisines, c’est ${name} qui n’y est pas à sa place.`,
    en: (name) =>
      `The dates follow the order of the rows; by the neighbouring rows ${name} is the one out of its place.`
  }
}
