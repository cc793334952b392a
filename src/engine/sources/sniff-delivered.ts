import type { Choices, LocalizedText, Sniff, Source } from '../../contract'
import { toErrorData } from '../errors'
import type { Project } from '../project'
import type { OpenedPart } from './open-part'
import { sniffRecalled } from './sniff-recalled'
import { choicesOfSource } from './remember'
import { sniffPart } from './sniff-part'
import { rawColumns } from './stack'

/** A first look; `doubts` are what its notes say of choices that do not fit. */
export type DeliveredSniff = Sniff & { doubts: LocalizedText[] }

/**
 * First rows of a table that is a delivery of a source: read as its last delivery was, unless that fails or finds fewer of
 * the source's columns than detection does. What does not fit is told.
 */
export async function sniffDelivered(
  project: Project,
  part: OpenedPart,
  source: Source,
  signal?: AbortSignal
): Promise<DeliveredSniff> {
  const kept = await choicesOfSource(project, source)
  if (!kept) return doubting(await sniffPart(project, part, {}, signal), [])
  if (namesOnlyColumns(kept.choices)) {
    const seen = await sniffPart(project, part, kept.choices, signal)
    return doubting({ ...seen, remembered: kept }, missingColumns(kept.choices, seen))
  }
  // One after the other: each may hold much of the file at a time.
  const [found] = await Promise.allSettled([sniffPart(project, part, {}, signal)])
  signal?.throwIfAborted()
  const [again] = await Promise.allSettled([sniffRecalled(project, part, kept.choices, signal)])
  signal?.throwIfAborted()
  if (again.status === 'rejected') {
    if (found.status === 'rejected') throw found.reason
    const { message } = toErrorData(again.reason)
    return doubting(found.value, [notTaken(kept.file, message)])
  }
  const { seen, choices, doubts } = again.value
  const remembered = { ...seen, remembered: { ...kept, choices } }
  if (found.status === 'rejected') return doubting(remembered, doubts)
  const own = new Set((await rawColumns(project, source.table.name)).map(({ name }) => name.toLowerCase()))
  const common = ({ columns }: Sniff): number => columns.filter(({ name }) => own.has(name.toLowerCase())).length
  if (common(found.value) > common(seen))
    return doubting(found.value, [
      notTaken(kept.file, {
        fr: `Ils y trouvent ${common(seen)} colonnes de la table, la détection ${common(found.value)}.`,
        en: `They find ${common(seen)} columns of the table in it, detection finds ${common(found.value)}.`
      })
    ])
  return doubting(remembered, [...doubts, ...encodingDoubt(choices, found.value), ...missingColumns(choices, seen)])
}

function doubting(sniff: Sniff, doubts: LocalizedText[]): DeliveredSniff {
  return { ...sniff, doubts, notes: [...doubts, ...sniff.notes] }
}

/** Such choices leave the file to be read as it is detected: there is nothing to compare with. */
function namesOnlyColumns({ columns: _, ...others }: Choices): boolean {
  return Object.values(others).every((choice) => choice === undefined)
}

function notTaken(file: string, why: LocalizedText): LocalizedText {
  return {
    fr: `Les choix de « ${file} » ne conviennent pas à ce fichier, lu tel que détecté. ${why.fr}`,
    en: `The choices of “${file}” do not fit this file, which is read as detected. ${why.en}`
  }
}

/** Bytes that are valid UTF-8 beyond ASCII are hardly anything else. */
function encodingDoubt({ encoding }: Choices, found: Sniff): LocalizedText[] {
  if (encoding === undefined || found.encoding === encoding || !/^utf-8/.test(found.encoding)) return []
  return [
    {
      fr: `Encodage repris : ${encoding} ; mais ce fichier semble être en ${found.encoding}.`,
      en: `Encoding taken over: ${encoding}; but this file seems to be ${found.encoding}.`
    }
  ]
}

function missingColumns({ columns = [] }: Choices, { columns: present }: Sniff): LocalizedText[] {
  const names = new Set(present.map(({ name }) => name))
  return columns
    .filter(({ name }) => !names.has(name))
    .slice(0, 20)
    .map(({ name }) => ({
      fr: `« ${name} » : des choix sont repris pour cette colonne, mais le fichier ne l’a pas.`,
      en: `“${name}”: choices are taken over for this column, but the file has it not.`
    }))
}
