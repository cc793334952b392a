import { randomUUID } from 'node:crypto'
import { Source, type Choices, type ColumnReading, type Delivery, type Step, type StepSpec } from '../../contract'
import type { ChangeScope } from '../project'
import type { LoadedPart } from './loaded'
import { loadedBefore } from './loaded-before'
import { rememberChoices } from './remember'
import { tableNameFor } from './table-name'
import { storeFirst, takenNames } from './versions'

/** A table that was loaded and is to be kept: the name it wants, and the choices that were made for it. */
export interface NewSource {
  loaded: LoadedPart
  /** Files that came together as this table; that of `loaded` alone where absent. */
  files?: Delivery['files']
  wantedName: string
  choices: Choices
}

/** Makes a loaded table a source of the project, with the steps that read its text columns, within a change; `others` are those that it has already. */
export async function keepSource(
  scope: ChangeScope,
  { loaded, files, wantedName, choices }: NewSource,
  others: readonly Source[]
): Promise<Source> {
  const name = tableNameFor(wantedName, await takenNames(scope))
  const report = {
    ...loaded.report,
    notes: [...loaded.report.notes, ...loadedBefore(others, loaded)]
  }
  const version = randomUUID()
  storeFirst(scope, version, loaded.table, name)
  const delivery: Delivery = {
    id: randomUUID(),
    mode: 'first',
    files: files ?? [loaded.file],
    loadedAt: new Date().toISOString(),
    rows: loaded.rows,
    report,
    choices,
    fileColumn: loaded.fileColumn ?? null
  }
  await loaded.faults.keep(scope, delivery.id)
  const source: Source = {
    id: randomUUID(),
    table: { schema: 'raw', name },
    file: loaded.file,
    loadedAt: delivery.loadedAt,
    rows: loaded.rows,
    report,
    deliveries: [delivery],
    version
  }
  await scope.put('source', source.id, source)
  await addReadingSteps(scope, name, loaded.columns, choices)
  await rememberChoices(scope, loaded, choices, delivery.loadedAt)
  return (await scope.get('source', source.id, Source)) ?? source
}

/** Steps of the recipe that read text columns as other types, texts that mean "no answer" made missing first, and put labels where chosen. */
export async function addReadingSteps(
  scope: ChangeScope,
  table: string,
  columns: readonly ColumnReading[],
  { columns: chosen = [] }: Choices
): Promise<void> {
  const specs: StepSpec[] = []
  const choices = new Map(chosen.map((choice) => [choice.name, choice]))
  for (const column of columns) {
    const missing = choices.get(column.name)?.missing ?? []
    if (missing.length) specs.push({ kind: 'missing', column: column.name, values: missing })
    if (!column.lossless && column.reading) specs.push({ kind: 'cast', column: column.name, reading: column.reading })
    if (choices.get(column.name)?.labelled && column.labels?.length)
      specs.push({ kind: 'label', column: column.name, labels: column.labels })
  }
  for (const spec of specs) {
    const step: Step = { id: randomUUID(), table, enabled: true, origin: 'import', spec }
    await scope.put('step', step.id, step)
  }
}
