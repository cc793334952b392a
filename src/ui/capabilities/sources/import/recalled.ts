import { type Choices, encodingName } from '../../../../contract'
import { formatInteger, localize, translate, type Translate } from '../../../parts'
import { quoted } from '../quoted'
import { signName } from '../sign-name'
import { text } from '../text'
import type { FoundTable } from './draft'
import { recalledText } from './recalled-text'

/** The choices of an earlier file that were taken over and are still in force; null where there are none. */
export function recalledChoices({ choices, recalled }: Pick<FoundTable, 'choices' | 'recalled'>): Choices | null {
  if (!recalled) return null
  const { columns: now = [], ...structure } = choices
  const { columns: then = [], ...before } = recalled.choices
  const kept = Object.entries(before).filter(
    ([key, value]) => value !== undefined && structure[key as keyof typeof structure] === value
  )
  const columns = then.filter((column) => now.some((other) => JSON.stringify(other) === JSON.stringify(column)))
  if (!kept.length && !columns.length) return null
  return { ...Object.fromEntries(kept), ...(columns.length && { columns }) }
}

/** Names of columns that are told; further ones are counted. */
const NAMED = 3

/** What was chosen, in a few words: `encodage MacRoman, séparateur « ; », colonnes « prix », « date »`. */
export function choicesInWords(choices: Choices): string {
  const { encoding, delimiter, quote, escape, skip, footer, headerRows, comment, unfold, columns = [] } = choices
  return [
    encoding !== undefined && say('encoding', { what: localize(encodingName(encoding)) }),
    delimiter !== undefined && say('delimiter', { what: nameOf(delimiter) }),
    quote !== undefined && say('quote', { what: nameOf(quote) }),
    escape !== undefined && say('escape', { what: escape === (quote ?? '"') ? say('doubled') : nameOf(escape) }),
    skip !== undefined && say('skip', { count: skip, n: formatInteger(skip) }),
    footer !== undefined && say('footer', { count: footer, n: formatInteger(footer) }),
    headerRows === 0 && say('noHeader'),
    headerRows && say('header', { count: headerRows, n: formatInteger(headerRows) }),
    comment !== undefined && say('comment', { what: nameOf(comment) }),
    unfold && say('unfold'),
    columns.length > 0 && columnsInWords(columns.map(({ name }) => quoted(name)))
  ]
    .filter(Boolean)
    .join(', ')
}

function columnsInWords(names: readonly string[]): string {
  const rest = names.length - NAMED
  return rest > 1
    ? say('columnsMore', { names: names.slice(0, NAMED).join(', '), n: formatInteger(rest) })
    : say('columns', { count: names.length, names: names.join(', ') })
}

function nameOf(sign: string | null): string {
  const name = signName(sign ?? '', (key) => translate(text, key))
  return name === sign ? quoted(sign) : name
}

const say: Say = (key, values) => translate(recalledText, key, values)
type Say = Translate<Parameters<typeof translate<keyof typeof recalledText.keys>>[1]>
