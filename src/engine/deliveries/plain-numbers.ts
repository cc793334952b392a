import type { LocalizedText } from '../../contract'
import { countOf } from '../figure-text'
import type { Project } from '../project'
import { asWritten } from '../sources'
import { ident } from '../sql'
import { isNumeric } from './common-type'
import { isShare } from './plain-reading'
import type { ColumnMeeting, ColumnPlan } from './plan-columns'
import { readsOtherwise } from './reads-otherwise'
import type { MeetingTable } from './share-types'

/** Columns whose texts hold some that only the reading of plain numbers would take: what those mean is not known. */
export async function columnsInDoubt(
  project: Project,
  meetings: readonly ColumnMeeting[],
  plans: ReadonlyMap<string, ColumnPlan>,
  sides: readonly MeetingTable[],
  signal?: AbortSignal
): Promise<Set<string>> {
  const inDoubt = new Set<string>()
  for (const { name, before, arriving } of meetings) {
    const plain = plans.get(name)?.reading
    const [main] = [before?.step, arriving?.reading].filter((reading) => reading?.kind === 'number')
    if (plain?.kind !== 'number' || !main || JSON.stringify(plain) === JSON.stringify(main)) continue
    for (const side of sides)
      if (!inDoubt.has(name) && (await readsOtherwise(project, side, name, [main, plain], signal))) inDoubt.add(name)
  }
  return inDoubt
}

/** What is said of typed numbers that stand in the raw table in another way than in their file, and of those without the unit of the others. */
export async function plainNotes(
  project: Project,
  { plans, joined }: { plans: ReadonlyMap<string, ColumnPlan>; joined: readonly MeetingTable[] },
  signal?: AbortSignal
): Promise<LocalizedText[]> {
  const notes: LocalizedText[] = []
  for (const { table, columns } of joined)
    for (const { name, source, type } of columns) {
      const plan = plans.get(name)
      if (plan?.reading?.kind !== 'number' || !isNumeric(type)) continue
      const [own, written] = [asWritten(source, type), plan.write(source, type)]
      const { unit, bare } = plan.reading
      if (unit !== null && isShare(unit) && bare) {
        const [bared] = await project.rows<{ n: number; own: string }>(
          `SELECT count(*) AS n, max(${own}) AS own FROM raw.${ident(table)} WHERE ${ident(source)} IS NOT NULL`,
          { signal }
        )
        if (bared?.n) notes.push(bareNote(name, unit, bared))
      }
      if (own === written) continue
      const [found] = await project.rows<{ n: number; own: string; written: string }>(
        `SELECT count(*) AS n, min(${own}) AS own, arg_min(${written}, ${own}) AS written FROM raw.${ident(table)} WHERE ${own} <> ${written}`,
        { signal }
      )
      if (found?.n) notes.push(rewrittenNote(name, found))
    }
  return notes
}

function rewrittenNote(name: string, { n, own, written }: { n: number; own: string; written: string }): LocalizedText {
  const told = countOf(n, ['nombre est écrit', 'nombres sont écrits'], ['number is written', 'numbers are written'])
  return {
    fr: `« ${name} » : dans les données brutes, ${told.fr} comme les autres textes de la colonne (« ${written} » pour « ${own} »), car aucune lecture ne prend les deux écritures sans doute.`,
    en: `“${name}”: in the raw data, ${told.en} like the other texts of the column (“${written}” for “${own}”), since no reading takes both ways of writing beyond doubt.`
  }
}

function bareNote(name: string, unit: string, { n, own }: { n: number; own: string }): LocalizedText {
  const told = countOf(
    n,
    ['nombre est écrit sans « » et lu', 'nombres sont écrits sans « » et lus'],
    ['number is written', 'numbers are written']
  )
  const sign = unit.startsWith('/') ? unit : ` ${unit}`
  return {
    fr: `« ${name} » : ${told.fr.replace('« »', `« ${unit} »`)} à l’échelle des autres (« ${own} » comme « ${own}${sign} ») : vérifiez que c’est bien la leur.`,
    en: `“${name}”: ${told.en} without “${unit}” and read on the scale of the others (“${own}” as “${own}${sign}”): check that it is theirs.`
  }
}
