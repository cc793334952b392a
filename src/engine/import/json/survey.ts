import type { Choices } from '../../../contract'
import { fail } from '../../errors'
import { decodeAll } from '../delimited/text/decoder'
import type { ReadOptions } from '../reader'
import { MOST_COLUMNS, nameOf, tooWide } from '../foreign-file'
import { Columns } from './columns'
import { JsonFault } from './events'
import { modeOf, type Mode } from './mode'
import { JsonParser } from './parser'
import { PassFacts, passOver } from './passOver'
import { RecordBuilder } from './recordBuilder'
import { SkeletonReader } from './skeleton'
import { openSource, readBytes, textOf, type TextSource } from './source'
import { TargetReader } from './targetReader'
import { findTargets, type Target } from './targets'

/** What a first pass over a file tells: how its values lie, its tables, and its broken lines. */
export interface Survey {
  /** The file as its user calls it. */
  name: string
  source: TextSource
  mode: Mode
  targets: Target[]
  facts: PassFacts
  /** Only the beginning of the file was looked at. */
  partial: boolean
}

/** How far and how a file is looked at; `head` is in bytes. */
export interface LookOptions extends ReadOptions {
  head?: number
}

const HEAD = 1 << 18

/** Looks a file over once, in bounded memory. Throws ChantierError where it is broken or beyond the limits. */
export async function survey(file: string, choices: Choices, options: LookOptions): Promise<Survey> {
  const source = await openSource(file, choices.encoding, options, options.head)
  const name = nameOf(file, options)
  const partial = options.head !== undefined && source.size >= options.head
  const mode = await headMode(source, partial)
  return readable(name, async () => {
    const unfold = choices.unfold === true
    const seen = await learnSkeleton(source, mode, unfold, partial, options)
    const targets = findTargets(seen.skeleton.root)
    for (const target of targets) checkWidth(target.columns, name)
    return { name, source, mode: seen.mode, targets, facts: seen.facts, partial }
  })
}

/** How the values of a file lie, by its beginning; `partial` says that the source is not all of the file. */
export async function headMode(source: TextSource, partial: boolean): Promise<Mode> {
  const bytes = await readBytes(source.file, source.bom, Math.min(source.size, source.bom + HEAD))
  return modeOf(decodeAll(bytes, source.encoding), !partial && source.size <= source.bom + HEAD)
}

/** The columns of a target: those learned with the skeleton, or those that a pass of its own finds. */
export async function columnsOf(seen: Survey, target: Target, unfold: boolean, options: ReadOptions): Promise<Columns> {
  if (target.columns) return target.columns
  const columns = new Columns()
  for (const path of target.without) columns.leaveOut(path)
  const builder = new RecordBuilder(columns, { unfold, lists: false, collect: false })
  const reader = new TargetReader(target, seen.mode !== 'document', builder, { row: () => undefined })
  await readable(seen.name, async () => {
    for await (const _ of passAgain(seen, new JsonParser(reader), options)) continue
    checkWidth(columns, seen.name)
  })
  return columns
}

/** A further pass over a file that was surveyed. */
export function passAgain(seen: Survey, parser: JsonParser, { signal }: ReadOptions, onBytes?: (done: number) => void) {
  return passOver(textOf(seen.source, signal, onBytes), parser, new PassFacts(), {
    mode: seen.mode,
    partial: seen.partial,
    broken: new Set(seen.facts.faults.map((fault) => fault.line))
  })
}

/** Runs a pass; what is no JSON is refused with its line and column. */
export async function readable<T>(name: string, pass: () => Promise<T>): Promise<T> {
  try {
    return await pass()
  } catch (error) {
    throw error instanceof JsonFault ? refusal(name, error) : error
  }
}

async function learnSkeleton(
  source: TextSource,
  mode: Mode,
  unfold: boolean,
  partial: boolean,
  options: ReadOptions
): Promise<{ skeleton: SkeletonReader; mode: Mode; facts: PassFacts }> {
  const skeleton = new SkeletonReader(mode !== 'document', unfold)
  const facts = new PassFacts()
  const onBytes = (done: number): void => options.onProgress?.(done / 2, source.size)
  const mark = (): (() => void) => skeleton.mark()
  const pass = passOver(textOf(source, options.signal, onBytes), new JsonParser(skeleton), facts, {
    mode,
    partial,
    mark
  })
  for await (const _ of pass)
    if (mode === 'document' && facts.values > 1) return learnSkeleton(source, 'many', unfold, partial, options)
  if (mode === 'document' && facts.values > 1) return learnSkeleton(source, 'many', unfold, partial, options)
  if (facts.values === 0 && !partial) throw noValue()
  return { skeleton, mode, facts }
}

function checkWidth(columns: Columns | null, name: string): void {
  if (columns && columns.wanted > MOST_COLUMNS) throw tooWide(name, columns.wanted, FOLDED)
}

const FOLDED = {
  fr: 'Chargez-le sans déplier les champs imbriqués, ou écrivez un enregistrement par ligne avec les mêmes noms.',
  en: 'Load it without unfolding nested fields, or write one record a line with the same names.'
}

function noValue(): Error {
  return fail(
    'input',
    { fr: 'Le fichier ne contient aucune donnée.', en: 'The file holds no data.' },
    { hint: { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' } }
  )
}

function refusal(name: string, { kind, reason, line, column }: JsonFault): Error {
  return fail(
    kind,
    kind === 'limit'
      ? {
          fr: `« ${name} », ligne ${line}, colonne ${column} : ${reason.fr}.`,
          en: `“${name}”, line ${line}, column ${column}: ${reason.en}.`
        }
      : {
          fr: `« ${name} » n’est plus du JSON à la ligne ${line}, colonne ${column} : ${reason.fr}.`,
          en: `“${name}” is no JSON any more at line ${line}, column ${column}: ${reason.en}.`
        },
    {
      place: { file: name, line, column },
      hint:
        kind === 'limit'
          ? {
              fr: 'Retirez cette valeur du fichier, ou exportez-le en plusieurs parties.',
              en: 'Take this value out of the file, or export it in several parts.'
            }
          : {
              fr: 'Corrigez cette ligne, ou exportez de nouveau le fichier ; s’il a été coupé, récupérez-le en entier.',
              en: 'Correct this line, or export the file again; if it was cut off, fetch all of it.'
            }
    }
  )
}
