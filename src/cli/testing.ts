import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'

/** The built program: these tests look at it from outside, and need `npm run build` first. */
const root = resolve(import.meta.dirname, '..', '..')
const BUILT = join(root, 'out', 'main')

export const isBuilt = existsSync(join(BUILT, 'cli.js'))

/** The command line in a folder of its own, where `ventes.csv` lies; made before the tests of a file, thrown away after them. */
export class CommandLine {
  folder = ''
  // A copy, so that a build in the meantime changes nothing here; it finds its packages from where it stands.
  private readonly copied = join(root, 'node_modules', '.cache', `chantier-cli-${process.pid}-${Math.random()}`)

  constructor() {
    beforeAll(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'chantier-cli-'))
      await mkdir(this.temporary())
      if (isBuilt) await cp(BUILT, join(this.copied, 'main'), { recursive: true })
      const sales = 'Date;Région;Montant\r\n01/02/2024;Île;1 234,50\r\n15/02/2024;NC;\r\n15/02/2024;NC;\r\n'
      await writeFile(this.at('ventes.csv'), Buffer.from(sales, 'latin1'))
    })
    afterAll(() => Promise.all([this.folder, this.copied].map((each) => rm(each, { recursive: true, force: true }))))
  }

  at(name: string): string {
    return join(this.folder, name)
  }

  /** Where the program puts what it needs for a while: of its own, since other tests leave their own in the usual place. */
  temporary(): string {
    return this.at('tmp')
  }

  run(...args: string[]): { code: number | null; out: string; messages: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.program, ...args], {
      encoding: 'utf8',
      env: { ...process.env, HOME: this.folder, TMPDIR: this.temporary(), LC_ALL: 'fr_FR.UTF-8' },
      timeout: 60_000,
      maxBuffer: 1 << 28
    })
    return { code: status, out: stdout, messages: stderr }
  }

  /** What a command that holds writes, read as JSON. */
  json(...args: string[]): unknown {
    const { code, out, messages } = this.run(...args)
    expect(messages.includes('Error') ? messages : code).toBe(0)
    return JSON.parse(out)
  }

  /** Begins a command and goes on. */
  begin(args: readonly string[], options: SpawnOptions): ChildProcess {
    return spawn(process.execPath, [this.program, ...args], options)
  }

  private get program(): string {
    return join(this.copied, 'main', 'cli.js')
  }
}
