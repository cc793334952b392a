import type { Confidence, Guess, GuessTime, Verdict } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { table } from './table'

/** How the data were explored: what was looked at, how many comparisons that made, and the guesses; nothing without looks. */
export function explorationPart({ exploration: { map, days, guesses } }: ReportFacts, writer: Writer): Markup[] {
  if (!map.looks && !guesses.length) return []
  return [
    html`<h3>${writer.say('Exploration', 'Exploration')}</h3>`,
    html`<p>${sentenceOf(map, days.length, writer)}</p>`,
    ...(map.comparisons.made ? [html`<p>${comparisonsIn(map.comparisons, writer)}</p>`] : []),
    ...(guesses.length ? [guessTable(guesses, writer)] : [])
  ]
}

function sentenceOf(map: ReportFacts['exploration']['map'], days: number, writer: Writer): string {
  const seen = map.tables.reduce((sum, one) => sum + one.seen, 0)
  const inView = map.tables.reduce((sum, one) => sum + one.inView, 0)
  const columns = map.tables.reduce((sum, one) => sum + one.columns, 0)
  const [looks, of, on, looked, more] = [map.looks, columns, days, seen, inView].map((n) => writer.number(n))
  const onDays = writer.say(
    `${looks}\u00a0${map.looks > 1 ? 'regards' : 'regard'} en ${on}\u00a0${days > 1 ? 'jours' : 'jour'}`,
    `${looks} ${map.looks === 1 ? 'look' : 'looks'} on ${on} ${days === 1 ? 'day' : 'days'}`
  )
  const ofColumns = writer.say(
    `${looked}\u00a0${seen > 1 ? 'colonnes' : 'colonne'} sur ${of} ${seen > 1 ? 'ont été regardées' : 'a été regardée'}`,
    `${looked} of ${of} ${columns === 1 ? 'column' : 'columns'} ${seen === 1 ? 'was' : 'were'} looked at`
  )
  const inGrid = writer.say(
    `, ${more} de plus seulement ${inView > 1 ? 'vues' : 'vue'} dans la grille`,
    `, ${more} more ${inView === 1 ? 'was' : 'were'} only in view in the grid`
  )
  return `${onDays}${writer.say('\u00a0;', ';')} ${ofColumns}${inView ? inGrid : ''}.`
}

function comparisonsIn(
  { made, byChance, threshold, queries }: ReportFacts['exploration']['map']['comparisons'],
  writer: Writer
): string {
  const chance = writer.number(byChance, { maximumFractionDigits: 1 })
  const limit = writer.number(threshold, { maximumSignificantDigits: 2 })
  const [n, own] = [made, queries].map((count) => writer.number(count))
  return writer.say(
    `Comparaisons faites\u00a0: ${n}. Fausses découvertes à attendre au seuil de 5\u00a0%, s’il n’y avait aucune différence réelle\u00a0: environ ${chance}\u00a0; le seuil de Bonferroni serait p\u00a0<\u00a0${limit}.${queries ? ` S’y ajoutent les requêtes SQL (${own}), dont les comparaisons ne sont pas comptées.` : ''}`,
    `Comparisons made: ${n}. False discoveries to expect at 5%, were there no real difference: about ${chance}; Bonferroni’s threshold would be p < ${limit}.${queries ? ` SQL queries (${own}) come on top: their comparisons are not counted.` : ''}`
  )
}

const TIMES: Record<GuessTime, [string, string]> = {
  before: ['avant tout regard', 'before any look'],
  partly: ['colonnes déjà vues, pas ensemble', 'columns seen before, not together'],
  after: ['après coup', 'after the fact']
}
const VERDICTS: Record<Verdict, [string, string]> = {
  confirmed: ['confirmée', 'confirmed'],
  contradicted: ['contredite', 'contradicted'],
  undecided: ['indécise', 'undecided']
}
const CONFIDENCES: Record<Confidence, [string, string]> = {
  low: ['faible', 'low'],
  mid: ['moyenne', 'medium'],
  high: ['forte', 'high']
}

function guessTable(guesses: readonly Guess[], writer: Writer): Markup {
  const rows = guesses.map(({ text, confidence, writtenAt, time, outcome, decidedBy }) => [
    text,
    writer.say(...CONFIDENCES[confidence]),
    `${writer.moment(writtenAt)}, ${writer.say(...TIMES[time])}`,
    outcome ? writer.say(...VERDICTS[outcome.verdict]) : writer.say('pas encore confrontée', 'not confronted yet'),
    [decidedBy?.title, outcome?.figure].filter(Boolean).join(' – ') || '–'
  ])
  return table(
    writer.say('Suppositions, de la plus ancienne à la plus récente', 'Guesses, oldest first'),
    [
      { head: writer.say('Supposition', 'Guess') },
      { head: writer.say('Confiance', 'Confidence') },
      { head: writer.say('Écrite', 'Written') },
      { head: writer.say('Issue', 'Outcome') },
      { head: writer.say('Ce qui tranche', 'Decided by') }
    ],
    rows
  )
}
