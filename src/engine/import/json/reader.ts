import type { Choices, Part } from '../../../contract'
import { fail } from '../../errors'
import type { FormatReader, OpenTable, ReadOptions } from '../reader'
import { openColumns } from './columnTable'
import { openSource } from './source'
import { headMode, survey, type LookOptions } from './survey'
import { openRecords } from './table'
import { pointer, type Target } from './targets'

/**
 * JSON in any of its shapes: a list of objects or of lists, lines (NDJSON), values one behind another, tables inside an
 * object, columns. Numbers keep their source text; nested values are compact JSON text, or columns `a.b` where
 * `choices.unfold` says so. A table inside a document is named by its JSON Pointer.
 */
export const json: FormatReader = {
  format: 'json',
  parts: listParts,
  open: (file, part, choices, options) => openPart(file, part, choices, options),
  openHead
}

/** The first rows of a table by the first bytes of a file, also while the rest has not come: `head` is in bytes. */
export function openHead(
  file: string,
  part: readonly string[],
  choices: Choices,
  head: number,
  options: ReadOptions = {}
): Promise<OpenTable> {
  return openPart(file, part, choices, { ...options, head })
}

const HEAD = 1 << 18

async function listParts(file: string, options: ReadOptions = {}): Promise<Omit<Part, 'format'>[]> {
  const head = await openSource(file, undefined, options, HEAD)
  if ((await headMode(head, head.size >= HEAD)) === 'lines')
    return [{ path: [], name: '', rows: null, columns: null, hidden: false, note: null }]
  const { targets } = await survey(file, {}, options)
  const names = targets.map((target) => target.keys[target.keys.length - 1] ?? '')
  return targets.map((target, at) => ({
    path: pathOf(target, targets),
    name:
      names.indexOf(names[at] ?? '') === names.lastIndexOf(names[at] ?? '') ? (names[at] ?? '') : target.keys.join('.'),
    rows: target.count,
    columns: target.columns?.names.length ?? (target.cells === 'lists' ? (target.list?.builder.width ?? null) : null),
    hidden: target.hidden,
    note: target.note
  }))
}

async function openPart(
  file: string,
  part: readonly string[],
  choices: Choices,
  options: LookOptions = {}
): Promise<OpenTable> {
  const seen = await survey(file, choices, options)
  const target = part.length
    ? seen.targets.find((candidate) => pathOf(candidate, seen.targets).join('\n') === part.join('\n'))
    : seen.targets[0]
  if (!target) throw notFound(part)
  const table = await (target.rows === 'columns'
    ? openColumns(seen, target, options)
    : openRecords(seen, target, choices, options))
  if (table.width === 0) throw noColumn()
  return table
}

/** The path of a table: none where it is the only one, '' for what a document holds beside its tables. */
function pathOf(target: Target, targets: readonly Target[]): string[] {
  return targets.length === 1 ? [] : [pointer(target.keys)]
}

function notFound(part: readonly string[]): Error {
  return fail(
    'not_found',
    {
      fr: `Le document n’a pas de tableau « ${part.join(' ')} ».`,
      en: `The document has no table “${part.join(' ')}”.`
    },
    { hint: { fr: 'Choisissez un de ses tableaux.', en: 'Choose one of its tables.' } }
  )
}

function noColumn(): Error {
  return fail(
    'input',
    { fr: 'Le tableau n’a aucune valeur.', en: 'The table holds no value.' },
    { hint: { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' } }
  )
}
