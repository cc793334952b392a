import { homedir } from 'node:os'
import { join } from 'node:path'
import { fail } from './errors'
import { closeProject, knownProjects, openProject, remember, type Derivation, type Project } from './project'

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
  async enter(path: string, create = false): Promise<Project> {
    if (this.current && !create && this.current.path === path) return this.current
    const next = await openProject(path, {
      create,
      derivations: this.derivations,
      now: this.now,
      memoryLimit: this.options.memoryLimit,
      threads: this.options.threads
    })
    await this.leave()
    this.current = next
    await remember(this.recent, next.path)
    return next
  }

  async leave(): Promise<void> {
    const project = this.current
    this.current = null
    if (project) await closeProject(project)
  }

  known() {
    return knownProjects(this.recent, this.folder)
  }
}
