import { changesRows, Step, type LocalizedText, type RowsShared } from '../../contract'
import type { Project } from '../project'
import { sharedRowsSql, type Side } from './side'

/** Whether the rows of two sides are the same, partly the same, or others: it decides whether chance is to be ruled out. */
export async function rowsShared(project: Project, a: Side, b: Side, signal?: AbortSignal): Promise<RowsShared> {
  const sql = sharedRowsSql(a, b)
  if (sql === null) {
    const isFiltered = a.filter !== undefined || b.filter !== undefined
    const kind = isFiltered ? 'overlap' : 'same_rows'
    if (a.chosenIn ?? b.chosenIn) return { kind: 'same_rows', shared: null, reason: RECIPE_CHOSEN }
    if (a.table.ref.name === b.table.ref.name) {
      if (isFiltered) return { kind, shared: null, reason: RECIPE_FILTERED }
      if (a.rows !== b.rows || (await hasOtherRows(project, a.table.ref.name)))
        return { kind: 'overlap', shared: null, reason: otherRows(a, b) }
      return { kind, shared: null, reason: RECIPE }
    }
    if (a.source !== null && a.source === b.source)
      return { kind, shared: null, reason: isFiltered ? VERSIONS_FILTERED : VERSIONS }
    return { kind: 'independent', shared: null, reason: TWO_TABLES }
  }
  const [counted] = await project.rows<{ n: number }>(sql, { signal })
  const shared = counted?.n ?? 0
  if (!shared) return { kind: 'independent', shared, reason: APART }
  if (shared === a.rows && shared === b.rows) return { kind: 'same_rows', shared, reason: ONE_SET }
  return { kind: 'overlap', shared, reason: overlap(shared, a, b) }
}

/** Whether a step of the recipe leaves rows out, repeats or adds some. */
async function hasOtherRows(project: Project, table: string): Promise<boolean> {
  const steps = await project.list('step', Step)
  return steps.some((step) => step.table === table && step.enabled && changesRows(step.spec))
}

function otherRows(a: Side, b: Side): LocalizedText {
  const told = (locale: string): string[] =>
    (a.table.ref.schema === 'raw' ? [a, b] : [b, a]).map(({ rows }) => rows.toLocaleString(locale))
  const [fr, en] = [told('fr-FR'), told('en-GB')]
  return {
    fr: `${fr[0]} lignes avant la recette, ${fr[1]} après : des étapes retirent, répètent ou ajoutent des lignes. Chaque côté est décrit sur toutes les siennes : un écart peut venir des lignes comme des valeurs, et rien n’est testé.`,
    en: `${en[0]} rows before the recipe, ${en[1]} after: steps drop, repeat or add rows. Each side is described on all of its own: a difference may come from the rows as well as from the values, and nothing is tested.`
  }
}

const RECIPE: LocalizedText = {
  fr: 'Les mêmes lignes avant et après la recette : toute différence vient de ses étapes, le hasard n’y est pour rien et rien n’est testé.',
  en: 'The same rows before and after the recipe: every difference comes from its steps, chance has no part in it and nothing is tested.'
}
const RECIPE_CHOSEN: LocalizedText = {
  fr: 'Les mêmes lignes avant et après la recette, choisies par un filtre sur les valeurs préparées : toute différence vient des étapes, le hasard n’y est pour rien et rien n’est testé.',
  en: 'The same rows before and after the recipe, chosen by a filter on the prepared values: every difference comes from the steps, chance has no part in it and nothing is tested.'
}
const VERSIONS: LocalizedText = {
  fr: 'Deux versions d’une même source, dont bien des lignes peuvent être les mêmes : les écarts sont décrits, rien n’est testé.',
  en: 'Two versions of one source, many rows of which may be the same: differences are described, nothing is tested.'
}
const RECIPE_FILTERED: LocalizedText = {
  fr: 'Des lignes d’une même table avant et après la recette, choisies par un filtre : chaque côté est filtré sur ses propres valeurs, donc des lignes peuvent n’être que d’un côté. Les écarts viennent des étapes et des filtres, rien n’est testé.',
  en: 'Rows of one table before and after the recipe, chosen by a filter: each side is filtered on its own values, so rows may be on one side only. Differences come from the steps and the filters, nothing is tested.'
}
const VERSIONS_FILTERED: LocalizedText = {
  fr: 'Deux versions d’une même source, dont un filtre choisit les lignes : des lignes peuvent être des deux côtés ou d’un seul. Les écarts sont décrits, rien n’est testé.',
  en: 'Two versions of one source, whose rows a filter chooses: rows may be on both sides or on one only. Differences are described, nothing is tested.'
}
const ONE_SET: LocalizedText = {
  fr: 'Les deux côtés sont exactement les mêmes lignes.',
  en: 'Both sides are exactly the same rows.'
}
const APART: LocalizedText = {
  fr: 'Aucune ligne n’est des deux côtés : chaque colonne est testée, et p corrigé pour leur nombre (Holm).',
  en: 'No row is on both sides: each column is tested, and p corrected for their number (Holm).'
}
const TWO_TABLES: LocalizedText = {
  fr: 'Deux tables, prises pour des lignes différentes : chaque colonne est testée, et p corrigé pour leur nombre (Holm). Si elles décrivent les mêmes personnes, ne vous fiez pas aux tests.',
  en: 'Two tables, taken for different rows: each column is tested, and p corrected for their number (Holm). If they describe the same people, do not rely on the tests.'
}

function overlap(shared: number, a: Side, b: Side): LocalizedText {
  const told = (locale: string): string[] => [shared, a.rows, b.rows].map((n) => n.toLocaleString(locale))
  const [fr, en] = [told('fr-FR'), told('en-GB')]
  return {
    fr: `${fr[0]} lignes sont des deux côtés, sur ${fr[1]} en A et ${fr[2]} en B : un test supposerait qu’aucune ne l’est. Les écarts sont décrits, rien n’est testé.`,
    en: `${en[0]} rows are on both sides, of ${en[1]} in A and ${en[2]} in B: a test would suppose that none is. Differences are described, nothing is tested.`
  }
}
