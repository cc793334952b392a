import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fail } from './errors'
import {
  closeProject,
  knownProjects,
  makeProject,
  openProject,
  remember,
  sweepUnfinished,
  type Derivation,
  type OpenOptions,
  type Project
} from './project'

export interface SessionOptions {
  /** Where projects are created when the user names no place. */
  folder?: string
  /** The program's own small files (recent projects). */
  settings?: string
  now?: () => Date
  memoryLimit?: string
  threads?: number
}

/** What one engine process holds: at most one open project, and where projects live. */
export class Session {
  readonly folder: string
  readonly recent: string
  readonly now: () => Date
  private current: Project | null = null
  private turns: Promise<unknown> = Promise.resolve()
  private readonly calls = new Set<Promise<unknown>>()
  private readonly makings = new Set<{ stop: AbortController; making: Promise<unknown> }>()

  constructor(
    private readonly derivations: readonly Derivation[],
    private readonly options: SessionOptions = {}
  ) {
    this.folder = options.folder ?? join(homedir(), 'Chantier')
    this.recent = join(options.settings ?? join(homedir(), '.config', 'chantier'), 'recent.json')
    this.now = options.now ?? (() => new Date())
  }

  get open(): Project | null {
    return this.current
  }

  /** The open project, or an error that says to open one. */
  get project(): Project {
    if (this.current) return this.current
    throw fail(
      'conflict',
      { fr: 'Aucun projet n’est ouvert.', en: 'No project is open.' },
      {
        hint: {
          fr: 'Créez un projet ou ouvrez-en un depuis l’accueil.',
          en: 'Create a project or open one from the start screen.'
        }
      }
    )
  }

  /** Opens or creates a project in place of the present one, which is closed only once the new one is open. */
  enter(path: string, create = false): Promise<Project> {
    const file = resolve(path)
    return this.inTurn(async () => {
      if (this.current && !create && this.current.path === file) return this.current
      const next = await openProject(file, { ...this.opening, create })
      await this.closeCurrent()
      this.current = next
      await remember(this.recent, next.path)
      return next
    })
  }

  /**
   * Makes a new project in the folder of projects whole or not at all, then opens it in place of the present one, which stays open
   * until then.
   */
  async make<T>(
    stem: string,
    work: (project: Project, signal: AbortSignal) => Promise<T>,
    caller: AbortSignal
  ): Promise<T> {
    const stop = new AbortController()
    const signal = AbortSignal.any([caller, stop.signal])
    const making = sweepUnfinished(this.folder).then(() =>
      makeProject(this.folder, stem, this.opening, (project) => work(project, signal), signal)
    )
    const entry = { stop, making }
    this.makings.add(entry)
    try {
      const { path, result } = await making
      await this.enter(path)
      return result
    } finally {
      this.makings.delete(entry)
    }
  }

  /** Ends all that is under way and closes the project: the program goes. */
  async end(): Promise<void> {
    const makings = [...this.makings]
    for (const { stop } of makings) stop.abort()
    await Promise.allSettled(makings.map(({ making }) => making))
    await this.leave()
  }

  leave(): Promise<void> {
    return this.inTurn(() => this.closeCurrent())
  }

  /** Notes a call under way: the project is not closed before it has had its answer, or some seconds. */
  async answering<T>(call: Promise<T>): Promise<T> {
    this.calls.add(call)
    try {
      return await call
    } finally {
      this.calls.delete(call)
    }
  }

  private async closeCurrent(): Promise<void> {
    const project = this.current
    if (!project) return
    await withinSeconds(Promise.allSettled([...this.calls]), LAST_CALLS_SECONDS)
    this.current = null
    await closeProject(project)
  }

  /** Opening and closing go one after another: two at once would fight for the same file. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turns.then(work)
    this.turns = turn.catch(() => undefined)
    return turn
  }

  async known() {
    await sweepUnfinished(this.folder)
    return knownProjects(this.recent, this.folder)
  }

  private get opening(): OpenOptions {
    const { memoryLimit, threads } = this.options
    return { derivations: this.derivations, now: this.now, memoryLimit, threads }
  }
}

const LAST_CALLS_SECONDS = 5

/** Waits for work, but no longer than so many seconds. */
async function withinSeconds(work: Promise<unknown>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, seconds * 1_000)))])
  clearTimeout(timer)
}
