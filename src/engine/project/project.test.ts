import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Database, withPrivateDatabase } from '../db'
import { ChantierError } from '../errors'
import { closeProject, openProject, Project } from './index'

const Note = z.object({ text: z.string() })
const label = { fr: 'Note', en: 'Note' }
let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-test-'))
  file = join(folder, 'essai.chantier')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function withProject<T>(work: (project: Project) => Promise<T>, create = false): Promise<T> {
  const project = await openProject(file, { create })
  try {
    return await work(project)
  } finally {
    await closeProject(project)
  }
}

const put = (project: Project, id: string, text: string) =>
  project.change(label, (scope) => scope.put('note', id, { text }))
const texts = async (project: Project) => (await project.list('note', Note)).map(({ text }) => text)

describe('project file', () => {
  test('tells past states as they were, whatever is changed meanwhile, and ties in one order', async () => {
    await withProject(async (project) => {
      for (const id of ['b', 'a', 'c']) await project.change(label, (scope) => scope.put('note', id, { text: id }, 1))
      const [first, , third] = (await project.history()).map(({ id }) => id).sort((a, b) => a - b)
      if (first === undefined || third === undefined) throw new Error('no changes')
      const asked: Promise<unknown>[] = []
      for (let n = 0; n < 20; n++) {
        asked.push(project.states('note', Note, [null, first, third]))
        await put(project, `new ${n}`, 'x')
        if (n % 3 === 0) await project.undo()
      }
      const notes = (...ids: string[]) => ids.map((text) => ({ text }))
      for (const states of await Promise.all(asked)) expect(states).toEqual([[], notes('b'), notes('a', 'b', 'c')])
    }, true)
  })

  test('tells a quotation within another by inner marks, also in lines that an earlier version wrote', async () => {
    const written = { fr: 'Réparer l’anomalie « « age » : 3 lignes »', en: 'Repair anomaly ““age”: 3 rows”' }
    const told = { fr: 'Réparer l’anomalie « “age” : 3 lignes »', en: 'Repair anomaly “‘age’: 3 rows”' }
    await withProject((project) => project.change(written, (scope) => scope.put('note', 'a', { text: 'a' })), true)
    await withProject(async (project) => {
      expect((await project.history()).map(({ label: line }) => line)).toEqual([told])
    })
  })

  test('of an earlier version is read where it cannot be written, its later collections empty', async () => {
    await withProject(async (project) => {
      await put(project, 'a', 'première')
      await project.database.run('DROP TABLE chantier.guess; DROP TABLE chantier.look')
    }, true)
    const database = await Database.open(file, { staging: folder, readOnly: true })
    const project = new Project(database, file, 'essai', folder, true, [], () => new Date())
    const look = { kind: 'rows' as const, tables: ['t'], columns: [], segment: null, filter: null, figure: label, comparisons: 0 } // prettier-ignore
    expect((await project.info()).counts).toMatchObject({ note: 1 })
    expect(await project.list('guess', Note)).toEqual([])
    project.looks.note(look)
    expect(await project.looks.list()).toMatchObject([{ kind: 'rows', times: 1 }])
    await closeProject(project)
  })

  test('tells the looks that it has where those of this moment cannot be written', async () => {
    await withProject(async (project) => {
      await project.database.run('ALTER TABLE chantier.look RENAME TO unwritable')
      project.looks.note({ kind: 'rows', tables: ['t'], columns: [], segment: null, filter: null, figure: label, comparisons: 0 }) // prettier-ignore
      expect(await project.looks.list()).toEqual([])
      await project.database.run('ALTER TABLE chantier.unwritable RENAME TO look')
      expect(await project.looks.list()).toMatchObject([{ kind: 'rows', times: 1 }])
    }, true)
  })

  test('a change that is stopped before its end keeps nothing', async () => {
    await withProject(async (project) => {
      const stop = new AbortController()
      const change = project.change(
        label,
        async (scope) => {
          await scope.put('note', 'a', { text: 'a' })
          stop.abort()
        },
        stop.signal
      )
      await expect(change).rejects.toMatchObject({ data: { kind: 'cancelled' } })
      expect(await texts(project)).toEqual([])
      expect(await project.history()).toEqual([])
    }, true)
  })

  test('keeps what was changed, across closing', async () => {
    await withProject((project) => put(project, 'a', 'première'), true)
    expect(await withProject(texts)).toEqual(['première'])
  })

  test('undo, a new branch, and back to the old one: nothing is lost', async () => {
    await withProject(async (project) => {
      await put(project, 'a', '1')
      await put(project, 'a', '2')
      await project.undo()
      expect(await texts(project)).toEqual(['1'])
      await put(project, 'a', '3')
      const history = await project.history()
      expect(history.map(({ applied }) => applied)).toEqual([true, false, true])
      await project.goTo(history[1]?.id ?? null)
      expect(await texts(project)).toEqual(['2'])
      await project.undo()
      await project.redo()
      expect(await texts(project)).toEqual(['2'])
      await project.goTo(null)
      expect(await texts(project)).toEqual([])
    }, true)
  })

  test('documents written at the same time in one change are all kept, in memory as in the file', async () => {
    await withProject(async (project) => {
      await project.change(label, (scope) =>
        Promise.all([scope.put('note', 'a', { text: 'a' }), scope.put('note', 'b', { text: 'b' })])
      )
      expect((await texts(project)).sort()).toEqual(['a', 'b'])
    }, true)
    expect((await withProject(texts)).sort()).toEqual(['a', 'b'])
  })

  test('a failed change leaves nothing', async () => {
    await withProject(async (project) => {
      const failing = project.change(label, async (scope) => {
        await scope.put('note', 'a', { text: 'x' })
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect(await texts(project)).toEqual([])
      expect(await project.history()).toEqual([])
    }, true)
  })

  test('random edits: undo all then redo all gives each state again', async () => {
    await withProject(async (project) => {
      const edits = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.string(), { nil: null })), {
        minLength: 5,
        maxLength: 25
      })
      await fc.assert(
        fc.asyncProperty(edits, async (steps) => {
          await project.goTo(null)
          const states: string[] = [JSON.stringify(await texts(project))]
          for (const [id, text] of steps) {
            const exists = (await project.rows(`SELECT 1 AS x FROM chantier.note WHERE id = '${id}'`)).length > 0
            if (text === null && !exists) continue
            await project.change(label, (scope) =>
              text === null ? scope.remove('note', id) : scope.put('note', id, { text })
            )
            states.push(JSON.stringify(await texts(project)))
          }
          for (const state of [...states].reverse().slice(1)) {
            await project.undo()
            expect(JSON.stringify(await texts(project))).toBe(state)
          }
          for (const state of states.slice(1)) {
            await project.redo()
            expect(JSON.stringify(await texts(project))).toBe(state)
          }
        }),
        { numRuns: 8, seed: 7 }
      )
    }, true)
  }, 60_000)

  test('refuses what is not a project, naming it, and leaves it as it was', async () => {
    await writeFile(file, 'a;b\n1;2\n')
    await expect(openProject(file)).rejects.toThrow(ChantierError)
    expect(await readFile(file, 'utf8')).toBe('a;b\n1;2\n')
    await expect(openProject(join(folder, 'absent.chantier'))).rejects.toMatchObject({ data: { kind: 'not_found' } })
  })

  test('what a killed program left in the working folder goes at the next opening; a stranger’s file stays', async () => {
    await withProject(texts, true)
    const staging = `${file}.work`
    await mkdir(staging)
    const ours = [`upload-${randomUUID()}`, `file-${randomUUID()}.wal`, `file-${randomUUID()}-wal`]
    for (const name of ours) await writeFile(join(staging, name), 'x')
    const spilled = await withPrivateDatabase(staging, async () => {
      const [spill] = (await readdir(staging)).filter((name) => name.startsWith('private-'))
      return spill ?? ''
    })
    await mkdir(join(staging, spilled))
    await writeFile(join(staging, spilled, 'duckdb_temp_storage-0.tmp'), 'x')
    await writeFile(join(staging, 'notes.txt'), 'à moi')
    const project = await openProject(file)
    expect(await readdir(staging)).toEqual(['notes.txt'])
    await closeProject(project)
    expect(await readFile(join(staging, 'notes.txt'), 'utf8')).toBe('à moi')
  })

  test('a link in the place of the working folder is refused, and not followed', async () => {
    await withProject(texts, true)
    await mkdir(join(folder, 'ailleurs'))
    await symlink(join(folder, 'ailleurs'), `${file}.work`)
    await expect(openProject(file)).rejects.toMatchObject({ data: { kind: 'refused' } })
    await rm(`${file}.work`)
    expect(await withProject(texts)).toEqual([])
  })

  test('refuses a project of a newer program', async () => {
    await withProject(
      (project) => project.database.run('INSERT INTO chantier.version(version) VALUES (999)').then(() => undefined),
      true
    )
    await expect(openProject(file)).rejects.toMatchObject({ data: { kind: 'conflict' } })
  })

  test('says who holds a project that is open in another process; a kill -9 there loses nothing', async () => {
    await withProject((project) => put(project, 'a', 'gardée'), true)
    const holder = `const { DuckDBInstance } = require('@duckdb/node-api');
      DuckDBInstance.create(${JSON.stringify(file)}).then(async (i) => {
        const c = await i.connect()
        await c.run("INSERT INTO chantier.note VALUES ('b', 2, '{\\"text\\":\\"validée\\"}')")
        await c.run("BEGIN"); await c.run("INSERT INTO chantier.note VALUES ('c', 3, '{\\"text\\":\\"en cours\\"}')")
        console.log('held'); setInterval(() => i, 1000) })`
    const child = spawn(process.execPath, ['-e', holder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
    await expect(openProject(file)).rejects.toMatchObject({
      data: { kind: 'locked', message: { fr: expect.stringContaining(String(child.pid)) } }
    })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(await withProject(texts)).toEqual(['gardée', 'validée'])
  })
})
