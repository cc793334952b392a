import type { KeyDifference, KeyValue, MatchReport, NearMiss } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { keySides, type KeySides } from './key-sql'
import { cardinalityOf } from './link-facts'
import type { MatchAsked } from './match-asked'
import { matchEvidence } from './match-evidence'
import { countsSql, examplesSql, nearMissesSql } from './match-sql'
import { joinItsCopy } from './join-its-copy'
import { matchWarnings } from './match-warnings'

type Counts = Record<
  | 'present'
  | 'unmatched'
  | 'one'
  | 'several'
  | 'most'
  | 'pairs'
  | 'most_left'
  | 'right_matched'
  | 'left_values'
  | 'right_values',
  number | null
>

/** What a join would do to the prepared left table, counted exactly; nothing is changed. */
export async function matchTables(project: Project, asked: MatchAsked, signal?: AbortSignal): Promise<MatchReport> {
  if (asked.left === asked.right) throw sameTable(asked.left)
  const left = await resolveTable(project, { schema: 'clean', name: asked.left })
  const right = await resolveTable(project, { schema: 'clean', name: asked.right })
  const sides = keySides(
    asked.on,
    { alias: 'l', columns: left.columns },
    { alias: 'r', columns: right.columns },
    asked.normalise
  )
  const [row] = await project.rows<Counts>(countsSql(left.sql, right.sql, sides), { signal })
  const of = (name: keyof Counts): number => row?.[name] ?? 0
  const missing = left.rows - of('present')
  const none = of('unmatched') + missing
  const near = await nearMisses(project, left.sql, right.sql, sides, signal)
  const counted = {
    left: left.ref,
    right: right.ref,
    leftRows: left.rows,
    rightRows: right.rows,
    none,
    one: of('one'),
    several: of('several'),
    missing,
    rightOrphans: right.rows - of('right_matched'),
    most: of('most'),
    rowsAfter: of('pairs') + (asked.how === 'left' ? none : 0),
    cardinality: cardinalityOf(of('most_left') > 1, of('most') > 1),
    multiplies: of('several') > 0,
    leftOrphanValues: of('left_values'),
    rightOrphanValues: of('right_values'),
    nearRows: near.rows,
    nearValues: near.values,
    nearMisses: near.examples
  }
  return {
    ...counted,
    leftExamples: await examples(project, examplesSql(left.sql, right.sql, sides), sides, signal),
    rightExamples: await examples(project, examplesSql(right.sql, left.sql, turned(sides), 'r', 'l'), sides, signal),
    warnings: matchWarnings(counted, asked),
    evidence: matchEvidence(left, right, sides, asked, counted)
  }
}

function turned({ left, right }: KeySides): KeySides {
  return { left: right, right: left }
}

type ValueRow = Record<string, string | number | null>

async function examples(project: Project, sql: string, sides: KeySides, signal?: AbortSignal): Promise<KeyValue[]> {
  const rows = await project.rows<ValueRow>(sql, { signal })
  return rows.map((row) => ({ values: valuesOf(row, 'v', sides), rows: Number(row.n) }))
}

async function nearMisses(
  project: Project,
  left: string,
  right: string,
  sides: KeySides,
  signal?: AbortSignal
): Promise<{ rows: number; values: number; examples: NearMiss[] }> {
  const rows = await project.rows<ValueRow>(nearMissesSql(left, right, sides), { signal })
  return {
    rows: Number(rows[0]?.total ?? 0),
    values: Number(rows[0]?.different ?? 0),
    examples: rows.map((row) => {
      const [mine, theirs] = [valuesOf(row, 'v', sides), valuesOf(row, 'w', sides)]
      return { left: mine, right: theirs, rows: Number(row.n), differences: differencesOf(mine, theirs) }
    })
  }
}

function valuesOf(row: ValueRow, letter: string, { left }: KeySides): (string | null)[] {
  return left.map((_, place) => {
    const value = row[`${letter}${place}`]
    return value == null ? null : String(value)
  })
}

const EASED: readonly { difference: KeyDifference; ease: (text: string) => string }[] = [
  { difference: 'spaces', ease: (text) => text.replace(/[\s\p{Z}\u200b\ufeff]+/gu, ' ').trim() },
  { difference: 'case', ease: (text) => text.toLowerCase() },
  { difference: 'zeros', ease: (text) => text.replace(/^0+(?=.)/, '') },
  { difference: 'accents', ease: (text) => text.normalize('NFD').replace(/\p{M}/gu, '') }
]

/** Which differences have to be overlooked before two keys are equal: each that cannot be left out. */
function differencesOf(left: readonly (string | null)[], right: readonly (string | null)[]): KeyDifference[] {
  const equalBy = (eased: typeof EASED): boolean => {
    const plain = (value: string | null | undefined): string =>
      eased.reduce((text, { ease }) => ease(text), value ?? '')
    return left.every((value, place) => plain(value) === plain(right[place]))
  }
  const needed = EASED.reduce<typeof EASED>((kept, step) => {
    const others = kept.filter((other) => other !== step)
    return equalBy(others) ? others : kept
  }, EASED)
  return needed.map(({ difference }) => difference)
}

function sameTable(name: string): Error {
  return fail(
    'input',
    {
      fr: `La table « ${name} » ne peut pas être jointe à elle-même.`,
      en: `Table “${name}” cannot be joined to itself.`
    },
    { hint: joinItsCopy(name) }
  )
}
