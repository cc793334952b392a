import type { ExplorationDay, Guess, Look, LookKind } from '../../contract'
import { dayOf, figureKey, type Project } from '../project'
import { sightsOf, withoutGrid } from './aspects'
import { comparisonsByFigure } from './comparisons'
import { grouped } from './grouped'
import { listGuesses } from './guesses'

/** What was looked at day by day, the latest first, with the guesses written and decided and what was found of them. */
export async function explorationDays(project: Project): Promise<ExplorationDay[]> {
  const looks = withoutGrid(await project.looks.list())
  const guesses = await listGuesses(project)
  const made = comparisonsByFigure(looks)
  const first = new Map<string, string>()
  for (const look of looks) if (!first.has(figureKey(look))) first.set(figureKey(look), look.day)
  const written = guesses.map(({ writtenAt }) => dayOf(new Date(writtenAt)))
  const decided = guesses.flatMap(({ outcome }) => (outcome ? [dayOf(new Date(outcome.decidedAt))] : []))
  const byDay = grouped(looks, ({ day }) => day)
  const days = [...new Set([...byDay.keys(), ...written, ...decided])].sort().reverse()
  return days.map((day) => {
    const own = byDay.get(day) ?? []
    const keys = [...new Set(own.map(figureKey))]
    return {
      day,
      first: own[0]?.first ?? '',
      last: own.reduce((last, look) => (look.last > last ? look.last : last), ''),
      looks: own.reduce((sum, { times }) => sum + times, 0),
      figures: keys.length,
      comparisons: keys.reduce((sum, key) => sum + (first.get(key) === day ? (made.get(key) ?? 0) : 0), 0),
      tables: tablesOf(own),
      kinds: kindsOf(own),
      written: written.filter((one) => one === day).length,
      decided: decided.filter((one) => one === day).length,
      guesses: guessesOf(day, guesses)
    }
  })
}

function guessesOf(day: string, guesses: readonly Guess[]): ExplorationDay['guesses'] {
  return guesses.flatMap(({ id, text, time, writtenAt, outcome, decidedBy }) => {
    const isWritten = dayOf(new Date(writtenAt)) === day
    const decided = outcome && dayOf(new Date(outcome.decidedAt)) === day ? outcome : null
    if (!isWritten && !decided) return []
    const by = decided ? [decidedBy?.title, decided.figure].filter(Boolean).join(' – ') : ''
    return [{ id, text, time, isWritten, verdict: decided?.verdict ?? null, decidedBy: by }]
  })
}

function tablesOf(looks: readonly Look[]): ExplorationDay['tables'] {
  const tables = new Map<string, Set<string>>()
  const columnsOf = (table: string): Set<string> => {
    const columns = tables.get(table) ?? new Set<string>()
    tables.set(table, columns)
    return columns
  }
  for (const look of looks) {
    look.tables.forEach(columnsOf)
    for (const { table, column } of sightsOf(look)) columnsOf(table).add(column)
  }
  return [...tables].map(([table, columns]) => ({ table, columns: [...columns] }))
}

function kindsOf(looks: readonly Look[]): Partial<Record<LookKind, number>> {
  const kinds: Partial<Record<LookKind, number>> = {}
  for (const { kind, times } of looks) kinds[kind] = (kinds[kind] ?? 0) + times
  return kinds
}
