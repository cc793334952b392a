import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { countSql, counted, finding, named, rowsInWords } from '../finding'
import { hampelSpikes, scaleOf, withoutYearly, type ValueSpike } from './hampel'
import { inSeries, type Panel, type PanelSeries } from './panel'
import { levelsAt } from './sudden'
import { deviation, jumpIn, median, shiftIn, type Shift } from './time-series'
import { isoDay, listed, rounded, written } from './time-words'

/** Due days of a gap, its chance in a hundred tables, and the share of a series that may lack before it is no series. */
const LEAST_GAP = 5
const CHANCE = 0.01
const MOST_MISSING = 0.2
/** A day of the week is due where so many of them have a row. */
const DUE = 0.6
/** Weeks on either side of a break, of a series; its least size, as a ratio of positive values, and in deviations of the series. */
const SPAN = 10
const LEAST_WEEKS = 26
/** Weeks from which a series shows what it does elsewhere. */
const LONG = 60
const LEAST_RATIO = 1.25
const LEAST_SIZE = 0.5
/** Standard errors of medians over the weeks on either side. */
const SURE = 5
/** Share of all values that spikes may be. */
const MOST_SPIKES = 0.02

/** What breaks the rhythm of the series of a panel, each told once a column: days without rows, single far values, other levels. */
export async function* panelFindings(context: DetectorContext, panel: Panel): AsyncGenerator<Anomaly, void> {
  const missing = await gaps(context, panel)
  if (missing) yield missing
  for (const [place, column] of panel.measures.entries()) {
    throwIfCancelled(context.signal)
    const spiky = panel.series.map((series) => ({ series, spikes: spikesOf(series, place) }))
    const far = await spikes(context, panel, column, place, spiky)
    if (far) yield far
    const broken = await breaks(context, panel, column, place, spiky)
    if (broken) yield broken
  }
}

interface Spiky {
  series: PanelSeries
  spikes: readonly ValueSpike[]
}

interface Gap {
  series: PanelSeries
  from: number
  to: number
  due: number
}

async function gaps(context: DetectorContext, panel: Panel): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const { category, date, series } = panel
  // What all lack is told of the column as a whole.
  if (!category || series.length < 2) return null
  const any = new Set(series.flatMap(({ days }) => days))
  const found = series.flatMap((one) => gapsOf(one, any, series.length))
  if (!found.length) return null
  const edges = found.map(({ series: one, from, to }) => {
    const [before, after] = [one.days.filter((day) => day < from).at(-1), one.days.find((day) => day > to)]
    return inSeries(panel, one, `${panel.day} IN (${[before, after].join(', ')})`)
  })
  const where = `coalesce(${edges.join(' OR ')}, false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const names = [...new Set(found.map(({ series: one }) => one.name ?? ''))]
  const due = found.reduce((sum, gap) => sum + gap.due, 0)
  const [name, of, days] = [named(date.name), named(category.name), counted(due, ['jour', 'jours'], ['day', 'days'])]
  const list = listed(
    found.map(({ series: one, from, to }) => ({
      fr: `« ${one.name} » du ${written(isoDay(from), 'fr')} au ${written(isoDay(to), 'fr')}`,
      en: `“${one.name}” from ${written(isoDay(from), 'en')} to ${written(isoDay(to), 'en')}`
    }))
  )
  const whose = names.length === 1 ? { fr: `pour « ${names[0]} »`, en: `for “${names[0]}”` } : { fr: `pour ${names.length} valeurs de ${of.fr}`, en: `for ${names.length} values of ${of.en}` } // prettier-ignore
  return finding(table, {
    kind: 'time_break',
    detector: 'time_break',
    aspect: `gaps by ${category.name}`,
    place: 'column',
    columns: [date.name],
    where,
    rows,
    orderBy: `${ident(category.name)}, ${panel.day}, rowid`,
    severity: 'warning',
    confidence: 0.8,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${days.fr} sans ligne ${whose.fr}, où d’autres en ont`,
      en: `${name.en}: ${days.en} without a row ${whose.en}, where others have some`
    },
    explanation: {
      fr: `Série par série de ${of.fr} (une ligne par jour et par valeur, ${series.length} séries) : rien pour ${list.fr} Les autres jours de ces séries sont si complets que de tels trous ne viendraient par hasard pas une fois sur cent. Fermeture, panne, ou lignes perdues à l’export. Les lignes montrées sont celles qui bordent ces trous. (n = ${rowsInWords(rowsOf(panel)).fr}.)`,
      en: `Series by series of ${of.en} (one row a day and value, ${series.length} series): nothing for ${list.en} The other days of these series are so complete that such gaps would not come by chance once in a hundred. A closing, a failure, or rows lost in the export. The rows shown are those on the edges of these gaps. (n = ${rowsInWords(rowsOf(panel)).en}.)`
    },
    proposal: {
      text: {
        fr: 'Demander si ces jours devraient y être, puis charger ce qui manque ; sinon le dire à côté de toute évolution et de tout total.',
        en: 'Ask whether these days should be there, then load what is missing; else say so beside any trend and any total.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Runs of days that a series of daily rows lacks while others have some. */
function gapsOf(series: PanelSeries, any: ReadonlySet<number>, others: number): Gap[] {
  const [first, last] = [series.days[0], series.days.at(-1)]
  if (first === undefined || last === undefined || series.step !== 1) return []
  const has = new Set(series.days)
  const seen = new Map<number, { n: number; has: number }>()
  for (let day = first; day <= last; day++) {
    const of = seen.get(day % 7) ?? { n: 0, has: 0 }
    seen.set(day % 7, { n: of.n + 1, has: of.has + Number(has.has(day)) })
  }
  const isDue = (day: number): boolean => {
    const of = seen.get(day % 7)
    return any.has(day) && of !== undefined && of.has >= DUE * of.n
  }
  const runs: Gap[] = []
  let [run, due]: [Gap | null, number] = [null, 0]
  for (let day = first; day <= last; day++) {
    if (!isDue(day)) continue
    due++
    if (has.has(day)) run = null
    else if (run) Object.assign(run, { to: day, due: run.due + 1 })
    else runs.push((run = { series, from: day, to: day, due: 1 }))
  }
  const long = runs.filter((one) => one.due >= LEAST_GAP)
  const lacking = long.reduce((sum, one) => sum + one.due, 0)
  if (lacking > MOST_MISSING * due) return []
  // The chance that a day lacks, by the days outside long gaps.
  const short = runs.filter((one) => one.due < LEAST_GAP).reduce((sum, one) => sum + one.due, 0)
  const chance = (short + 1) / (due - lacking + 1)
  return long.filter((one) => one.due * Math.log(1 / chance) > Math.log((due * others) / CHANCE))
}

function spikesOf(series: PanelSeries, place: number): ValueSpike[] {
  const values = series.values[place] ?? []
  const found = hampelSpikes(values, series.days, series.step === 1 ? 7 : 1)
  const days = found.map(({ at }) => series.days[at] ?? 0)
  const kept = new Set(withoutYearly(days, series.days[0] ?? 0, series.days.at(-1) ?? 0))
  return found.filter(({ at }) => kept.has(series.days[at] ?? 0))
}

async function spikes(
  context: DetectorContext,
  panel: Panel,
  column: ColumnProfile,
  place: number,
  spiky: readonly Spiky[]
): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const found = spiky.flatMap(({ series, spikes: all }) =>
    all.map((spike) => ({ series, spike, day: series.days[spike.at] ?? 0 }))
  )
  const n = panel.series.reduce(
    (sum, { values }) => sum + (values[place] ?? []).filter((value) => value !== null).length,
    0
  )
  if (!found.length || found.length > Math.max(3, MOST_SPIKES * n)) return null
  const picked = spiky.flatMap(({ series, spikes: all }) =>
    all.length ? [inSeries(panel, series, `${panel.day} IN (${all.map(({ at }) => series.days[at]).join(', ')})`)] : []
  )
  const where = `coalesce((${picked.join(' OR ')}) AND ${ident(column.name)} IS NOT NULL, false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const far = ({ value, expected }: ValueSpike): number => expected > 0 && value > 0 ? Math.abs(Math.log(value / expected)) : Math.abs(value - expected) // prettier-ignore
  const shown = [...found].sort((a, b) => far(b.spike) - far(a.spike))
  const list = listed(
    shown.map(({ series, spike, day }) => ({
      fr: `${nameIn(series, 'fr')}le ${written(isoDay(day), 'fr')}, ${rounded(spike.value, 'fr')} au lieu de ${rounded(spike.expected, 'fr')} environ`,
      en: `${nameIn(series, 'en')}on ${written(isoDay(day), 'en')}, ${rounded(spike.value, 'en')} instead of some ${rounded(spike.expected, 'en')}`
    }))
  )
  const [name, date, count] = [named(column.name), named(panel.date.name), rowsInWords(rows)]
  const by = panel.category ? named(panel.category.name) : null
  return finding(table, {
    kind: 'outlier',
    detector: 'time_spike',
    aspect: `${panel.date.name} ${panel.category?.name ?? ''}`,
    columns: [column.name],
    where,
    rows,
    orderBy: `${panel.category ? `${ident(panel.category.name)}, ` : ''}${panel.day}, rowid`,
    severity: 'warning',
    confidence: 0.75,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} très loin de ${rows < 2 ? 'ses' : 'leurs'} voisines dans le temps (${date.fr}${by ? `, par ${by.fr}` : ''})`,
      en: `${name.en}: ${count.en} very far from ${rows === 1 ? 'its' : 'their'} neighbours in time (${date.en}${by ? `, by ${by.en}` : ''})`
    },
    explanation: {
      fr: `${list.fr} Est attendue la médiane glissante des sept valeurs d’avant et d’après, rythme de la semaine ôté ; l’écart dépasse six fois l’écart habituel de la série (médiane, MAD ; Hampel, 1974), sur l’échelle des rapports où toutes les valeurs sont positives, et d’une fois et demie tous les autres. Ces valeurs peuvent être courantes en une autre saison${by ? ` ou pour une autre valeur de ${by.fr}` : ''}. Erreur de saisie ou d’unité, rattrapage de plusieurs jours, ou événement. (n = ${rowsInWords(n).fr}.)`,
      en: `${list.en} What is expected is the running median of the seven values before and after, weekly rhythm taken out; the distance exceeds six usual deviations of the series (median, MAD; Hampel, 1974), by ratios where all values are positive, and all others by half. Such values may be usual in another season${by ? ` or for another value of ${by.en}` : ''}. An error of typing or unit, several days caught up at once, or an event. (n = ${rowsInWords(n).en}.)`
    },
    proposal: {
      text: {
        fr: `Vérifier ${name.fr} de ces lignes à la source ; les écarter des évolutions tant qu’on ne sait pas.`,
        en: `Check ${name.en} of these rows at the source; leave them out of trends as long as it is not known.`
      },
      repair: { kind: 'review' }
    }
  })
}

interface Break {
  series: PanelSeries
  /** First day of the week that the new level begins in, and of those that it may begin in. */
  day: number
  first: number
  last: number
  before: number
  after: number
}

async function breaks(
  context: DetectorContext,
  panel: Panel,
  column: ColumnProfile,
  place: number,
  spiky: readonly Spiky[]
): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const found = spiky.flatMap((one) => breakOf(one, place) ?? [])
  if (!found.length) return null
  const after = found.map(({ series, day }) => inSeries(panel, series, `${panel.day} >= ${day}`))
  const where = `coalesce((${after.join(' OR ')}) AND ${ident(column.name)} IS NOT NULL, false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const by = panel.category ? named(panel.category.name) : null
  const said = (language: 'fr' | 'en') => (one: Break) => {
    const [before, later, day] = [rounded(one.before, language), rounded(one.after, language), written(isoDay(one.day), language)] // prettier-ignore
    return language === 'fr'
      ? `${nameIn(one.series, language)}de ${before} à ${later}, depuis la semaine du ${day} environ`
      : `${nameIn(one.series, language)}from ${before} to ${later}, since about the week of ${day}`
  }
  const list = listed(
    found.map((one) => ({
      fr: `${said('fr')(one)} (à 95 %, entre celles du ${written(isoDay(one.first), 'fr')} et du ${written(isoDay(one.last), 'fr')})`,
      en: `${said('en')(one)} (at 95%, between those of ${written(isoDay(one.first), 'en')} and ${written(isoDay(one.last), 'en')})`
    }))
  )
  const [one] = found
  const [name, date] = [named(column.name), named(panel.date.name)]
  const single: LocalizedText | null = one && found.length === 1 ? { fr: said('fr')(one), en: said('en')(one) } : null
  const n = panel.series.reduce(
    (sum, { values }) => sum + (values[place] ?? []).filter((value) => value !== null).length,
    0
  )
  return finding(table, {
    kind: 'time_break',
    detector: 'time_break',
    aspect: `level ${column.name} by ${panel.category?.name ?? panel.date.name}`,
    place: 'column',
    columns: [column.name, panel.date.name],
    where,
    rows,
    orderBy: `${panel.category ? `${ident(panel.category.name)}, ` : ''}${panel.day}, rowid`,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : le niveau change d’un coup, ${single?.fr ?? `pour ${found.length} valeurs de ${by?.fr}`}`,
      en: `${name.en}: the level changes at once, ${single?.en ?? `for ${found.length} values of ${by?.en}`}`
    },
    explanation: {
      fr: `Selon ${date.fr}${by ? `, série par série de ${by.fr}` : ''}, valeurs isolées ôtées : ${list.fr} Les niveaux sont ceux de juste avant et de juste après, la courbe du moment (saison, pente) ôtée des médianes par semaine (degré 3 et saut, moindres carrés sur ${SPAN} semaines de chaque côté) ; intervalle selon Bai (1997). Nulle part ailleurs une série de plus d’un an ne saute de moitié autant. Un changement de compteur, d’unité, de périmètre ou de barème donne cela. Les lignes montrées sont celles d’après. (n = ${rowsInWords(n).fr}.)`,
      en: `By ${date.en}${by ? `, series by series of ${by.en}` : ''}, single far values taken out: ${list.en} The levels are those right before and right after, the course of the time (season, slope) taken out of the medians a week (degree 3 and a jump, least squares over ${SPAN} weeks on either side); interval after Bai (1997). Nowhere else does a series of more than a year jump half as far. A change of meter, unit, scope or scale does that. The rows shown are those after it. (n = ${rowsInWords(n).en}.)`
    },
    proposal: {
      text: {
        fr: 'Chercher ce qui a changé à cette date avant de parler d’évolution.',
        en: 'Find out what changed at that date before speaking of a trend.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** The break of one series, by medians of its weeks without spikes. */
function breakOf({ series, spikes: all }: Spiky, place: number): Break | null {
  const { step } = series
  if (step !== 1 && step !== 7) return null
  const spiked = new Set(all.map(({ at }) => at))
  const values = (series.values[place] ?? []).map((value, at) => (spiked.has(at) ? null : value))
  const scale = scaleOf(values)
  const [first, last] = [weekOf(series.days[0] ?? 0), weekOf(series.days.at(-1) ?? 0)]
  if (last - first + 1 < LEAST_WEEKS) return null
  const weeks = Array.from({ length: last - first + 1 }, (): number[] => [])
  for (const [at, value] of values.entries())
    if (value !== null) weeks[weekOf(series.days[at] ?? 0) - first]?.push(scale.to(value))
  const levels = weeks.map((week) => (week.length >= (step === 1 ? 3 : 1) ? median(week) : null))
  const found = levels.length < LONG ? shiftIn(levels, SPAN) : jumpIn(levels, SPAN)
  if (!found || !isBorneOut(found, levels, scale.to === Math.log)) return null
  // Medians of many weeks differ by the season too.
  const { before, after } = levelsAt(levels, found.at, SPAN) ?? found
  const dayOf = (at: number): number => (first + at) * 7 - 3
  return {
    series,
    day: dayOf(found.at),
    first: dayOf(found.from),
    last: dayOf(found.to),
    before: scale.from(before),
    after: scale.from(after)
  }
}

/** Weeks begin on Monday: 1970-01-01 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7)
}

/** Whether a break is large beside the series, and beyond what a week differs from the next. */
function isBorneOut({ before, after }: Shift, levels: readonly (number | null)[], byRatio: boolean): boolean {
  const by = after - before
  const known = levels.filter((level) => level !== null)
  const centre = median(known)
  if (Math.abs(by) < LEAST_SIZE * deviation(known.map((level) => level - centre))) return false
  if (byRatio && Math.abs(by) < Math.log(LEAST_RATIO)) return false
  const steps = known.slice(1).map((level, place) => level - (known[place] ?? 0))
  const error = 1.2533 * (deviation(steps) / Math.SQRT2) * Math.sqrt(2 / SPAN)
  return Math.abs(by) >= SURE * error
}

function rowsOf({ series }: Panel): number {
  return series.reduce((sum, { days }) => sum + days.length, 0)
}

function nameIn({ name }: PanelSeries, language: 'fr' | 'en'): string {
  if (name === null) return ''
  return language === 'fr' ? `« ${name} » : ` : `“${name}”: `
}
