import { randomUUID } from 'node:crypto'
import {
  StoredGuess,
  type Confidence,
  type ColumnAt,
  type Guess,
  type LocalizedText,
  type Outcome,
  type Verdict
} from '../../contract'
import { fail } from '../errors'
import { listFindings } from '../findings'
import { missingDocument, type ChangeScope, type Project } from '../project'
import { resolveTable } from '../tables'
import { grouped } from './grouped'
import { guessTime } from './guess-time'

/** The guesses in the order they were written, each with where it stands in time and what decided it. */
export async function listGuesses(project: Project): Promise<Guess[]> {
  const stored = await project.list('guess', StoredGuess)
  if (!stored.length) return []
  const looks = await project.looks.list()
  const findings = new Map((await listFindings(project)).map((finding) => [finding.id, finding]))
  return stored.map((guess) => {
    const { outcome } = guess
    const finding = outcome?.finding ? findings.get(outcome.finding) : undefined
    return {
      ...guess,
      ...guessTime(guess.columns, guess.writtenAt, looks),
      decidedBy: outcome?.finding
        ? { title: finding?.title ?? '', figure: finding?.figure.text ?? { fr: '', en: '' }, gone: !finding }
        : null
    }
  })
}

/** Keeps a guess about columns that are there. */
export async function writeGuess(
  project: Project,
  { text, columns, confidence }: { text: string; columns: readonly ColumnAt[]; confidence: Confidence },
  now: Date
): Promise<Guess> {
  await checkColumns(project, columns)
  const guess: StoredGuess = {
    id: randomUUID(),
    text,
    columns: distinct(columns),
    confidence,
    writtenAt: now.toISOString(),
    outcome: null
  }
  await project.change(label('Écrire la supposition', 'Write the guess', text), (scope) =>
    scope.put('guess', guess.id, guess)
  )
  return readOne(project, guess.id)
}

/** Changes a guess that is not decided yet; its moment becomes that of the change. */
export async function editGuess(
  project: Project,
  { id, text, columns, confidence }: { id: string; text?: string; columns?: ColumnAt[]; confidence?: Confidence },
  now: Date
): Promise<Guess> {
  if (columns) await checkColumns(project, columns)
  const before = await project.get('guess', id, StoredGuess)
  await project.change(label('Modifier la supposition', 'Change the guess', before.text), async (scope) => {
    const present = await presentGuess(scope, id)
    if (present.outcome) throw decided(present.text)
    const after: StoredGuess = {
      ...present,
      text: text ?? present.text,
      columns: columns ? distinct(columns) : present.columns,
      confidence: confidence ?? present.confidence
    }
    if (JSON.stringify(after) === JSON.stringify(present)) return
    await scope.put('guess', id, { ...after, writtenAt: now.toISOString() })
  })
  return readOne(project, id)
}

/** Says what became of a guess, by a finding or a figure; null takes that back. */
export async function decideGuess(
  project: Project,
  { id, outcome }: { id: string; outcome: Omit<Outcome, 'decidedAt'> | null },
  now: Date
): Promise<Guess> {
  const { text } = await project.get('guess', id, StoredGuess)
  if (outcome?.finding && !(await listFindings(project)).some((finding) => finding.id === outcome.finding))
    throw missingDocument('finding', outcome.finding)
  if (outcome && outcome.verdict !== 'undecided' && !outcome.finding && !outcome.figure) throw nothingDecides(text)
  const words = outcome
    ? decidedLabel(text, outcome.verdict)
    : label('Rouvrir la supposition', 'Reopen the guess', text)
  await project.change(words, async (scope) => {
    const present = await presentGuess(scope, id)
    await scope.put('guess', id, { ...present, outcome: outcome && { ...outcome, decidedAt: now.toISOString() } })
  })
  return readOne(project, id)
}

export async function removeGuess(project: Project, id: string): Promise<void> {
  const { text } = await project.get('guess', id, StoredGuess)
  await project.change(label('Supprimer la supposition', 'Remove the guess', text), (scope) =>
    scope.remove('guess', id)
  )
}

async function readOne(project: Project, id: string): Promise<Guess> {
  const guess = (await listGuesses(project)).find((one) => one.id === id)
  if (!guess) throw missingDocument('guess', id)
  return guess
}

async function presentGuess(scope: ChangeScope, id: string): Promise<StoredGuess> {
  const present = await scope.get('guess', id, StoredGuess)
  if (!present) throw missingDocument('guess', id)
  return present
}

async function checkColumns(project: Project, columns: readonly ColumnAt[]): Promise<void> {
  for (const [name, own] of grouped(columns, ({ table }) => table)) {
    const table = await resolveTable(project, { schema: 'clean', name })
    for (const { column } of own)
      if (!table.columns.some((one) => one.name === column))
        throw fail('not_found', {
          fr: `La colonne « ${column} » n’est pas dans la table « ${name} ».`,
          en: `The column “${column}” is not in the table “${name}”.`
        })
  }
}

function distinct(columns: readonly ColumnAt[]): ColumnAt[] {
  return [...new Map(columns.map((at) => [JSON.stringify([at.table, at.column]), at])).values()]
}

const SHOWN = 80

function label(fr: string, en: string, text: string): LocalizedText {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
  return { fr: `${fr} « ${short} »`, en: `${en} “${short}”` }
}

const VERDICTS: Record<Verdict, LocalizedText> = {
  confirmed: { fr: 'confirmée', en: 'confirmed' },
  contradicted: { fr: 'contredite', en: 'contradicted' },
  undecided: { fr: 'indécise', en: 'undecided' }
}

function decidedLabel(text: string, verdict: Verdict): LocalizedText {
  const { fr, en } = label('Confronter la supposition', 'Confront the guess', text)
  return { fr: `${fr} : ${VERDICTS[verdict].fr}`, en: `${en}: ${VERDICTS[verdict].en}` }
}

function decided(text: string): Error {
  return fail(
    'conflict',
    {
      fr: `La supposition « ${text} » est déjà confrontée : elle ne change plus.`,
      en: `The guess “${text}” is confronted already: it no longer changes.`
    },
    { hint: { fr: 'Rouvrez-la d’abord.', en: 'Reopen it first.' } }
  )
}

function nothingDecides(text: string): Error {
  return fail(
    'input',
    {
      fr: `Rien ne dit ce qui tranche la supposition « ${text} ».`,
      en: `Nothing says what decides the guess “${text}”.`
    },
    {
      hint: {
        fr: 'Choisissez un constat, ou écrivez le chiffre lu.',
        en: 'Choose a finding, or write the figure read.'
      }
    }
  )
}
