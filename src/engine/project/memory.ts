import { throwIfCancelled } from '../errors'
import type { Project } from './project'

/** What is kept in this process beside an open project, by key: as many as `most`, the one asked for longest ago goes first. */
export class ProjectMemory<V> {
  private readonly shelves = new WeakMap<Project, Map<string, V>>()

  /** `onDrop` is told of each value that is no longer kept. */
  constructor(
    private readonly most: number,
    private readonly onDrop: (project: Project, value: V) => void = () => undefined
  ) {}

  get(project: Project, key: string): V | undefined {
    const shelf = this.shelves.get(project)
    const value = shelf?.get(key)
    if (shelf && value !== undefined) {
      shelf.delete(key)
      shelf.set(key, value)
    }
    return value
  }

  keep(project: Project, key: string, value: V): V {
    const shelf = this.shelves.get(project) ?? new Map<string, V>()
    this.shelves.set(project, shelf)
    this.drop(project, key)
    shelf.set(key, value)
    for (const oldest of [...shelf.keys()].slice(0, -this.most)) this.drop(project, oldest)
    return value
  }

  /** Forgets a key; where a value is given, only while it is still the one that is kept. */
  drop(project: Project, key: string, only?: V): void {
    const shelf = this.shelves.get(project)
    const value = shelf?.get(key)
    if (!shelf || value === undefined || (only !== undefined && value !== only)) return
    shelf.delete(key)
    this.onDrop(project, value)
  }
}

/**
 * The value of a key, made once for all who ask; a failure is not kept. Who finds that another caller stopped the making
 * makes it again, unless stopped too.
 */
export async function once<V>(
  memory: ProjectMemory<Promise<V>>,
  project: Project,
  key: string,
  make: () => Promise<V>,
  signal?: AbortSignal
): Promise<V> {
  const present = memory.get(project, key)
  if (present) {
    const found = await present.then(
      (value) => ({ value }),
      () => null
    )
    if (found) return found.value
    throwIfCancelled(signal)
  }
  // Others who waited as well may have begun anew meanwhile.
  const begun = memory.get(project, key)
  if (begun && begun !== present) return once(memory, project, key, make, signal)
  const making = memory.keep(project, key, make())
  making.catch(() => memory.drop(project, key, making))
  return making
}
