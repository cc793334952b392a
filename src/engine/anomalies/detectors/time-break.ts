import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { hints, measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, counted, finding, named, rowsInWords } from '../finding'
import {
  dayOf,
  inPeriods,
  MOST_PERIODS,
  periodSql,
  seriesOf,
  STEPS,
  USUAL,
  type Series,
  type Step
} from './date-series'
import { panelFindings } from './panel-breaks'
import { panelOf } from './panel'
import { pauseFinding } from './pause-findings'
import { bodyOf } from './fringe'
import { comesBack, maySummer } from './pauses'
import { SUMMER_WORDS } from './summer-words'
import {
  evenCounts,
  evenMeans,
  expectations,
  gapsIn,
  plateauIn,
  shiftIn,
  spikesIn,
  steady,
  type Shift
} from './time-series'
import { isApart } from './sudden'
import { rounded, written } from './time-words'

/** Date columns and measures looked at; each costs one grouping of the table. */
const MOST_DATES = 6
const MOST_MEASURES = 6
/** Rows of a column from which pauses in its rhythm are looked for, and from which numbers of rows are; rows that are read for pauses whatever they hold. */
const LEAST_ROWS = 23
const MANY_ROWS = 200
const MOST_READ = 100_000
/** Standard errors, by the rows on either side, that a mean must change by: any day may be the one. */
const SURE = 5

/** Breaks in the rhythm of a date column: periods without rows, periods with far too many, another level from some day on; in the number of rows and in the mean of measures; and where each row is a day of a series, in the series themselves. */
export const timeBreak: Detector = {
  name: 'time_break',
  title: { fr: 'Ruptures dans le temps', en: 'Breaks in time' },
  kinds: ['time_break', 'outlier'],
  async *detect(context) {
    const dates = columnsWhere(
      context,
      ({ family, reading, numeric, name }) =>
        (family === 'date' || reading?.kind === 'date') && (numeric?.n ?? 0) >= LEAST_ROWS && !hints(name, 'birth')
    ).slice(0, MOST_DATES)
    for (const column of dates) {
      if ((column.numeric?.n ?? 0) < MANY_ROWS) {
        const pause = await pauseFinding(context, column)
        if (pause) yield pause
        continue
      }
      const panel = await panelOf(context, column, measuresOf(context))
      if (panel) yield* panelFindings(context, panel)
      const series = await seriesOf(context, column)
      // Where days hold many rows, their numbers tell more than that there are some.
      const pause = series?.step === 'day' || !mayPause(column) ? null : await pauseFinding(context, column)
      if (!series && pause) yield pause
      if (!series) continue
      // What goes back parts two sides too, though not for good.
      const passing = await plateau(context, series)
      const found = [
        pause ?? (await gaps(context, series)),
        await spikes(context, series),
        passing ?? (await level(context, series))
      ]
      for (const one of found) if (one) yield one
      // Where each row is a day of a series, the mean of a week tells no more than the series themselves.
      for (const measure of panel ? [] : measuresOf(context)) {
        const broken = await meanLevel(context, series, measure)
        if (broken) yield broken
      }
    }
  }
}

/** Whether a column may be read moment by moment: of so many rows, only one whose moments come again. */
function mayPause({ numeric, distinct }: ColumnProfile): boolean {
  return (numeric?.n ?? 0) <= MOST_READ || distinct <= MOST_PERIODS
}

function measuresOf(context: DetectorContext): ColumnProfile[] {
  return columnsWhere(
    context,
    ({ semantic, family, reading, distinct }) =>
      ['measure', 'money', 'duration', 'count', 'percent', 'score'].includes(semantic.kind) &&
      (family === 'number' || reading?.kind === 'number') &&
      distinct >= 3
  ).slice(0, MOST_MEASURES)
}

async function gaps(context: DetectorContext, series: Series): Promise<Anomaly | null> {
  const { counts, step, column } = series
  const { days, cycle } = STEPS[step]
  const first = step === 'day' ? series.first : series.first * 7 - 3
  const body = bodyOf(counts)
  const runs = gapsIn(counts, expectations(counts, cycle)).filter(
    (run) => run.from > body.from && run.to < body.to - 1 && !comesBack(counts, run, { days, first })
  )
  if (!runs.length) return null
  const periods = runs.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  if (periods > 0.2 * counts.length) return null
  const edges = runs.flatMap(({ from, to }) => [lastFull(counts, from, -1), lastFull(counts, to, 1)])
  const where = inPeriods(series, [...new Set(edges)])
  const due = Math.round(runs.reduce((sum, { expected }) => sum + expected, 0))
  const longest = Math.max(...runs.map(({ from, to }) => to - from + 1))
  const spans = runs.slice(0, 4).map(({ from, to }) => between(series, from, to))
  const more = runs.length > 4
  const isSummer = runs.every((run) => maySummer(counts, run, { days, first }))
  const summer = isSummer ? SUMMER_WORDS : { fr: '', en: '' }
  const [name, what] = [named(column.name), counted(periods, [...STEPS[step].fr], [...STEPS[step].en])]
  return told(context, series, {
    aspect: 'gaps',
    where,
    severity: !isSummer && (longest >= 3 || step === 'week') ? 'warning' : 'info',
    confidence: isSummer ? 0.3 : longest >= 3 ? 0.8 : 0.55,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${what.fr} sans aucune ligne, contre le rythme de la colonne`,
      en: `${name.en}: ${what.en} without any row, against the rhythm of the column`
    },
    explanation: {
      fr: `Rien ${spans.map(({ fr }) => fr).join(' ; ')}${more ? ' ; …' : ''}, là où le rythme (${rhythm(step).fr}) ferait attendre environ ${due.toLocaleString('fr-FR')} lignes. Fermeture, jour férié, ou lignes perdues à l’export.${summer.fr} Les lignes montrées sont celles qui bordent ces trous.`,
      en: `Nothing ${spans.map(({ en }) => en).join('; ')}${more ? '; …' : ''}, where the rhythm (${rhythm(step).en}) would lead one to expect some ${due.toLocaleString('en-GB')} rows. A closing, a holiday, or rows lost in the export.${summer.en} The rows shown are those on the edges of these gaps.`
    },
    proposal: {
      fr: 'Demander si ces jours devraient y être, puis charger ce qui manque ; sinon le dire à côté de toute évolution.',
      en: 'Ask whether these days should be there, then load what is missing; else say so beside any trend.'
    }
  })
}

/** The nearest period with rows, from `at` on. */
function lastFull(counts: readonly number[], at: number, by: 1 | -1): number {
  let place = at
  while (counts[place] === 0) place += by
  return place
}

async function spikes(context: DetectorContext, series: Series): Promise<Anomaly | null> {
  const { counts, step, column } = series
  const body = bodyOf(counts)
  // What is many for a thin end alone is none.
  const found = spikesIn(counts, expectations(counts, STEPS[step].cycle)).filter(
    ({ at, n }) => (at >= body.from && at < body.to) || n > body.usual
  )
  // Where bursts come back, they are the rhythm.
  if (!found.length || found.length > Math.max(2, 0.01 * counts.length)) return null
  const [worst] = [...found].sort((a, b) => b.n / Math.max(1, b.expected) - a.n / Math.max(1, a.expected))
  const days = found.slice(0, 4).map((spike) => ({ day: between(series, spike.at, spike.at), ...spike }))
  const [name, what] = [named(column.name), counted(found.length, [...STEPS[step].fr], [...STEPS[step].en])]
  const list = (language: 'fr' | 'en'): string =>
    days
      .map(({ day, n, expected }) =>
        language === 'fr'
          ? `${day.fr}, ${n.toLocaleString('fr-FR')} lignes pour ${Math.round(expected).toLocaleString('fr-FR')} attendues`
          : `${day.en}, ${n.toLocaleString('en-GB')} rows for ${Math.round(expected).toLocaleString('en-GB')} expected`
      )
      .join(language === 'fr' ? ' ; ' : '; ')
  return told(context, series, {
    aspect: 'spikes',
    where: inPeriods(series, found.map(({ at }) => at)), // prettier-ignore
    severity: 'warning',
    confidence: worst && worst.n >= 5 * worst.expected ? 0.7 : 0.55,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${what.fr} avec bien trop de lignes`,
      en: `${name.en}: ${what.en} with far too many rows`
    },
    explanation: {
      fr: `${capital(list('fr'))}. Est attendue la médiane des périodes voisines (${rhythm(step).fr}) ; l’écart dépasse six fois l’écart habituel. Rattrapage, chargement fait deux fois, date mise par défaut, ou vraie affluence.`,
      en: `${capital(list('en'))}. What is expected is the median of the neighbouring periods (${rhythm(step).en}); the distance exceeds six usual deviations. A backlog entered at once, a load made twice, a default date, or a true rush.`
    },
    proposal: {
      fr: 'Regarder ces lignes : copies, dates de saisie au lieu de dates réelles ? Les écarter des évolutions tant qu’on ne sait pas.',
      en: 'Look at these rows: copies, dates of entry instead of true dates? Leave them out of trends as long as it is not known.'
    }
  })
}

async function level(context: DetectorContext, series: Series): Promise<Anomaly | null> {
  const { counts, step, column } = series
  const { cycle, span } = STEPS[step]
  const even = evenCounts(counts, cycle).map((n) => (n === null ? null : steady(n)))
  const found = shiftIn(even, span)
  if (!found) return null
  const near = [rowsAt(found.before), rowsAt(found.after)] as const
  const [before, after] = found.isAmidSlope
    ? near
    : [perPeriod(counts.slice(0, found.at)), perPeriod(counts.slice(found.at))]
  // Among many places a few periods differ by chance, or for a while: all that come before and after must bear the change out.
  if (!otherLevel(...near) || !otherLevel(before, after) || near[0] < near[1] !== before < after) return null
  const [name, when, sides] = [named(column.name), dated(series, found), sidesOf(series, found)]
  const [fr, en] = [STEPS[step].fr[0], STEPS[step].en[0]]
  // Where one side is but a thin end, dates that are a year off, or that run out, are as likely as a source that stopped.
  const body = bodyOf(counts)
  const isEnd = found.from <= body.from + 1 || found.to >= body.to - 1
  const thin = isEnd
    ? { fr: ' D’un côté il n’y a presque aucune ligne : ce peuvent être des dates fausses, ou des fins qui s’étalent.', en: ' On one side there is hardly a row: these may be wrong dates, or ends that run out.' } // prettier-ignore
    : { fr: '', en: '' }
  return told(context, series, {
    aspect: 'level',
    where: fromOn(series, found),
    severity: isEnd ? 'info' : 'warning',
    confidence: isEnd ? 0.3 : 0.6,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : depuis ${when.day.fr}, ${rounded(after, 'fr')} lignes par ${fr} en moyenne au lieu de ${rounded(before, 'fr')}`,
      en: `${name.en}: since ${when.day.en}, ${rounded(after, 'en')} rows a ${en} on average instead of ${rounded(before, 'en')}`
    },
    explanation: {
      fr: `Le nombre de lignes change de palier d’un coup et y reste : les moyennes sont celles ${sides.fr}, ${when.how.fr} Le recueil, le périmètre ou l’outil ont pu changer alors.${thin.fr} Les lignes montrées sont celles d’après.`,
      en: `The number of rows goes to another level at once and stays there: the means are those ${sides.en}, ${when.how.en} The way of collecting, the scope or the tool may have changed then.${thin.en} The rows shown are those after it.`
    },
    proposal: {
      fr: 'Chercher ce qui a changé à cette date ; comparer avant et après séparément.',
      en: 'Find out what changed at that date; compare before and after apart.'
    }
  })
}

/** Another level of the number of rows that goes back after some weeks; told apart from bursts by its length, and from seasons by standing alone. */
async function plateau(context: DetectorContext, series: Series): Promise<Anomaly | null> {
  const { counts, step, column, measure, first } = series
  const { cycle, span } = STEPS[step]
  const even = evenCounts(counts, cycle).map((n) => (n === null ? null : steady(n)))
  const bounds = { span, least: step === 'day' ? 14 : 3, most: step === 'day' ? 84 : 12 }
  const found = plateauIn(even, bounds)
  if (!found || !isApart(even, found.from, found.to, span)) return null
  const inside = perPeriod(counts.slice(found.from, found.to))
  const outside = perPeriod([...counts.slice(0, found.from), ...counts.slice(found.to)])
  const [near, away] = [rowsAt(found.inside), rowsAt(found.outside)]
  if (!farLevel(near, away) || !farLevel(inside, outside) || near < away !== inside < outside) return null
  // Where it comes back, it is a season.
  const others = even.map((n, at) => (at >= found.from && at < found.to ? null : n))
  if (plateauIn(others, bounds)) return null
  const name = named(column.name)
  const when = between(series, found.from, found.to - 1)
  const [fr, en] = [STEPS[step].fr[0], STEPS[step].en[0]]
  const place = periodSql(measure, step)
  return told(context, series, {
    aspect: 'plateau',
    where: `coalesce(${place} >= ${first + found.from} AND ${place} < ${first + found.to}, false)`,
    severity: 'warning',
    confidence: 0.55,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${when.fr}, ${rounded(inside, 'fr')} lignes par ${fr} en moyenne au lieu de ${rounded(outside, 'fr')}`,
      en: `${name.en}: ${when.en}, ${rounded(inside, 'en')} rows a ${en} on average instead of ${rounded(outside, 'en')}`
    },
    explanation: {
      fr: `Le nombre de lignes change de palier d’un coup, y reste, puis revient au premier : les médianes des ${span} ${STEPS[step].fr[1]} d’avant et d’après se ressemblent, celle de l’entre-deux s’en écarte de plus de cinq erreurs types, rythme de la semaine ôté. Une source muette ou chargée deux fois, une campagne, une fermeture ; les lignes montrées sont celles de l’entre-deux.`,
      en: `The number of rows goes to another level at once, stays there, then goes back to the first: the medians of the ${span} ${STEPS[step].en[1]} before and after are alike, that of the time between lies more than five standard errors away, weekly rhythm taken out. A source that fell silent or was loaded twice, a campaign, a closing; the rows shown are those of the time between.`
    },
    proposal: {
      fr: 'Chercher ce qui s’est passé dans ces semaines ; les écarter des évolutions tant qu’on ne sait pas.',
      en: 'Find out what happened in these weeks; leave them out of trends as long as it is not known.'
    }
  })
}

/** The same for some weeks only, which more things can change. */
function farLevel(inside: number, outside: number): boolean {
  return otherLevel(inside, outside) && Math.max(inside, outside) >= 1.6 * Math.min(inside, outside)
}

/** Whether two numbers of rows a period are so far apart that one may speak of another level. */
function otherLevel(before: number, after: number): boolean {
  return Math.max(before, after) >= Math.max(USUAL, 1.4 * Math.min(before, after))
}

function perPeriod(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0) / counts.length
}

function rowsAt(value: number): number {
  return Math.max(0, (value / 2) ** 2 - 3 / 8)
}

async function meanLevel(context: DetectorContext, series: Series, column: ColumnProfile): Promise<Anomaly | null> {
  const { table, rows: ask } = context
  const { step, first, counts } = series
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const [sd, overall] = [column.numeric?.sd, column.numeric?.mean]
  if (!measure || !sd || overall === null || overall === undefined) return null
  const rows = await ask<{ place: number; mean: number; n: number }>(
    `SELECT place, avg(x) AS mean, count(x) AS n FROM (SELECT ${periodSql(series.measure, step)} AS place, ${measure} AS x FROM ${table.sql}) WHERE x IS NOT NULL AND place BETWEEN ${first} AND ${first + counts.length - 1} GROUP BY place`
  )
  const means = new Array<number | null>(counts.length).fill(null)
  for (const { place, mean, n } of rows) if (n >= 3) means[place - first] = mean
  const found = shiftIn(evenMeans(means, STEPS[step].cycle), STEPS[step].span)
  if (!found || Math.abs(found.after - found.before) < 0.3 * sd) return null
  // The few periods on either side may hold one another closely by chance: the rows in them must bear the change out.
  const span = STEPS[step].span
  const within = (from: number, to: number): number =>
    rows.reduce((sum, { place, n }) => sum + (place - first >= from && place - first < to ? n : 0), 0)
  const [left, right] = [within(found.at - span, found.at), within(found.at, found.at + span)]
  if (Math.abs(found.after - found.before) < SURE * sd * Math.sqrt(1 / left + 1 / right)) return null
  const all = (from: number, to: number): number =>
    rows.reduce((sum, { place, mean, n }) => sum + (place - first >= from && place - first < to ? mean * n : 0), 0) /
    within(from, to)
  const [before, after] = found.isAmidSlope
    ? [found.before, found.after]
    : [all(0, found.at), all(found.at, counts.length)]
  const gap = Math.abs(after - before)
  if (gap < 0.3 * sd || found.before < found.after !== before < after) return null
  const [name, of] = [named(column.name), named(series.column.name)]
  const [when, sides] = [dated(series, found), sidesOf(series, found)]
  return told(context, series, {
    aspect: `mean ${column.name}`,
    columns: [column.name, series.column.name],
    where: `${fromOn(series, found)} AND ${ident(column.name)} IS NOT NULL`,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : la moyenne passe d’un coup de ${rounded(before, 'fr')} à ${rounded(after, 'fr')}, depuis ${when.day.fr}`,
      en: `${name.en}: the mean goes at once from ${rounded(before, 'en')} to ${rounded(after, 'en')}, since ${when.day.en}`
    },
    explanation: {
      fr: `Selon ${of.fr} : moyennes ${sides.fr} ; ${when.how.fr} L’écart vaut ${rounded(gap / sd, 'fr')} écart-type de la colonne. Un changement d’unité, de barème ou de public donne cela, un vrai progrès rarement en un jour. Les lignes montrées sont celles d’après.`,
      en: `By ${of.en}: means ${sides.en}; ${when.how.en} The difference is ${rounded(gap / sd, 'en')} standard deviations of the column. A change of unit, scale or public does that, true progress seldom in one day. The rows shown are those after it.`
    },
    proposal: {
      fr: 'Chercher ce qui a changé à cette date avant de parler d’évolution.',
      en: 'Find out what changed at that date before speaking of a trend.'
    }
  })
}

/** What the levels on either side are taken from, as it stands after "means". */
function sidesOf({ step }: Series, { isAmidSlope }: Shift): LocalizedText {
  if (!isAmidSlope) return { fr: 'de tout ce qui précède et de tout ce qui suit', en: 'of all that comes before and of all that comes after' } // prettier-ignore
  const { span, fr, en } = STEPS[step]
  return {
    fr: `juste avant et juste après, la saison ou la pente ôtée (courbe lisse de degré 3 et saut, moindres carrés sur ${span} ${fr[1]} de chaque côté)`,
    en: `right before and right after, season or slope taken out (a smooth curve of degree 3 and a jump, least squares over ${span} ${en[1]} on either side)`
  }
}

/** When a level changed, never surer than the series tells it, and how that was found. */
function dated(series: Series, { at, from, to }: Shift): { day: LocalizedText; how: LocalizedText } {
  const [fr, en] = [STEPS[series.step].fr[0], STEPS[series.step].en[0]]
  const [first, last] = [dayOf(series, from), dayOf(series, to)]
  const week = series.step === 'week'
  const day = dayOf(series, at)
  return {
    day: {
      fr: `${week ? 'la semaine du' : 'le'} ${written(day, 'fr')} environ`,
      en: `about ${week ? 'the week of ' : ''}${written(day, 'en')}`
    },
    how: {
      fr: `la date est celle qui sépare le mieux deux niveaux des valeurs par ${fr} (moindres carrés, rythme de la semaine ôté) ; la vraie se trouve, à 95 %, entre ${week ? 'les semaines du' : 'le'} ${written(first, 'fr')} et ${week ? 'du' : 'le'} ${written(last, 'fr')}.`,
      en: `the date is the one that best parts two levels of the values per ${en} (least squares, weekly rhythm taken out); the true one lies, at 95%, between ${week ? 'the weeks of ' : ''}${written(first, 'en')} and ${written(last, 'en')}.`
    }
  }
}

function fromOn({ measure, step, first }: Series, { at }: Shift): string {
  return `coalesce(${periodSql(measure, step)} >= ${first + at}, false)`
}

type Told = Pick<Anomaly, 'severity' | 'confidence' | 'dimension' | 'message' | 'explanation'> & {
  aspect: string
  where: string
  columns?: string[]
  proposal: LocalizedText
}

async function told({ table, rows: ask }: DetectorContext, series: Series, said: Told): Promise<Anomaly | null> {
  const { proposal, columns = [series.column.name], ...rest } = said
  const rows = (await ask<{ n: number }>(countSql(table, said.where)))[0]?.n ?? 0
  if (!rows) return null
  return finding(table, {
    ...rest,
    kind: 'time_break',
    detector: 'time_break',
    place: 'column',
    columns,
    rows,
    orderBy: `${series.measure}, rowid`,
    explanation: {
      fr: `${rest.explanation.fr} (n = ${rowsInWords(series.counts.reduce((sum, n) => sum + n, 0)).fr}.)`,
      en: `${rest.explanation.en} (n = ${rowsInWords(series.counts.reduce((sum, n) => sum + n, 0)).en}.)`
    },
    proposal: { text: proposal, repair: { kind: 'review' } }
  })
}

function rhythm(step: Step): LocalizedText {
  return step === 'day'
    ? { fr: 'les mêmes jours de la semaine, six semaines avant et après', en: 'the same weekdays, six weeks before and after' } // prettier-ignore
    : { fr: 'six semaines avant et après', en: 'six weeks before and after' }
}

/** A period, or several, as they stand in a sentence. */
function between(series: Series, from: number, to: number): LocalizedText {
  const [first, last] = [dayOf(series, from), dayOf(series, to)]
  if (series.step === 'week') {
    if (from === to)
      return { fr: `la semaine du ${written(first, 'fr')}`, en: `in the week of ${written(first, 'en')}` }
    return { fr: `des semaines du ${written(first, 'fr')} au ${written(last, 'fr')}`, en: `from the week of ${written(first, 'en')} to that of ${written(last, 'en')}` } // prettier-ignore
  }
  if (from === to) return { fr: `le ${written(first, 'fr')}`, en: `on ${written(first, 'en')}` }
  return { fr: `du ${written(first, 'fr')} au ${written(last, 'fr')}`, en: `from ${written(first, 'en')} to ${written(last, 'en')}` } // prettier-ignore
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
