import { type DataType, Type } from 'apache-arrow'
import type { ColumnInfo, LocalizedText, RowSource } from '../../../contract'
import { ChantierError } from '../../client'
import { locale } from '../i18n'
import { plainText } from './cell-text'
import type { FetchPage } from './pages'
import type { Box } from './selection'
import { guardFormula } from './spreadsheet'

const COPY_LIMIT = 500_000

/** Number of cells of a box. */
export function cellsOf(box: Box): number {
  return (box.bottom - box.top + 1) * (box.right - box.left + 1)
}

/** The cells of a box as tab-separated text with its headers; values as SQL writes them, but for
 * the decimal sign of numbers, which is that of the language: a spreadsheet of that language takes others for texts. Texts
 * that it would run as formulas are guarded; one cell alone is as it is and without header.
 * @throws {ChantierError} where the box has more cells than a clipboard takes well. */
export async function copyText(
  source: RowSource,
  columns: readonly ColumnInfo[],
  box: Box,
  /** The columns of the box by their places in the source, left to right. */
  places: readonly number[],
  fetchPage: FetchPage
): Promise<string> {
  if (cellsOf(box) > COPY_LIMIT) throw new ChantierError({ kind: 'refused', message: tooMany(), hint: EXPORT_INSTEAD })
  const rows = box.bottom - box.top + 1
  const lines: string[] =
    cellsOf(box) === 1 ? [] : [places.map((place) => quoted(guardFormula(columns[place]?.name ?? ''))).join('\t')]
  for (let done = 0; done < rows; done += 50_000) {
    const limit = Math.min(50_000, rows - done)
    const table = await fetchPage(
      { source, offset: box.top + done, limit, columns: [...places] },
      new AbortController().signal
    )
    const vectors = places.map((_, place) => table.getChildAt(place))
    for (let row = 0; row < table.numRows; row++)
      lines.push(
        vectors
          .map((vector) => {
            const value: unknown = vector?.get(row)
            const plain = numbersAsTyped(plainText(value, vector?.type ?? null), vector?.type ?? null)
            // Only texts are guarded, and not a cell copied alone: numbers and dates are what they are.
            return quoted(typeof value === 'string' && cellsOf(box) > 1 ? guardFormula(plain) : plain)
          })
          .join('\t')
      )
  }
  return lines.join('\n')
}

/** A number with the decimal sign that one types in a spreadsheet of the language, whole and ungrouped; all else as it is. */
function numbersAsTyped(plain: string, type: DataType | null): string {
  const isNumber = type !== null && [Type.Float, Type.Decimal].includes(type.typeId)
  return isNumber && locale().startsWith('fr') ? plain.replace('.', ',') : plain
}

function quoted(value: string): string {
  return /["\t\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function tooMany(): LocalizedText {
  return {
    fr: `Rien n’a été copié : la sélection est trop grande pour le presse-papiers, ${COPY_LIMIT.toLocaleString('fr-FR')} cellules au plus.`,
    en: `Nothing was copied: the selection is too large for the clipboard, ${COPY_LIMIT.toLocaleString('en-GB')} cells at most.`
  }
}

const EXPORT_INSTEAD: LocalizedText = {
  fr: 'Sélectionnez moins de cellules, ou exportez la vue.',
  en: 'Select fewer cells, or export the view.'
}
