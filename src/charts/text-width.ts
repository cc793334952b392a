import * as vega from 'vega'

/** What Vega asks the width of: a text item, in part. */
interface TextItem {
  fontSize?: number
  fontWeight?: number | string
  limit?: number
}

/**
 * Gives Vega an estimate of text widths by kind of letter, for programs without a canvas; its own counts 0.8 em a letter,
 * which cuts names that have room. Pictures then stay the same on every machine.
 */
export function estimateTextWidths(): void {
  // Exported by Vega's code, absent from its types.
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: TextItem, text: unknown) => number } }
  textMetrics.width = widthOf
}

function widthOf({ fontSize = 11, fontWeight, limit }: TextItem, text: unknown): number {
  let ems = 0
  for (const letter of String(text ?? '')) ems += emsOf(letter)
  const bold = Number(fontWeight) >= 600 || fontWeight === 'bold' ? 1.06 : 1
  return Math.min(Math.ceil(ems * fontSize * bold), limit || Infinity)
}

function emsOf(letter: string): number {
  if (/[ijlI.,:;!'’|()[\]\s-]/.test(letter)) return 0.36
  if (/[mwMW@%—…]/.test(letter)) return 0.95
  if (/[\p{Lu}]/u.test(letter)) return 0.7
  return /[\u1100-\uffff]|[\u{10000}-\u{10ffff}]/u.test(letter) ? 1 : 0.62
}
