import type { ColumnProfile } from '../../../contract'
import { figureText } from '../../figure-text'
import { shapeSql } from '../../profile'
import { doubtfulSql, toldOf } from './doubtful'
import { proposal, type Known, type Proposal } from './proposal'

const ENOUGH = 30
/** Share of the values that the patterns must take. */
const RULE = 0.95
const MOST_PATTERNS = 3

/** Columns of codes: the pattern learnt from the shapes of their own texts, but for those that an anomaly calls wrong. */
export async function patternRules(known: Known): Promise<Proposal[]> {
  const proposals: Proposal[] = []
  for (const column of known.profile.columns) {
    const { name, family, semantic, rows, missing } = column
    if (family !== 'text' || rows - missing < ENOUGH) continue
    const learnt = semantic.kind === 'email' ? EMAIL : learn(await withoutDoubtful(known, column), column.shapes)
    if (learnt)
      proposals.push(
        proposal(known.table.ref, { kind: 'regex', column: name, pattern: learnt.pattern, whole: true }, learnt.reason)
      )
  }
  return proposals
}

/** A column with the shapes of the values that no anomaly calls wrong; as it is where only a sample of them was looked at. */
async function withoutDoubtful(known: Known, column: ColumnProfile): Promise<ColumnProfile> {
  const { shapes } = column
  const doubtful = doubtfulSql(column.name, toldOf(known, column.name))
  if (!doubtful || !shapes || shapes.sampled) return column
  const wrong = await known.ask<{ shape: string; n: number }>(
    `SELECT ${shapeSql('value')} AS shape, count(*) AS n FROM (${doubtful}) WHERE value IS NOT NULL GROUP BY ALL`
  )
  const counts = new Map(wrong.map(({ shape, n }) => [shape, n]))
  const top = shapes.top.map(({ shape, n }) => ({ shape, n: n - (counts.get(shape) ?? 0) })).filter(({ n }) => n > 0)
  const n = shapes.n - wrong.reduce((sum, one) => sum + one.n, 0)
  return { ...column, shapes: { ...shapes, n, top } }
}

const EMAIL = {
  pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}',
  reason: { fr: 'Adresses électroniques.', en: 'Email addresses.' }
}

/** What is learnt from some shapes, and told of `all` those of the column. */
function learn({ semantic, shapes, distinct }: ColumnProfile, all = shapes) {
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
  const taken = (all ?? shapes).top.reduce(
    (sum, { shape, n }) => sum + (kept.some(({ runs }) => fits(runs, shape)) ? n : 0),
    0
  )
  const share = figureText(taken / (all ?? shapes).n, 'share')
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

/** Whether a pattern takes the texts of a shape: those that did not widen it stay out. */
function fits(runs: readonly Run[], shape: string): boolean {
  const own = runsOf(shape)
  return (
    own.length === runs.length &&
    runs.every(({ sign, least, most }, place) => {
      const run = own[place]
      return run?.sign === sign && run.least >= least && run.most <= most
    })
  )
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
