import { fail } from '../../errors'
import { damaged, MOST_COLUMNS, tooWide } from '../foreign-file'
import { Fields, type SavFile } from './bytes'
import { decoderFor, type Decoder } from './encoding'
import { keyOf, readExtension, type Extensions } from './extensions'

/** What the dictionary of an SPSS system file says, in the terms of PSPP's description of the format. */
export interface Dictionary {
  little: boolean
  /** 0: as it is, 1: by command codes, 2: command codes inside zlib. */
  compression: number
  bias: number
  /** Cases that the file claims; null where it does not. */
  cases: number | null
  /** Elements of eight bytes that make a case. */
  elements: number
  variables: Variable[]
  decoder: Decoder
  /** Name of the variable that weighs the cases. */
  weight: string | null
  label: string
}

export interface Variable {
  name: string
  label: string
  /** Bytes of a text; 0 for a number. */
  width: number
  /** Parts of a text, each with its first element and the bytes of it that count. */
  parts: { element: number; bytes: number }[]
  /** The number of its print format, e.g. 20 for DATE. */
  format: number
  /** Values that mean "no answer" although they were entered; a range has its two ends. */
  missing: { values: Buffer[]; range: boolean } | null
  /** Labels of values, in the sets that they came in; sets may be shared. */
  labels: { value: Buffer; label: string }[][]
}

interface Declared {
  shortName: Buffer
  width: number
  element: number
  label: Buffer | null
  format: number
  missing: Variable['missing']
}

interface LabelSet {
  entries: { value: Buffer; label: Buffer }[]
  elements: number[]
}

/** Reads everything before the cases, and leaves the file at their first byte (PSPP developers guide, "System File Format"). */
export function readDictionary(file: SavFile, name: string): Dictionary {
  const magic = file.take(12)!.toString('latin1')
  if (magic.slice(8) === 'ENCR') throw encrypted(name)
  if (!/^\$FL[23]/.test(magic)) {
    throw damaged(name, 'SPSS', {
      fr: 'son début n’est pas celui d’un fichier .sav',
      en: 'its head is not that of a .sav file'
    })
  }
  file.moveTo(64)
  const layout = file.take(4)!
  const little = layout.readInt32LE() === 2 || layout.readInt32LE() === 3
  const fields = new Fields(file, little)
  fields.int()
  const compression = fields.int()
  const weightElement = fields.int()
  const claimed = fields.int()
  const bias = fields.double()
  fields.raw(17)
  const fileLabel = fields.kept(64)
  fields.raw(3)
  if (compression < 0 || compression > 2) throw damaged(name, 'SPSS', `compression ${compression}`)

  const declared: Declared[] = []
  const sets: LabelSet[] = []
  const extensions: Extensions = { longNames: new Map(), veryLong: new Map(), longLabels: [], longMissing: [] }
  let elements = 0
  for (let type = fields.int(); type !== 999; type = fields.int()) {
    if (type === 2) {
      const variable = readVariable(fields, elements++)
      if (variable) declared.push(variable)
      if (declared.length > 50 * MOST_COLUMNS) throw tooWide(name, declared.length)
    } else if (type === 3) sets.push(readLabels(fields))
    else if (type === 6) fields.raw(80 * fields.count(1_000_000))
    else if (type === 7) readExtension(fields, extensions)
    else throw damaged(name, 'SPSS', { fr: `enregistrement ${type}`, en: `record ${type}` })
  }
  fields.int()

  const decoder = decoderFor(extensions.encoding, extensions.characterCode)
  const variables = joinedVariables(declared, elements, extensions, decoder)
  if (variables.length > MOST_COLUMNS) throw tooWide(name, variables.length)
  if (!variables.length) throw damaged(name, 'SPSS', { fr: 'aucune variable', en: 'no variable' })
  attachLabels(variables, sets, extensions, decoder)
  const cases = extensions.cases ?? claimed
  return {
    little,
    compression,
    bias,
    cases: cases >= 0 ? cases : null,
    elements,
    variables,
    decoder,
    weight: variables.find(({ parts }) => parts[0]!.element === weightElement - 1)?.name ?? null,
    label: decoder.text(fileLabel)
  }
}

/** A variable record; null for one that only goes on with the text before it. */
function readVariable(fields: Fields, element: number): Declared | null {
  const width = fields.int()
  const hasLabel = fields.int()
  const missingCount = fields.int()
  const print = fields.int()
  fields.int()
  const shortName = fields.kept(8)
  let label: Buffer | null = null
  if (hasLabel === 1) {
    const length = fields.count(65_536)
    label = fields.kept(length)
    fields.raw((4 - (length % 4)) % 4)
  }
  const missing =
    missingCount === 0
      ? null
      : { values: Array.from({ length: counted(missingCount) }, () => fields.kept(8)), range: missingCount < 0 }
  if (width < 0) return null
  if (width > 255) throw new RangeError('width of a variable')
  return { shortName, width, element, label, format: (print >> 16) & 0xff, missing }
}

function counted(missing: number): number {
  const count = Math.abs(missing)
  if (count > 3) throw new RangeError('missing values')
  return count
}

function readLabels(fields: Fields): LabelSet {
  const entries: LabelSet['entries'] = []
  const count = fields.count(10_000_000)
  for (let index = 0; index < count; index++) {
    const value = fields.kept(8)
    const length = fields.raw(1).readUInt8()
    const padded = Math.ceil((length + 1) / 8) * 8 - 1
    entries.push({ value, label: fields.kept(padded).subarray(0, length) })
  }
  if (fields.int() !== 4) throw new RangeError('value labels without variables')
  const elements: number[] = []
  for (let left = fields.count(10_000_000); left > 0; left--) elements.push(fields.int() - 1)
  return { entries, elements }
}

/** Variables as the user knows them: texts beyond 255 bytes are declared in pieces, each filled to 255 bytes but the last. */
function joinedVariables(declared: Declared[], elements: number, extensions: Extensions, decoder: Decoder): Variable[] {
  const variables: Variable[] = []
  for (let index = 0; index < declared.length; index++) {
    const first = declared[index]!
    const key = keyOf(first.shortName)
    const width = extensions.veryLong.get(key) ?? first.width
    const pieces = width > 255 ? Math.ceil(width / 252) : 1
    const parts: Variable['parts'] = []
    for (let left = width, piece = 0; piece < pieces; piece++, left -= 255) {
      const part = declared[index + piece]
      const next = declared[index + piece + 1]?.element ?? elements
      if (!part || (pieces > 1 && part.width === 0)) throw new RangeError('pieces of a long text')
      if (part.element + Math.max(1, Math.ceil(part.width / 8)) > next) throw new RangeError('width of a text')
      parts.push({ element: part.element, bytes: Math.max(0, Math.min(left, part.width)) })
    }
    index += pieces - 1
    const { label, format, missing } = first
    const name = extensions.longNames.get(key)
    variables.push({
      name: decoder.text(name ?? first.shortName),
      label: label ? decoder.text(label) : '',
      width,
      parts,
      format,
      missing,
      labels: []
    })
  }
  return variables
}

function attachLabels(variables: Variable[], sets: LabelSet[], extensions: Extensions, decoder: Decoder): void {
  const byElement = new Map(variables.map((variable) => [variable.parts[0]!.element, variable]))
  const byName = new Map(variables.map((variable) => [variable.name.toUpperCase(), variable]))
  for (const { entries, elements } of sets) {
    const labels = entries.map(({ value, label }) => ({ value, label: decoder.text(label) }))
    for (const element of elements) {
      const variable = byElement.get(element)
      variable?.labels.push(labels)
    }
  }
  for (const { variable, labels } of extensions.longLabels) {
    const found = byName.get(decoder.text(variable).toUpperCase())
    found?.labels.push(labels.map(({ value, label }) => ({ value, label: decoder.text(label) })))
  }
  for (const { variable, values } of extensions.longMissing) {
    const found = byName.get(decoder.text(variable).toUpperCase())
    if (found) found.missing = { values, range: false }
  }
}

function encrypted(name: string): Error {
  return fail(
    'refused',
    { fr: `« ${name} » est chiffré par SPSS.`, en: `“${name}” is encrypted by SPSS.` },
    {
      place: { file: name },
      hint: {
        fr: 'Ouvrez-le dans SPSS avec son mot de passe, puis enregistrez-le sans.',
        en: 'Open it in SPSS with its password, then save it without.'
      }
    }
  )
}
