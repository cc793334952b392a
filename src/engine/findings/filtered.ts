import type { Evidence, Filter, LocalizedText } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { filterInWords, filterPredicate, ident, placedList, tableName } from '../sql'
import { resolveTable, tableMentions } from '../tables'

/** The evidence of a figure over the rows of its table that a filter keeps: its queries read those instead of the table. */
export async function filteredEvidence(project: Project, evidence: Evidence, filter: Filter): Promise<Evidence> {
  const { table } = evidence
  if (!table || evidence.applied || evidence.rule) throw cannotFilter(evidence.sql)
  const { columns } = await resolveTable(project, table)
  const predicate = filterPredicate(filter, columns)
  const narrow = async (sql: string): Promise<string> => {
    const mentions = (await tableMentions(project, sql)).filter((mention) => mention.table.name === table.name)
    if (!mentions.length) throw cannotFilter(sql)
    let bytes = Buffer.from(sql, 'utf8')
    for (const { offset, table: named, hasAlias } of mentions.sort((a, b) => b.offset - a.offset)) {
      const written = Buffer.from(tableName(named), 'utf8')
      if (!bytes.subarray(offset).subarray(0, written.length).equals(written)) throw cannotFilter(sql)
      const rows = `(SELECT ${placedList(columns)} FROM ${tableName(named)} WHERE ${predicate})`
      bytes = Buffer.concat([
        bytes.subarray(0, offset),
        Buffer.from(hasAlias ? rows : `${rows} AS ${ident(named.name)}`, 'utf8'),
        bytes.subarray(offset + written.length)
      ])
    }
    return bytes.toString('utf8')
  }
  return {
    ...evidence,
    n: null,
    applied: filter,
    filter: both(filterInWords(filter), evidence.filter),
    sql: await narrow(evidence.sql),
    rowsSql: evidence.rowsSql === null ? null : await narrow(evidence.rowsSql)
  }
}

/**
 * The evidence under the present conditions of a filter that changed since: its queries hold the old predicate as it
 * was compiled, and take the new one in its place. Unchanged where they do not hold it.
 */
export async function underPresentFilter(project: Project, evidence: Evidence, present: Filter): Promise<Evidence> {
  const { applied, table } = evidence
  if (!applied || !table) return evidence
  const { columns } = await resolveTable(project, table)
  const [before, after] = [applied, present].map((filter) => filterPredicate(filter, columns)) as [string, string]
  if (!evidence.sql.includes(before)) return evidence
  const [old, fresh] = [filterInWords(applied), filterInWords(present)]
  return {
    ...evidence,
    applied: present,
    filter: {
      fr: evidence.filter.fr.replace(old.fr, () => fresh.fr),
      en: evidence.filter.en.replace(old.en, () => fresh.en)
    },
    sql: evidence.sql.replaceAll(before, () => after),
    rowsSql: evidence.rowsSql?.replaceAll(before, () => after) ?? null
  }
}

function both(one: LocalizedText, other: LocalizedText): LocalizedText {
  return { fr: `${one.fr} ; ${other.fr}`, en: `${one.en}; ${other.en}` }
}

function cannotFilter(sql: string): Error {
  return fail(
    'input',
    {
      fr: 'Ce chiffre ne peut pas être filtré après coup.',
      en: 'This figure cannot be filtered afterwards.'
    },
    {
      sql,
      hint: {
        fr: 'Choisissez le filtre là où le chiffre est calculé, puis épinglez-le.',
        en: 'Choose the filter where the figure is computed, then pin it.'
      }
    }
  )
}
