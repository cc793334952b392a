import type { ColumnProfile } from '../../../contract'
import { figureText } from '../../figure-text'
import { proposal, type Known, type Proposal } from './proposal'

const ENOUGH = 30
/** Share of the values that the patterns must take. */
const RULE = 0.95
const MOST_PATTERNS = 3

/** Columns of codes: the pattern learnt from the shapes of their own texts. */
export function patternRules({ table, profile }: Known): Proposal[] {
  return profile.columns.flatMap((column) => {
    if (column.family !== 'text' || column.rows - column.missing < ENOUGH) return []
    const learnt = column.semantic.kind === 'email' ? EMAIL : learn(column)
    if (!learnt) return []
    return [
      proposal(table.ref, { kind: 'regex', column: column.name, pattern: learnt.pattern, whole: true }, learnt.reason)
    ]
  })
}

const EMAIL = {
  pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}',
  reason: { fr: 'Adresses électroniques.', en: 'Email addresses.' }
}

function learn({ semantic, shapes, distinct }: ColumnProfile) {
  if (!shapes?.n || distinct < 10 || ['free_text', 'name', 'url', 'boolean', 'category'].includes(semantic.kind)) return null // prettier-ignore
  const groups = new Map<string, { n: number; runs: Run[]; shapes: { runs: Run[]; n: number }[] }>()
  for (const { shape, n } of shapes.top) {
    if (shape.endsWith('…')) continue
    const runs = runsOf(shape)
    const key = runs.map(({ sign }) => sign).join('')
    const group = groups.get(key)
    if (!group) groups.set(key, { n, runs, shapes: [{ runs, n }] })
    // A shape of a few texts among thousands is a slip: it does not widen the pattern.
    else {
      group.n += n
      group.shapes.push({ runs, n })
      if (n > 0.01 * shapes.n) group.runs = group.runs.map((run, place) => widest(run, runs[place] ?? run))
    }
  }
  const ranked = [...groups.values()].sort((a, b) => b.n - a.n).slice(0, MOST_PATTERNS)
  const kept: typeof ranked = []
  let covered = 0
  for (const group of ranked) {
    if (covered >= RULE * shapes.n) break
    kept.push(group)
    covered += group.n
  }
  for (const group of kept) group.runs = ofOneLength(group) ?? group.runs
  const tells = kept.every(({ runs }) => runs.some(({ sign }) => sign !== 'A' && sign !== 'a'))
  if (covered < RULE * shapes.n || !tells) return null
  const taken = kept.reduce((sum, { runs, shapes: own }) => sum + takenBy(runs, own), 0)
  const share = figureText(taken / shapes.n, 'share')
  const seen = shapes.sampled
    ? { fr: ` d’un échantillon de ${shapes.n} textes`, en: ` of a sample of ${shapes.n} texts` }
    : { fr: ' des textes', en: ' of the texts' }
  return {
    pattern: kept.map(({ runs }) => runs.map(written).join('')).join('|'),
    reason: {
      fr: `Motif de ${share.fr}${seen.fr} de la colonne.`,
      en: `Pattern of ${share.en}${seen.en} of the column.`
    }
  }
}

/** A stretch of one sign of a shape: capitals, letters, digits, or one other character. */
interface Run {
  sign: string
  least: number
  most: number
}

function runsOf(shape: string): Run[] {
  const runs: Run[] = []
  for (const sign of shape) {
    const last = runs.at(-1)
    if (last?.sign === sign) last.most = ++last.least
    else runs.push({ sign, least: 1, most: 1 })
  }
  return runs
}

/** Digits from which a code has one length: of numbers that count up, the first ones are shorter. */
const LONG = 9

/** The commonest shape of a group of long codes, where nearly all of it have that: shorter ones were cut. */
function ofOneLength({
  n,
  shapes: [first]
}: {
  n: number
  shapes: readonly { runs: Run[]; n: number }[]
}): Run[] | null {
  const digits = first?.runs.reduce((sum, { sign, least }) => sum + (sign === '9' ? least : 0), 0) ?? 0
  return first && digits >= LONG && first.n >= RULE * n ? first.runs : null
}

/** How many texts of some shapes a pattern takes: those that did not widen it stay out. */
function takenBy(runs: readonly Run[], shapes: readonly { runs: Run[]; n: number }[]): number {
  const fits = (shape: readonly Run[]): boolean =>
    shape.every(({ least, most }, place) => least >= (runs[place]?.least ?? 0) && most <= (runs[place]?.most ?? 0))
  return shapes.reduce((sum, shape) => sum + (fits(shape.runs) ? shape.n : 0), 0)
}

function widest(one: Run, other: Run): Run {
  return { ...one, least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) }
}

const CLASSES: Readonly<Record<string, string>> = { A: '\\p{Lu}', a: '\\p{Ll}', '9': '\\d' }

function written({ sign, least, most }: Run): string {
  const one = CLASSES[sign] ?? sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  if (most === 1) return least === 1 ? one : `${one}?`
  return one + (least === most ? `{${least}}` : `{${least},${most}}`)
}
