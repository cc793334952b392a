import type { ColumnProfile } from '../../../contract'
import { plainText, wordsOf } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'

/** Different values that names of people have at least, and share of the rows whose address is made of them. */
const LEAST_NAMES = 5
const ADDRESSED = 0.5
const ENOUGH = 20
/** Letters of a word that is found in an address by no chance. */
const WORD = 3

const NAMES = new Set('prenom prenoms firstname lastname surname fname lname forename patronyme nomprenom'.split(' '))

/**
 * The columns whose values are the names of people. A list of names looks like one of towns or of firms: what tells them apart is an
 * e-mail address in the same row that is made of them, or a column called as only those of names are, or « nom » beside a first name.
 */
export async function namesOfPeople(context: DetectorContext): Promise<ReadonlySet<string>> {
  const columns = columnsWhere(
    context,
    ({ family, semantic, distinct }) =>
      family === 'text' && ['name', 'category'].includes(semantic.kind) && distinct >= LEAST_NAMES
  )
  const called = columns.filter(({ name }) => isCalledSo(name))
  const beside = called.length ? columns.filter(({ name }) => plainText(name).trim() === 'nom') : []
  const known = new Set([...called, ...beside].map(({ name }) => name))
  const addressed = await inAddresses(context, columns.filter(({ name }) => !known.has(name))) // prettier-ignore
  return new Set([...known, ...addressed])
}

/** Whether a column's name is one of names of people. */
function isCalledSo(name: string): boolean {
  const words = wordsOf(name)
  const said = ` ${words.join(' ')} `
  return (
    words.some((word) => NAMES.has(word)) ||
    / (first|last|family|full|given) names? | nom de (famille|naissance) /.test(said)
  )
}

/** Of some columns, those whose words the addresses of their rows begin with or hold before the @; seen on some rows. */
async function inAddresses(context: DetectorContext, columns: readonly ColumnProfile[]): Promise<string[]> {
  const mails = columnsWhere(context, ({ semantic }) => semantic.kind === 'email')
  const pairs = mails.flatMap((mail) => columns.map((column) => ({ mail, column })))
  if (!pairs.length) return []
  const { sql } = await context.sample()
  const plain = (value: string): string => `lower(strip_accents(${value}))`
  const terms = pairs.map(({ mail, column }, place) => {
    const local = plain(`split_part(${ident(mail.name)}, '@', 1)`)
    const words = `list_filter(string_split_regex(${plain(ident(column.name))}, '[^a-z]+'), lambda word: length(word) >= ${WORD})`
    const both = `${ident(mail.name)} IS NOT NULL AND len(${words}) > 0`
    return `count(*) FILTER (${both}) AS n${place}, count(*) FILTER (${both} AND len(list_filter(${words}, lambda word: contains(${local}, word))) > 0) AS said${place}`
  })
  const [seen] = await context.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${sql}`)
  return pairs.flatMap(({ column }, place) => {
    const [n, said] = [seen?.[`n${place}`] ?? 0, seen?.[`said${place}`] ?? 0]
    return n >= ENOUGH && said >= ADDRESSED * n ? [column.name] : []
  })
}
