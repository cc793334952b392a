import {
  Source,
  StoredRule,
  type Delivery,
  type LocalizedText,
  type Rule,
  type RuleHistory,
  type RulePast,
  type TableRef
} from '../../contract'
import type { Report } from '../call'
import { deliveredRows } from '../deliveries'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { recipeOver } from '../recipe'
import { fileLabel } from '../sources'
import { ident } from '../sql'
import { readColumns } from '../tables'
import { asker, groundOf } from './ground'
import { judgeRules, problemOf } from './judge'
import type { Ground } from './kinds/kind'
import { withWords } from './read'
import { isOf } from './run'

/**
 * The rules of a table judged on its rows as they stood after each delivery, oldest first. The rules and the recipe are
 * those of now: only the rows are of then. Rows that are no longer kept are told, not left out.
 */
export async function ruleHistory(
  project: Project,
  ref: TableRef,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<RuleHistory> {
  const source = (await project.list('source', Source)).find(({ table }) => table.name === ref.name)
  const stored = (await project.list('rule', StoredRule)).filter((rule) => isOf(rule, ref))
  const rules = stored.map((rule) => withWords({ ...rule, segment: null }))
  const past = new Map<string, RulePast[]>(rules.map(({ id }) => [id, []]))
  const deliveries: RuleHistory['deliveries'] = []
  const all = source?.deliveries ?? []
  for (const [place, delivery] of all.entries()) {
    throwIfCancelled(signal)
    const label = labelOf(delivery)
    report({ step: { fr: `Livraison « ${label} »`, en: `Delivery “${label}”` }, done: place, total: all.length })
    const told = { id: delivery.id, label, at: delivery.loadedAt }
    const found = source && (await rowsAfter(project, source, delivery.id))
    if (!found || 'error' in found) {
      const problem = problemOf(found?.error)
      deliveries.push({ ...told, rows: null, problem })
      for (const one of past.values()) one.push({ delivery: delivery.id, counts: null, problem })
      continue
    }
    const judged = await judgeOn(project, found.table, ref.name, rules, signal)
    deliveries.push({ ...told, rows: found.rows, problem: null })
    for (const one of judged) past.get(one.rule)?.push({ ...one.past, delivery: delivery.id })
  }
  return {
    table: ref,
    deliveries,
    rules: rules.map((rule) => ({ rule: rule.id, past: past.get(rule.id) ?? [], method: METHOD[rule.table.schema] }))
  }
}

/** How the rows of then are judged, prepared or as they were loaded. */
const METHOD: Record<TableRef['schema'], LocalizedText> = {
  clean: {
    fr: 'La règle, telle qu’elle est aujourd’hui, sur toutes les lignes de la table telles qu’elles étaient après chaque livraison, préparées par la recette d’aujourd’hui. Les autres tables qu’une relation, une jointure ou une condition SQL regarde sont celles d’aujourd’hui.',
    en: 'The rule, as it is today, on all rows of the table as they stood after each delivery, prepared by today’s recipe. Other tables that a relation, a join or an SQL condition looks into are those of today.'
  },
  raw: {
    fr: 'La règle, telle qu’elle est aujourd’hui, sur toutes les lignes de la table telles qu’elles étaient après chaque livraison, telles que chargées : aucune étape de la recette ne les change. Les autres tables qu’une relation ou une condition SQL regarde sont celles d’aujourd’hui.',
    en: 'The rule, as it is today, on all rows of the table as they stood after each delivery, as loaded: no step of the recipe changes them. Other tables that a relation or an SQL condition looks into are those of today.'
  }
}

interface Kept {
  table: string
  rows: number
}

async function rowsAfter(project: Project, source: Source, delivery: string): Promise<Kept | { error: unknown }> {
  try {
    const { table, to } = await deliveredRows(project, { source: source.id, delivery, rows: 'whole' })
    return { table, rows: to }
  } catch (error) {
    return { error }
  }
}

async function judgeOn(
  project: Project,
  rawName: string,
  table: string,
  rules: readonly Rule[],
  signal?: AbortSignal
): Promise<{ rule: string; past: Omit<RulePast, 'delivery'> }[]> {
  const { others } = await groundOf(project, { schema: 'clean', name: table })
  const grounds: Record<'raw' | 'clean', () => Promise<Ground>> = {
    raw: async () => ({
      columns: await readColumns(project, { schema: 'raw', name: rawName }),
      from: `raw.${ident(rawName)}`,
      alias: ident(table),
      others
    }),
    clean: async () => {
      const { sql, columns } = await recipeOver(project, table, rawName, signal)
      return { columns, from: `(${sql})`, alias: ident(table), others }
    }
  }
  const told: { rule: string; past: Omit<RulePast, 'delivery'> }[] = []
  for (const schema of ['raw', 'clean'] as const) {
    const own = rules.filter((rule) => rule.table.schema === schema)
    if (!own.length) continue
    for (const verdict of await judgeRules(asker(project, signal), await grounds[schema](), own))
      told.push({
        rule: verdict.rule.id,
        past:
          'counts' in verdict
            ? { counts: verdict.counts, problem: null }
            : { counts: null, problem: problemOf(verdict.error) }
      })
  }
  return told
}

function labelOf({ files: [first] }: Delivery): string {
  return first ? fileLabel(first) : ''
}
