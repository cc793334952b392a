import { Source, Step, type ColumnReading, type StepSpec, type TextReading } from '../../contract'
import { fail } from '../errors'
import { readingInWords, typeOf } from '../import'
import { missingDocument, type ChangeScope, type Project } from '../project'
import { countFailures } from './count-failures'

/**
 * Reads a text column of a source in another way than at its import: the step of the recipe that reads it changes where it
 * stands, and the report tells the new reading with what it loses. The raw text stays as it came.
 */
export async function reread(project: Project, id: string, name: string, reading: TextReading): Promise<Source> {
  const { table } = await project.get('source', id, Source)
  return project.change(
    { fr: `Relire « ${name} » de « ${table.name} »`, en: `Read “${name}” of “${table.name}” anew` },
    (scope) => rereadWithin(project, scope, id, name, reading)
  )
}

/** The source as it is when its turn has come: a delivery or a removal may have come before. */
async function rereadWithin(
  project: Project,
  scope: ChangeScope,
  id: string,
  name: string,
  reading: TextReading
): Promise<Source> {
  const source = await scope.get('source', id, Source)
  if (!source) throw missingDocument('source', id)
  const table = source.table.name
  const column = source.report.columns.find((one) => one.name === name)
  if (!column) throw noColumn(table, name)
  if (column.lossless && column.type !== 'VARCHAR') throw ownValues(name)
  const steps = (await scope.list('step', Step)).filter((step) => step.table === table)
  const missing = steps.flatMap(({ enabled, spec }) =>
    enabled && isMissingOf(spec, name) ? spec.values.map(String) : []
  )
  const [lost] = await countFailures(project, table, [{ name, reading, missing }])
  await readBy(scope, steps, table, name, reading)
  const read: ColumnReading = {
    ...column,
    reading,
    type: typeOf(reading),
    format: readingInWords(reading),
    lossless: reading.kind === 'text',
    failures: lost?.count ?? 0,
    rounded: lost?.rounded ?? 0,
    failureExamples: lost?.examples ?? [],
    lostZeros: lost?.lostZeros
  }
  const columns = source.report.columns.map((one) => (one.name === name ? read : one))
  const changed: Source = { ...source, report: { ...source.report, columns } }
  await scope.put('source', id, changed)
  return changed
}

/** Puts the reading in the step that reads the column, or in a new one; text needs none. */
async function readBy(
  scope: ChangeScope,
  steps: readonly Step[],
  table: string,
  column: string,
  reading: TextReading
): Promise<void> {
  const step = steps.find(({ spec }) => spec.kind === 'cast' && spec.column === column)
  const spec: StepSpec = { kind: 'cast', column, reading }
  if (reading.kind !== 'text') {
    const put: Step = step
      ? { ...step, enabled: true, spec }
      : { id: crypto.randomUUID(), table, enabled: true, origin: 'user', spec }
    await scope.put('step', put.id, put)
  } else if (step) await scope.remove('step', step.id)
}

function isMissingOf(spec: StepSpec, column: string): spec is StepSpec & { kind: 'missing' } {
  return spec.kind === 'missing' && spec.column === column
}

function noColumn(table: string, name: string): Error {
  return fail('not_found', {
    fr: `« ${table} » n’a pas de colonne « ${name} ».`,
    en: `“${table}” has no column “${name}”.`
  })
}

function ownValues(name: string): Error {
  return fail(
    'refused',
    {
      fr: `« ${name} » a été chargée avec le type de son fichier, pas comme texte.`,
      en: `“${name}” was loaded with the type of its file, not as text.`
    },
    {
      hint: {
        fr: 'Rechargez le fichier en choisissant sa lecture dans l’aperçu.',
        en: 'Load the file again and choose its reading in the preview.'
      }
    }
  )
}
