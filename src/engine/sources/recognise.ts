import { stat } from 'node:fs/promises'
import { Source, type FileChoice, type Recognised } from '../../contract'
import type { Project } from '../project'
import { checkRegular } from '../regular-file'
import { hashFile } from './hash-file'
import { withPart } from './list-parts'
import { withStaged } from './open-part'
import { uploadPath } from './uploads'

type Asked = Pick<FileChoice, 'origin' | 'name' | 'part'>

interface Known {
  size: number
  sha256: string
  part: string
  table: string
  file: string
  at: string
}

/**
 * Which of some tables came before, by the hash that their loading would keep: in a delivery of the project, or earlier in
 * the list. Only files of a size that is met twice are read. What cannot be opened is known from nowhere: its look tells why.
 */
export async function recognise(
  project: Project,
  asked: readonly Asked[],
  signal?: AbortSignal
): Promise<Recognised[]> {
  const known = await knownTables(project)
  const sizes = await Promise.all(asked.map((each) => sizeOf(project, each)))
  const met = new Map<number, Set<string>>()
  for (const [place, size] of sizes.entries())
    met.set(size, (met.get(size) ?? new Set()).add(JSON.stringify(asked[place]?.origin)))
  const sizesKnown = new Set(known.map(({ size }) => size))
  const hashes = new Map<string, string>()
  const told: Recognised[] = []
  const earlier: { hash: string; part: string; place: number }[] = []
  for (const [place, each] of asked.entries()) {
    signal?.throwIfAborted()
    const size = sizes[place] ?? 0
    const isMet = size > 0 && (sizesKnown.has(size) || (met.get(size)?.size ?? 0) > 1)
    const hash = isMet ? await hashOf(project, each, hashes).catch(() => null) : null
    const part = partKey(each.part ?? [])
    const loaded = hash && known.find((one) => one.sha256 === hash && one.part === part)
    const twin = earlier.find((one) => one.hash === hash && one.part === part)
    if (hash) earlier.push({ hash, part, place })
    told.push({
      loaded: loaded ? { table: loaded.table, file: loaded.file, at: loaded.at } : null,
      twin: twin?.place ?? null
    })
  }
  return told
}

/** Every table of every delivery, the latest first. */
async function knownTables(project: Project): Promise<Known[]> {
  const sources = await project.list('source', Source)
  return sources
    .flatMap(({ table, deliveries }) =>
      deliveries.flatMap(({ files, loadedAt }) =>
        files.map(({ name, size, sha256, part }) => ({
          size,
          sha256,
          part: partKey(part),
          table: table.name,
          file: name,
          at: loadedAt
        }))
      )
    )
    .sort((a, b) => b.at.localeCompare(a.at))
}

/** The hash that loading keeps for a table: that of its text, or of the chosen file for formats that hold several tables. */
async function hashOf(project: Project, { origin, name, part }: Asked, hashes: Map<string, string>): Promise<string> {
  return withStaged(project, origin, name, async (file) => {
    return withPart(project, file, part ?? [], { name }, async ({ format, data }) => {
      const path = format === 'delimited' ? data.path : file.path
      const { dev, ino, size } = await stat(path)
      const key = [dev, ino, size].join(':')
      const hash = hashes.get(key) ?? (await hashFile(path))
      hashes.set(key, hash)
      return hash
    })
  })
}

async function sizeOf(project: Project, { origin }: Asked): Promise<number> {
  const size =
    origin.kind === 'path'
      ? checkRegular(origin.path)
      : stat(uploadPath(project, origin.id)).then((facts) => facts.size)
  return size.catch(() => 0)
}

function partKey(part: readonly string[]): string {
  return JSON.stringify(part)
}
