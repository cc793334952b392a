import type { LocalizedText } from '../../../../contract/common'

/** Why a line was repaired, or kept out of the table. */
export type RepairReason =
  | 'missing_cells'
  | 'extra_cells'
  | 'empty_cells_dropped'
  | 'merged_cells'
  | 'split_cell'
  | 'stray_quote'
  | 'spaced_quote'
  | 'unclosed_quote'
  | 'other_delimiter'
  | 'lone_return'
export type RejectReason =
  | 'preamble'
  | 'comment'
  | 'footer'
  | 'chosen_footer'
  | 'isolated_text'
  | 'other_table'
  | 'broken_json'
  | 'beside_table'
  | 'sep_line'
  | 'repeated_header'

/** One line of the load report; `line` is 1-based, `raw` the text as it stands in the file (cut at a million characters). */
export interface LineNote {
  line: number
  reason: RepairReason | RejectReason
  raw: string
  /** The further table the line belongs to, from 1; absent for the first table. */
  table?: number
}

/** The reasons for which a line was kept in the table. */
export const REPAIRED: ReadonlySet<string> = new Set<RepairReason>([
  'missing_cells',
  'extra_cells',
  'empty_cells_dropped',
  'merged_cells',
  'split_cell',
  'stray_quote',
  'spaced_quote',
  'unclosed_quote',
  'other_delimiter',
  'lone_return'
])

/** The reasons in words. */
export const REASON_TEXT: Record<RepairReason | RejectReason, LocalizedText> = {
  missing_cells: { fr: 'Cellules manquantes, complétées par du vide', en: 'Missing cells, filled with empty ones' },
  extra_cells: { fr: 'Cellules en trop, gardées dans des colonnes ajoutées', en: 'Extra cells, kept in added columns' },
  empty_cells_dropped: { fr: 'Séparateur en trop, cellule vide retirée', en: 'Extra separator, empty cell removed' },
  merged_cells: {
    fr: 'Séparateur à l’intérieur d’une cellule, cellules réunies',
    en: 'Separator inside a cell, cells joined'
  },
  split_cell: { fr: 'Séparateur manquant, cellule coupée en deux', en: 'Missing separator, cell split in two' },
  stray_quote: { fr: 'Guillemet isolé, gardé comme caractère', en: 'Stray quote, kept as a character' },
  spaced_quote: {
    fr: 'Espaces entre séparateurs et guillemets, retirés avec les guillemets',
    en: 'Spaces between separators and quotes, removed with the quotes'
  },
  unclosed_quote: {
    fr: 'Guillemet jamais fermé, gardé comme caractère',
    en: 'Quote never closed, kept as a character'
  },
  other_delimiter: { fr: 'Ligne écrite avec un autre séparateur', en: 'Line written with another separator' },
  lone_return: {
    fr: 'Retour chariot isolé (CR) entre deux lignes, séparées',
    en: 'Lone carriage return (CR) between two rows, parted'
  },
  preamble: { fr: 'Ligne d’introduction avant le tableau', en: 'Introductory line before the table' },
  sep_line: { fr: 'Ligne « sep= », qui donne le séparateur', en: 'Line “sep=”, which gives the separator' },
  repeated_header: { fr: 'Noms de colonnes répétés', en: 'Column names repeated' },
  comment: { fr: 'Ligne de commentaire', en: 'Comment line' },
  footer: { fr: 'Ligne de fin après le tableau', en: 'Closing line after the table' },
  chosen_footer: { fr: 'Ligne de fin laissée de côté, comme demandé', en: 'Line at the end left out, as asked' },
  isolated_text: { fr: 'Ligne isolée qui n’est pas un enregistrement', en: 'Isolated line that is not a record' },
  other_table: { fr: 'Ligne d’un autre tableau du même fichier', en: 'Line of another table in the same file' },
  broken_json: { fr: 'Ligne JSON illisible, mise de côté', en: 'Unreadable JSON line, set aside' },
  beside_table: { fr: 'Cellules à côté du tableau', en: 'Cells beside the table' }
}
