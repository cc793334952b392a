import type { LocalizedText } from './common'

const OPEN = { fr: '«', en: '“' } as const
const CLOSE = { fr: '»', en: '”' } as const
const INNER = { fr: ['“', '”'], en: ['‘', '’'] } as const

/** A line in both languages whose quotations within quotations bear the inner marks of each: « a “b” c », “a ‘b’ c”. */
export function withInnerMarks({ fr, en }: LocalizedText): LocalizedText {
  return { fr: nested(fr, 'fr'), en: nested(en, 'en') }
}

function nested(line: string, language: 'fr' | 'en'): string {
  const [open, close, [innerOpen, innerClose]] = [OPEN[language], CLOSE[language], INNER[language]]
  const parts = line.split(new RegExp(`(${open}[\\s\\u00a0\\u202f]*|[\\s\\u00a0\\u202f]*${close})`))
  const marks = parts.map((part, place) => (place % 2 ? (part.includes(open) ? 1 : -1) : 0))
  // A line that was cut within a quotation has marks left open: the last one that closes is that of the outermost.
  const lastClose = marks.lastIndexOf(-1)
  const isCut = marks.reduce<number>((sum, mark) => sum + mark, 0) > 0
  let depth = 0
  return parts
    .map((part, place) => {
      const mark = marks[place] ?? 0
      if (!mark) return part
      if (mark > 0) return depth++ > 0 ? innerOpen : part
      const isInner = depth > 1 && !(isCut && place === lastClose)
      depth = isCut && place === lastClose ? 0 : Math.max(0, depth - 1)
      return isInner ? innerClose : part
    })
    .join('')
}
