import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import type { Dialect } from './dialect/detectDialect'
import type { EncodingVerdict } from './text/scanEncoding'

export interface RemarkFacts {
  encoding: EncodingVerdict
  dialect: Dialect
  decoder: { undecodable: number; fallbackBytes: number; endMark: boolean }
  /** Text that looks like UTF-8 read as Windows-1252 and written again (`Ã©`). */
  doubled: boolean
}

/** What a user should know of a file beyond its lines. Empty for a sound one. */
export function remarksOn({ encoding, dialect, decoder, doubled }: RemarkFacts): LocalizedText[] {
  const remarks: LocalizedText[] = []
  const { undecodable, fallbackBytes } = decoder
  if (undecodable)
    remarks.push(
      said(
        countOf(undecodable, ['octet illisible', 'octets illisibles'], ['byte', 'bytes']),
        ['', ` en ${encoding.encoding}, ${undecodable < 2 ? 'remplacé' : 'remplacés'} par «\u202f\ufffd\u202f».`],
        ['', ` that ${encoding.encoding} cannot read, replaced by “\ufffd”.`]
      )
    )
  if (fallbackBytes)
    remarks.push(
      said(
        countOf(fallbackBytes, ['caractère lu', 'caractères lus'], ['character read', 'characters read']),
        ['Deux encodages mêlés\u202f: ', ' en Windows-1252, le reste en UTF-8.'],
        ['Two encodings mixed: ', ' as Windows-1252, the rest as UTF-8.']
      )
    )
  if (encoding.nuls)
    remarks.push(
      said(
        countOf(encoding.nuls, ['octet nul', 'octets nuls'], ['NUL byte', 'NUL bytes']),
        ['', ` dans le fichier, ${encoding.nuls < 2 ? 'gardé' : 'gardés'} dans le texte.`],
        ['', ' in the file, kept in the text.']
      )
    )
  if (decoder.endMark)
    remarks.push({
      fr: 'Signe de fin de fichier (Ctrl-Z) que les programmes DOS écrivent\u202f: laissé de côté.',
      en: 'End-of-file sign (Ctrl-Z) that DOS programs write: left out.'
    })
  if (doubled)
    remarks.push({
      fr: 'Accents encodés deux fois (« Ã© » pour « é »), gardés tels quels.',
      en: 'Accents encoded twice (“Ã©” for “é”), kept as they are.'
    })
  return [...remarks, ...dialectRemarks(dialect)]
}

/** A count in the middle of what is said of it. */
function said(count: LocalizedText, fr: readonly [string, string], en: readonly [string, string]): LocalizedText {
  return { fr: `${fr[0]}${count.fr}${fr[1]}`, en: `${en[0]}${count.en}${en[1]}` }
}

/** Empty lines that end a table of one column: those in its middle are rows, so that these are told. */
export function endBlanksRemark(width: number, count: number): LocalizedText[] {
  if (width !== 1 || !count) return []
  return [
    said(
      countOf(
        count,
        ['ligne vide à la fin du tableau, laissée de côté', 'lignes vides à la fin du tableau, laissées de côté'],
        ['empty line at the end of the table, set aside', 'empty lines at the end of the table, set aside']
      ),
      ['', '.'],
      ['', '.']
    )
  ]
}

/** Cells that hold lines like those of the table: the reader may want to know that quotes decided. */
export function cellsOfRowsRemark(count: number): LocalizedText[] {
  if (!count) return []
  return [
    count === 1
      ? {
          fr: 'Une cellule entre guillemets contient des lignes qui ressemblent à celles du tableau\u202f: elle est gardée entière, puisque ses guillemets se répondent.',
          en: 'One quoted cell holds lines that look like those of the table: it is kept whole, since its quotes match.'
        }
      : {
          fr: `${count} cellules entre guillemets contiennent des lignes qui ressemblent à celles du tableau\u202f: elles sont gardées entières, puisque leurs guillemets se répondent.`,
          en: `${count} quoted cells hold lines that look like those of the table: they are kept whole, since their quotes match.`
        }
  ]
}

/** Lines that stood in quotes whole; of a part of a file (not `whole`) their number says nothing. */
export function unwrappedRemark(count: number, whole = true): LocalizedText[] {
  if (!count) return []
  const told = !whole
    ? { fr: 'Les lignes étaient tout entières', en: 'The lines stood' }
    : count === 1
      ? { fr: '1 ligne était tout entière', en: '1 line stood' }
      : { fr: `${count} lignes étaient tout entières`, en: `${count} lines stood` }
  return [
    {
      fr: `${told.fr} entre guillemets, comme une seule cellule\u202f: ces guillemets sont retirés et les cellules séparées, sans rien changer d’autre.`,
      en: `${told.en} in quotes whole, as a single cell: these quotes are taken off and the cells parted, nothing else is changed.`
    }
  ]
}

/** What is left out or put together in every line of a file written so, and names that it lacks. */
export function dialectRemarks(dialect: Dialect): LocalizedText[] {
  const { syntax, mixedReturns, trailing, decimalCommas, unnamed, spacedQuotes } = dialect
  const remarks: LocalizedText[] = []
  const { delimiter, layout } = syntax
  if (mixedReturns)
    remarks.push({
      fr: 'Fins de ligne mêlées (CR, et LF ou CRLF)\u202f: chacune finit une ligne, sauf entre guillemets.',
      en: 'Mixed ends of line (CR, and LF or CRLF): each ends a line, except within quotes.'
    })
  if (trailing)
    remarks.push({
      fr: 'Chaque ligne finit par un séparateur de trop : la dernière colonne, vide et sans nom, est laissée.',
      en: 'Each line ends with one separator too many: the last column, empty and unnamed, is left out.'
    })
  if (decimalCommas)
    remarks.push({
      fr: 'La virgule sépare les cellules et marque aussi les décimales\u202f: les deux moitiés de chaque nombre ont été réunies.',
      en: 'The comma parts cells and marks decimals too: the two halves of each number were joined.'
    })
  if (unnamed === 'first')
    remarks.push({
      fr: 'L’en-tête a une cellule de moins que les lignes\u202f: la première colonne est supposée être un numéro ou un nom de ligne.',
      en: 'The header has one cell fewer than the rows: the first column is taken for a number or a name of the row.'
    })
  if (unnamed === 'last')
    remarks.push({
      fr: 'L’en-tête a une cellule de moins que les lignes\u202f: la dernière colonne est restée sans nom.',
      en: 'The header has one cell fewer than the rows: the last column was left without a name.'
    })
  if (spacedQuotes)
    remarks.push({
      fr: 'L’en-tête a des espaces entre séparateurs et guillemets\u202f: ni ces espaces ni ces guillemets ne sont gardés dans les noms.',
      en: 'The header has spaces between separators and quotes: neither these spaces nor these quotes are kept in the names.'
    })
  if (!layout && delimiter.trim() !== '' && /^ | $/.test(delimiter))
    remarks.push({
      fr: `Séparateur accompagné d’espaces («\u202f${delimiter}\u202f»)\u202f: ces espaces ne sont pas gardées dans les cellules.`,
      en: `Separator with spaces beside it (“${delimiter}”): these spaces are not kept in the cells.`
    })
  if (layout)
    remarks.push({
      fr: 'Tableau mis en page (colonnes alignées ou encadrées) : traits et espaces autour des cellules retirés.',
      en: 'Table laid out for the eye (aligned or framed columns): lines and spaces around cells removed.'
    })
  return remarks
}

const TWICE = /Ã[\u0080-\u00bf\u20ac\u0152\u0153\u0160\u0161\u2018-\u2122]|â€[\u0090-\u0153\u2018-\u2122]/

/** Whether a text holds accents encoded twice. */
export function doubleEncoded(text: string): boolean {
  return (text.includes('Ã') || text.includes('â€')) && TWICE.test(text)
}
