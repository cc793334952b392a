import type { Codebook, CodebookColumn, NoteTexts } from '../../contract'
import type { Words, Written } from './words'

/** The codebook as Markdown: a section a table, a table of its columns, then the notes that need more than a cell. */
export function writeMarkdown({ tables, orphans }: Codebook, { name, words, now }: Written): string {
  const lines = [`# ${inert(words.say(`Dictionnaire des données : ${name}`, `Codebook: ${name}`))}`, '', words.day(now)]
  for (const { table, rows, note, columns } of tables) {
    lines.push('', `## ${inert(table.name)}`, '')
    lines.push(words.say(`${words.number(rows)} lignes, ${columns.length} colonnes.`, `${words.number(rows)} rows, ${columns.length} columns.`)) // prettier-ignore
    if (note) lines.push('', ...noteLines(note, words))
    lines.push('', tableHead(words), '|---|---|---|---|---:|---:|---|', ...columns.map((column) => line(column, words)))
    for (const column of columns)
      if (column.note) lines.push('', `### ${inert(column.name)}`, '', ...noteLines(column.note, words))
  }
  if (orphans.length) lines.push('', `## ${words.say('Notes sans colonne', 'Notes without a column')}`)
  for (const note of orphans)
    lines.push('', `### ${inert([note.table, note.column].filter(Boolean).join(' › '))}`, '', ...(note.orphan ? [inert(words.text(note.orphan)), ''] : []), ...noteLines(note, words)) // prettier-ignore
  return `${lines.join('\n')}\n`
}

function tableHead(words: Words): string {
  const names = words.say(
    'Colonne|Libellé|Type|Nature|Manquantes|Distinctes|Étendue ou codes',
    'Column|Label|Type|Kind|Missing|Distinct|Range or codes'
  )
  return `| ${names.replaceAll('|', ' | ')} |`
}

function line(column: CodebookColumn, words: Words): string {
  const { name, type, semantic, rows, missing, distinct, note } = column
  const values = note?.codes.length ? words.codes(note, words.between) : words.range(column)
  const cells = [name, note?.label ?? '', type, words.kind(semantic.kind), words.share(missing, rows), words.number(distinct), values] // prettier-ignore
  return `| ${cells.map((cell) => inert(cell.slice(0, 400))).join(' | ')} |`
}

function noteLines(note: NoteTexts, words: Words): string[] {
  const told: [string, string][] = [
    [words.say('Libellé', 'Label'), note.label],
    [words.say('Description', 'Description'), note.description],
    [words.say('Unité', 'Unit'), note.unit],
    [words.say('Codes', 'Codes'), words.codes(note, words.between)],
    [words.say('Source', 'Source'), note.source],
    [words.say('Doute', 'Doubt'), note.doubt]
  ]
  return told.flatMap(([name, text]) => (text ? [`- **${name}**${words.say(' :', ':')} ${inert(text)}`] : []))
}

/** A text of the user as text and nothing else: no link, picture, heading, table or HTML begins in it. */
function inert(text: string): string {
  return (
    text
      .replace(/\s*[\r\n]+\s*/g, ' / ')
      .replace(/[\\`*_{}[\]<>()#+!|~&$@-]/g, (character) => `\\${character}`)
      // Many readers make links of bare addresses.
      .replace(/:\/\/|www\./gi, (begin) => begin.replace(/[/.]/g, '\\$&'))
  )
}
