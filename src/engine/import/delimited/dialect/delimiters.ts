import { compoundDelimiter, isPartOf } from './compoundDelimiter'
import { outsideQuotes } from './outsideQuotes'
import { paddedDelimiters } from './paddedDelimiters'
import { surroundedDelimiter } from './surroundedDelimiter'
import { unusualDelimiters } from './unusualDelimiters'

const USUAL: [string, number][] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  [', ', 1],
  ['; ', 1],
  [' | ', 1],
  ['||', 1],
  ['::', 1],
  ['~', 1],
  ['^', 1],
  ['\u0001', 1],
  ['\u001f', 1],
  [';;', 0.9],
  ['\t\t', 0.9],
  ['§', 0.9],
  ['¤', 1],
  ['¦', 1],
  [':', 0.8],
  [' ', 0.6]
]
const UNUSUAL = 0.75
/** A sign that only ever stands doubled or tripled is hardly one of the text. */
const UNUSUAL_RUN = 0.9

/**
 * The delimiters worth trying on a text, each with the weight of its score; '' is that of a single column. `head` is the
 * begin of the text.
 */
export function delimitersOf(all: string, head: string): [string, number][] {
  const bare = outsideQuotes(head)
  const usual = USUAL.filter(([delimiter]) => all.includes(delimiter) && !alwaysPaired(bare, delimiter)).filter(
    ([delimiter]) => !isPair(delimiter) || standsPaired(all, delimiter.charAt(0))
  )
  const sure = surroundedDelimiter(bare) ?? compoundDelimiter(bare)
  const compound = sure ?? (bare === head ? null : compoundDelimiter(head))
  const found: [string, number][] = compound === null ? usual : [[compound, 1], ...alone(usual, compound, all)]
  // Signs that stand side by side within quotes (`]}` of JSON) part cells only where no others do.
  if (sure === null) {
    const known = new Set(USUAL.map(([delimiter]) => delimiter))
    const unusual = new Set([...unusualDelimiters(head), ...(bare === head ? [] : unusualDelimiters(bare))])
    for (const run of unusual) if (!known.has(run)) found.push([run, run.length > 1 ? UNUSUAL_RUN : UNUSUAL])
  }
  return [...paddedDelimiters(bare, found), ...found, ['', 1]]
}

function alone(usual: [string, number][], compound: string, all: string): [string, number][] {
  return usual.filter(([delimiter]) => !isPartOf(compound, delimiter, all))
}

/**
 * In `a||b||c` the separator is the pair: cut at `|`, every second column would be empty. A longer run is one of empty cells,
 * whichever parts them; one of odd length no pair parts.
 */
function alwaysPaired(text: string, delimiter: string): boolean {
  if (!USUAL.some(([other]) => other === delimiter + delimiter)) return false
  let [single, pairs] = [0, 0]
  for (const length of runsOf(text, delimiter))
    if (length === 2) pairs += 1
    else if (length % 2) single += 1
  return pairs > 0 && single <= 0.1 * pairs && !namedSingly(text, delimiter)
}

function isPair(delimiter: string): boolean {
  return delimiter.length === 2 && delimiter.charAt(0) === delimiter.charAt(1)
}

/** Whether a sign stands doubled, somewhere with no third one beside it. */
function standsPaired(text: string, sign: string): boolean {
  return runsOf(text, sign).includes(2)
}

/** Whether names that the single sign parts stand above lines with as many of it: one of their columns is empty. */
function namedSingly(text: string, delimiter: string): boolean {
  const [names = '', ...below] = text.split(/[\r\n]+/, 4)
  const runs = runsOf(names, delimiter)
  if (!runs.length || runs.some((length) => length > 1)) return false
  return below.every((line) => line === '' || line.split(delimiter).length === runs.length + 1)
}

/** How long each run of a sign is. */
function runsOf(text: string, sign: string): number[] {
  const runs: number[] = []
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at)) {
    const from = at
    while (text.startsWith(sign, at)) at += 1
    runs.push(at - from)
  }
  return runs
}
