import type { LocalizedText } from '../../../contract'
import type { Placement } from './place/findTable'
import type { TableBody } from './place/tableBody'
import type { Merge } from './sheet'
import type { ColumnFact, SheetFacts } from './sheetFacts'
import { lettersOf } from './xlsx/cellRef'

/** What was met and done while a table was read, in words. */
export function tableNotes(
  table: Placement,
  body: TableBody,
  facts: SheetFacts,
  merges: readonly Merge[]
): LocalizedText[] {
  const notes = [...placeNotes(table, body), ...mergeNotes(table, merges), ...hiddenNotes(facts), ...body.sums()]
  for (const [fact, fr, en] of FACTS) {
    const columns = facts.columns(fact)
    if (columns.length) notes.push({ fr: fr(tell(columns, table, 'fr')), en: en(tell(columns, table, 'en')) })
  }
  for (const [currency, columns] of facts.currencies()) {
    const sign = currency === '¤' ? { fr: 'monnaie', en: 'currency' } : { fr: currency, en: currency }
    notes.push({
      fr: `Affichées en ${sign.fr}, lues comme nombres : ${tell(columns, table, 'fr')}.`,
      en: `Shown as ${sign.en}, read as numbers: ${tell(columns, table, 'en')}.`
    })
  }
  const errors = facts.errorTexts()
  if (errors.length) {
    const list = errors.map(([text, cells]) => `${text.slice(0, 40)} (${cells})`).join(', ')
    notes.push({
      fr: `Cellules en erreur, gardées telles quelles : ${list}.`,
      en: `Error cells, kept as they are: ${list}.`
    })
  }
  return notes
}

type Say = (columns: string) => string

const FACTS: readonly [fact: ColumnFact, fr: Say, en: Say][] = [
  [
    'rounded',
    (columns) => `Affichés arrondis, lus avec tous les chiffres que le fichier garde : ${columns}.`,
    (columns) => `Shown rounded, read with all the digits that the file keeps: ${columns}.`
  ],
  [
    'zeros',
    (columns) => `Zéros de tête gardés comme Excel les affiche : ${columns}.`,
    (columns) => `Leading zeros kept as Excel shows them: ${columns}.`
  ],
  [
    'percent',
    (columns) => `Affichées en %, la valeur est gardée (0,12 pour 12 %) : ${columns}.`,
    (columns) => `Shown as %, the value is kept (0.12 for 12%): ${columns}.`
  ],
  [
    'noValue',
    (columns) => `Formules sans valeur enregistrée, lues comme vides : ${columns}.`,
    (columns) => `Formulas without a saved value, read as empty: ${columns}.`
  ],
  [
    'leapDay',
    (columns) => `Le 29 février 1900, qui n’a pas existé, est gardé comme Excel l’affiche : ${columns}.`,
    (columns) => `29 February 1900, which never was, is kept as Excel shows it: ${columns}.`
  ],
  [
    'dayZero',
    (columns) => `Le jour 0 d’Excel est écrit 1899-12-31 : ${columns}.`,
    (columns) => `Excel’s day 0 is written 1899-12-31: ${columns}.`
  ],
  [
    'outOfCalendar',
    (columns) => `Nombres affichés comme dates mais hors du calendrier, gardés en nombres : ${columns}.`,
    (columns) => `Numbers shown as dates but outside the calendar, kept as numbers: ${columns}.`
  ],
  [
    'unknownText',
    (columns) => `Textes absents du classeur, lus comme vides : ${columns}.`,
    (columns) => `Texts missing from the workbook, read as empty: ${columns}.`
  ],
  [
    'notANumber',
    (columns) => `Cellules numériques qui ne contiennent pas de nombre, gardées en texte : ${columns}.`,
    (columns) => `Number cells that hold no number, kept as text: ${columns}.`
  ]
]

const SHOWN = 8

/** Columns by their name, else by their letters, with how many cells. */
function tell(columns: readonly [number, number][], table: Placement, language: 'fr' | 'en'): string {
  const names = columns.slice(0, SHOWN).map(([column, cells]) => {
    const name = table.header?.[column - table.left]?.slice(0, 60)
    const called = name ? (language === 'fr' ? `« ${name} »` : `“${name}”`) : lettersOf(column)
    return `${called} (${cells})`
  })
  const more = columns.length - SHOWN
  return names.join(', ') + (more > 0 ? (language === 'fr' ? `, et ${more} autres` : `, and ${more} more`) : '')
}

function placeNotes(table: Placement, body: TableBody): LocalizedText[] {
  const notes: LocalizedText[] = []
  const top = table.headerRows[0]?.index
  if (table.left > 0 || table.above.length || (top ?? 0) > 0) {
    const columns = `${lettersOf(table.left)}:${lettersOf(table.right)}`
    const from = top === undefined ? null : top + 1
    notes.push({
      fr: `Tableau trouvé ${from ? `à partir de la ligne ${from}, ` : ''}colonnes ${columns}.`,
      en: `Table found ${from ? `from row ${from} on, ` : ''}columns ${columns}.`
    })
  }
  if (!table.header && body.rows)
    notes.push({
      fr: 'Aucune ligne de titres : les colonnes sont sans nom.',
      en: 'No header row: columns have no names.'
    })
  if (table.headerRows.length > 1)
    notes.push({
      fr: `Titres sur ${table.headerRows.length} lignes, réunis par une espace.`,
      en: `Header of ${table.headerRows.length} rows, joined with a space.`
    })
  const empty = emptyColumns(table)
  if (empty.length)
    notes.push({
      fr: `Colonnes sans nom et vides au début, gardées : ${empty.join(', ')}. Elles séparent peut-être deux tableaux.`,
      en: `Columns without a name and empty at first, kept: ${empty.join(', ')}. They may part two tables.`
    })
  if (body.blankRows)
    notes.push({
      fr: `Lignes vides passées : ${body.blankRows} (à partir de la ligne ${body.firstBlank.join(', ')}${body.firstBlank.length === 5 ? '…' : ''}).`,
      en: `Blank rows passed over: ${body.blankRows} (from row ${body.firstBlank.join(', ')}${body.firstBlank.length === 5 ? '…' : ''} on).`
    })
  if (body.besideCells) {
    const cells = body.firstBeside.join(', ') + (body.besideCells > body.firstBeside.length ? '…' : '')
    notes.push({
      fr: `Cellules à côté du tableau, mises de côté\u202f: ${body.besideCells} (${cells}).`,
      en: `Cells beside the table, set aside: ${body.besideCells} (${cells}).`
    })
  }
  if (body.otherTable !== null) notes.push(furtherNote(body.otherTable - 1))
  return notes
}

/** What is told of a table below the one that is read, by the rows to skip. */
export function furtherNote(skip: number): LocalizedText {
  return {
    fr: `Un autre tableau commence à la ligne ${skip + 1} : un import en fait une table à part.`,
    en: `Another table begins at row ${skip + 1}: an import makes a table of its own of it.`
  }
}

function emptyColumns({ header, looks, left }: Placement): string[] {
  const empty = (header ?? []).flatMap((name, place) => (name === '' && !looks.has(left + place) ? [left + place] : []))
  return empty.slice(0, SHOWN).map(lettersOf)
}

function mergeNotes(table: Placement, merges: readonly Merge[]): LocalizedText[] {
  const start = (table.headerRows[table.headerRows.length - 1]?.index ?? -1) + 1
  const inside = merges.filter(
    ({ top, left, bottom, right }) =>
      bottom >= start && right >= table.left && left <= table.right && (bottom > top || right > left)
  )
  const first = inside[0]
  if (!first) return []
  const range = `${lettersOf(first.left)}${first.top + 1}:${lettersOf(first.right)}${first.bottom + 1}`
  return [
    {
      fr: `Cellules fusionnées dans les données : ${inside.length} (${range}…). La valeur est dans la première, les autres sont vides.`,
      en: `Merged cells in the data: ${inside.length} (${range}…). The value is in the first one, the others are empty.`
    }
  ]
}

function hiddenNotes(facts: SheetFacts): LocalizedText[] {
  const notes: LocalizedText[] = []
  if (facts.hiddenRows)
    notes.push({
      fr: `Lignes masquées ou filtrées, lues comme les autres : ${facts.hiddenRows}.`,
      en: `Hidden or filtered rows, read like the others: ${facts.hiddenRows}.`
    })
  if (facts.hiddenColumns)
    notes.push({
      fr: `Colonnes masquées, lues comme les autres : ${facts.hiddenColumns}.`,
      en: `Hidden columns, read like the others: ${facts.hiddenColumns}.`
    })
  if (facts.unorderedRows)
    notes.push({
      fr: `Lignes dont le numéro revient en arrière, lues dans l’ordre du fichier : ${facts.unorderedRows}.`,
      en: `Rows whose numbers go back, read in the order of the file: ${facts.unorderedRows}.`
    })
  return notes
}
