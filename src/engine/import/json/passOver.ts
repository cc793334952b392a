import { fail } from '../../errors'
import type { LineNote } from '../delimited'
import { JsonFault, LIMITS } from './events'
import { detach } from './lexemes'
import type { Mode } from './mode'
import type { JsonParser } from './parser'

/** What a pass over a text tells besides its events. */
export class PassFacts {
  values = 0
  strayCommas = 0
  readonly faults: LineNote[] = []
}

/** How a pass runs. */
export interface PassOptions {
  mode: Mode
  /** The text stops where it does: what is cut off at its end is no fault. */
  partial: boolean
  /** Lines known to be broken: they are passed over. Absent on the first pass, which finds them. */
  broken?: ReadonlySet<number>
  /** Called before each line, and again to take back what a broken line gave. */
  mark?: () => () => void
}

/** Characters kept of a broken line: nearly all, unless there are very many of them. */
const RAW = { each: 100_000, all: 32_000_000, then: 2_000 }
const MAX_FAULTS = 100_000

/**
 * Runs the parser over a text; yields after each piece and whenever a receiver stopped it. A broken line is noted with
 * its number and raw text; anywhere else what is no JSON throws JsonFault.
 */
export async function* passOver(
  pieces: AsyncIterable<string>,
  parser: JsonParser,
  facts: PassFacts,
  options: PassOptions
): AsyncGenerator<void> {
  if (options.mode === 'lines') yield* passLines(pieces, parser, facts, options)
  else {
    for await (const piece of pieces) {
      parser.feed(piece)
      while (!parser.run()) yield
      facts.values = parser.values
      yield
    }
    if (!options.partial) parser.end()
    while (!parser.run()) yield
    facts.values = parser.values
    facts.strayCommas = parser.strayCommas
  }
}

async function* passLines(
  pieces: AsyncIterable<string>,
  parser: JsonParser,
  facts: PassFacts,
  options: PassOptions
): AsyncGenerator<void> {
  let begun: string[] = []
  let length = 0
  let line = 1
  let kept = 0
  for await (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const rest = piece.slice(from, end)
      yield* readLine(begun.length ? begun.join('') + rest : rest, line)
      if (begun.length) begun = []
      length = 0
      line += 1
      from = end + 1
    }
    if (from < piece.length) begun.push(piece.slice(from))
    length += piece.length - from
    if (length > LIMITS.record) throw tooLong(line)
    yield
  }
  if (begun.length && !options.partial) yield* readLine(begun.join(''), line)
  facts.strayCommas = parser.strayCommas
  if (facts.values === 0 && facts.faults.length) throw nothingReadable(facts.faults)

  function* readLine(text: string, number: number): Generator<void> {
    if (options.broken?.has(number) || text.trim() === '') return
    const takeBack = options.mark?.()
    parser.reset(number)
    parser.feed(text)
    parser.end()
    try {
      while (!parser.run()) yield
      facts.values += parser.values
    } catch (error) {
      if (!(error instanceof JsonFault) || error.kind === 'limit' || !takeBack) throw error
      takeBack()
      const raw = detach(text.trimEnd().slice(0, kept < RAW.all ? RAW.each : RAW.then))
      kept += raw.length
      facts.faults.push({ line: number, reason: 'broken_json', raw })
      if (facts.faults.length > MAX_FAULTS) throw tooManyFaults(number)
    }
  }
}

function tooLong(line: number): Error {
  return fail(
    'limit',
    { fr: `La ligne ${line} dépasse 256 Mo.`, en: `Line ${line} is longer than 256 MB.` },
    {
      place: { line },
      hint: {
        fr: 'Vérifiez que le fichier a bien un enregistrement par ligne.',
        en: 'Check that the file has one record a line.'
      }
    }
  )
}

function tooManyFaults(line: number): Error {
  return fail(
    'limit',
    {
      fr: `Plus de ${MAX_FAULTS} lignes ne sont pas du JSON, jusqu’à la ligne ${line}.`,
      en: `More than ${MAX_FAULTS} lines are no JSON, up to line ${line}.`
    },
    {
      place: { line },
      hint: { fr: 'Vérifiez l’export d’où vient le fichier.', en: 'Check the export that the file comes from.' }
    }
  )
}

function nothingReadable(faults: readonly LineNote[]): Error {
  const line = faults[0]?.line ?? 1
  return fail(
    'input',
    { fr: 'Aucune ligne du fichier n’est du JSON.', en: 'No line of the file is JSON.' },
    {
      place: { line },
      hint: { fr: 'Vérifiez l’export d’où vient le fichier.', en: 'Check the export that the file comes from.' }
    }
  )
}
