import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Choices, ComparedKind, FileChoice, Rename, Source } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

/** A project of its own for each test of a file, and the calls about deliveries as short words. */
export function deliveryBench({ memoryLimit }: { memoryLimit?: string } = {}) {
  let folder: string
  let engine: Engine
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chantier-deliveries-'))
    engine = createEngine({ folder, settings: folder, memoryLimit })
    await engine.client.project.create({ name: 'essai' })
  })
  afterEach(async () => {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })
  const file = async (name: string, content: string | Uint8Array, choices?: Choices): Promise<FileChoice> => {
    const path = join(folder, name)
    await writeFile(path, content)
    return { origin: { kind: 'path', path }, name, choices }
  }
  return {
    file,
    client: () => engine.client,
    project: () => engine.session.project,
    rows: (sql: string) => engine.session.project.rows(sql),
    load: async (choice: FileChoice): Promise<Source> => {
      const { sources, failed } = await finish(await engine.client.sources.import({ files: [choice] }))
      expect(failed).toEqual([])
      if (!sources[0]) throw new Error('nothing was loaded')
      return sources[0]
    },
    prepare: async (source: Source, mode: 'append' | 'refresh', choice: FileChoice) =>
      finish(await engine.client.sources.prepare({ source: source.id, mode, file: choice })),
    compare: async (delivery: string, renames: Rename[]) =>
      finish(await engine.client.sources.compare({ delivery, renames })),
    compared: (delivery: string, kind: ComparedKind, column?: string) =>
      engine.client.sources.compared({ delivery, kind, column, offset: 0, limit: 100 }),
    deliver: async (delivery: string, renames: Rename[] = []) =>
      finish(await engine.client.sources.deliver({ delivery, renames }))
  }
}
