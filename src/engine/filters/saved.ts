import { randomUUID } from 'node:crypto'
import { StoredFilter, type Filter, type LocalizedText, type NamedFilter, type TableRef } from '../../contract'
import { ChantierError, fail } from '../errors'
import { missingDocument, type ChangeScope, type Project } from '../project'
import { filterInWords, filterPredicate } from '../sql'
import { resolveTable } from '../tables'

/** The named filters in the order they were saved, each told whether it can still be applied. */
export async function listFilters(project: Project): Promise<NamedFilter[]> {
  return Promise.all((await project.list('filter', StoredFilter)).map((stored) => asRead(project, stored)))
}

/** Keeps a filter under a name that no other filter of the table has. */
export async function saveFilter(
  project: Project,
  { name, table, filter }: { name: string; table: TableRef; filter: Filter },
  now = new Date()
): Promise<NamedFilter> {
  const { columns } = await resolveTable(project, table)
  filterPredicate(filter, columns)
  const stored: StoredFilter = { id: randomUUID(), name, table, filter: bare(filter), savedAt: now.toISOString() }
  await project.change(label('Enregistrer le filtre', 'Save the filter', name), async (scope) => {
    await checkName(scope, stored)
    await scope.put('filter', stored.id, stored)
  })
  return asRead(project, stored)
}

/** Renames a filter or gives it other conditions; what used it keeps the conditions that it had. */
export async function updateFilter(
  project: Project,
  { id, name, filter }: { id: string; name?: string; filter?: Filter },
  now = new Date()
): Promise<NamedFilter> {
  const before = await project.get('filter', id, StoredFilter)
  if (filter) filterPredicate(filter, (await resolveTable(project, before.table)).columns)
  const change = filter
    ? label('Modifier le filtre', 'Change the filter', before.name)
    : label('Renommer le filtre', 'Rename the filter', `${before.name} → ${name ?? ''}`)
  const after = await project.change(change, async (scope) => {
    const present = await scope.get('filter', id, StoredFilter)
    if (!present) throw missingDocument('filter', id)
    const changed: StoredFilter = {
      ...present,
      name: name ?? present.name,
      ...(filter ? { filter: bare(filter), savedAt: now.toISOString() } : {})
    }
    await checkName(scope, changed)
    await scope.put('filter', id, changed)
    return changed
  })
  return asRead(project, after)
}

/** Keeps the same conditions under another name. */
export async function duplicateFilter(
  project: Project,
  { id, name }: { id: string; name: string },
  now = new Date()
): Promise<NamedFilter> {
  const stored: StoredFilter = {
    ...(await project.get('filter', id, StoredFilter)),
    id: randomUUID(),
    name,
    savedAt: now.toISOString()
  }
  await project.change(label('Dupliquer le filtre', 'Duplicate the filter', name), async (scope) => {
    await checkName(scope, stored)
    await scope.put('filter', stored.id, stored)
  })
  return asRead(project, stored)
}

/** Removes a filter (undoable); results that used it keep its conditions. */
export async function removeFilter(project: Project, id: string): Promise<void> {
  const { name } = await project.get('filter', id, StoredFilter)
  await project.change(label('Supprimer le filtre', 'Remove the filter', name), (scope) => scope.remove('filter', id))
}

/** What became of the named filter that a result used, in words; null where it is as it was, or none was named. */
export async function filterChange(project: Project, used: Filter | undefined): Promise<LocalizedText | null> {
  if (!used?.named) return null
  const { id, name } = used.named
  const now = (await project.list('filter', StoredFilter)).find((stored) => stored.id === id)
  if (!now)
    return {
      fr: `Le filtre « ${name} » n’est plus dans le projet.`,
      en: `The filter “${name}” is no longer in the project.`
    }
  if (JSON.stringify(now.filter.all) === JSON.stringify(used.all)) return null
  const words = filterInWords(now.filter)
  return {
    fr: `Le filtre « ${name} » a changé : ${words.fr}.`,
    en: `The filter “${name}” changed: ${words.en}.`
  }
}

/** The present conditions of the named filter that a result used; null where none was named, or it is gone. */
export async function presentFilter(project: Project, used: Filter | undefined): Promise<Filter | null> {
  if (!used?.named) return null
  const { id } = used.named
  const now = (await project.list('filter', StoredFilter)).find((stored) => stored.id === id)
  return now ? { all: now.filter.all, named: { id, name: now.name } } : null
}

async function asRead(project: Project, stored: StoredFilter): Promise<NamedFilter> {
  return { ...stored, words: filterInWords(stored.filter), problem: await problemOf(project, stored) }
}

async function problemOf(project: Project, { table, filter }: StoredFilter): Promise<LocalizedText | null> {
  try {
    filterPredicate(filter, (await resolveTable(project, table)).columns)
    return null
  } catch (error) {
    if (error instanceof ChantierError && error.data.kind === 'not_found') return error.data.message
    throw error
  }
}

async function checkName(scope: ChangeScope, { id, name, table }: StoredFilter): Promise<void> {
  const taken = (await scope.list('filter', StoredFilter)).some(
    (other) => other.id !== id && other.table.name === table.name && other.name.toLowerCase() === name.toLowerCase()
  )
  if (!taken) return
  throw fail(
    'conflict',
    {
      fr: `Un filtre de cette table s’appelle déjà « ${name} ».`,
      en: `A filter of this table is already called “${name}”.`
    },
    { hint: { fr: 'Donnez un autre nom.', en: 'Give another name.' } }
  )
}

/** The conditions alone: a kept filter is not a copy of another. */
function bare({ all }: Filter): Filter {
  return { all }
}

function label(fr: string, en: string, name: string): LocalizedText {
  return { fr: `${fr} « ${name} »`, en: `${en} “${name}”` }
}
