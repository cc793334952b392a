import { escapePattern } from './escape-pattern'

/** Ways of writing one unit; the first is its name in a reading. Money may stand before the number. */
const FAMILIES: readonly { names: readonly string[]; money?: true; share?: true }[] = [
  { names: ['%', '％', 'pct'], share: true },
  { names: ['‰'], share: true },
  { names: ['/5'], share: true },
  { names: ['/10'], share: true },
  { names: ['/20'], share: true },
  { names: ['/100'], share: true },
  { names: ['€', 'EUR', 'Eur', 'eur', 'euros', 'euro', 'Euros', 'Euro', 'EUROS', 'EURO'], money: true },
  { names: ['k€', 'K€', 'kEUR', 'KEUR', 'keur'], money: true },
  { names: ['M€', 'MEUR'], money: true },
  { names: ['Md€'], money: true },
  { names: ['$', 'USD', 'US$', '$US'], money: true },
  { names: ['£', 'GBP'], money: true },
  { names: ['¥', 'JPY'], money: true },
  { names: ['CHF'], money: true },
  { names: ['CAD', 'CA$', '$CA'], money: true },
  { names: ['km', 'KM', 'Km'] },
  { names: ['m'] },
  { names: ['cm'] },
  { names: ['mm'] },
  { names: ['m²', 'm2'] },
  { names: ['m³', 'm3'] },
  { names: ['ha'] },
  { names: ['km²', 'km2'] },
  { names: ['km/h'] },
  { names: ['mph'] },
  { names: ['t'] },
  { names: ['kg', 'KG', 'Kg'] },
  { names: ['g'] },
  { names: ['mg'] },
  { names: ['lb', 'lbs'] },
  { names: ['oz', 'oz.', 'OZ', 'OZ.', 'ounces', 'ounce'] },
  { names: ['l', 'L', 'litres', 'litre'] },
  { names: ['hl', 'hL'] },
  { names: ['cl'] },
  { names: ['ml', 'mL'] },
  { names: ['Wh'] },
  { names: ['kWh', 'KWh', 'kwh'] },
  { names: ['MWh'] },
  { names: ['GWh'] },
  { names: ['kW'] },
  { names: ['°C', '° C'] },
  { names: ['°F', '° F'] },
  { names: ['°'] },
  { names: ['To', 'TB'] },
  { names: ['Go', 'go', 'GB'] },
  { names: ['Mo', 'mo', 'MB'] },
  { names: ['ko', 'Ko', 'kB', 'KB'] },
  { names: ['ms'] },
  { names: ['s', 'sec', 'secs', 'secondes', 'seconde', 'seconds', 'second', 'S'] },
  { names: ['min', 'mn', 'mins', 'minutes', 'minute', 'Min', 'MIN'] },
  { names: ['h', 'H', 'hr', 'hrs', 'heures', 'heure', 'hours', 'hour'] },
  { names: ['j', 'J', 'jours', 'jour', 'Jours', 'Jour'] },
  { names: ['days', 'day', 'd'] },
  { names: ['semaines', 'semaine'] },
  { names: ['mois'] },
  { names: ['ans', 'an', 'années', 'année'] },
  { names: ['years', 'year', 'yrs'] },
  { names: ['points', 'point', 'pts', 'pt'] },
  { names: ['pcs', 'PCS', 'Pcs', 'pc', 'pce', 'pces'] },
  { names: ['pièce', 'pièces', 'Pièce', 'Pièces', 'piece', 'pieces'] },
  { names: ['unité', 'unités', 'unit', 'units'] },
  { names: ['ex.', 'ex', 'exemplaires', 'exemplaire'] }
]

const NAMES = new Map(FAMILIES.flatMap(({ names }) => names.map((name) => [name, names[0] ?? name] as const)))
const FAMILY_OF = new Map(FAMILIES.flatMap((family) => family.names.map((name) => [name, family] as const)))

/** A word behind numbers that is no usual unit, such as "pièces" or "€ HT". */
const WORD = /^[\p{L}€$£%°][\p{L}€$£%°/. ²³]+$/u

/** The name of the unit written in a text, or null where it is none. An unknown word counts only behind a space. */
export function unitNamed(written: string, spaced: boolean): string | null {
  const known = NAMES.get(written)
  if (known !== undefined) return known
  return spaced && written.length <= 20 && WORD.test(written) ? singular(written) : null
}

/** Whether a text is nothing but a usual unit, or one by another (`€/kg`), in brackets or not. */
export function isUnit(written: string): boolean {
  const bare = written.replace(/^[([]\s*(.*?)\s*[)\]]$/u, '$1')
  return NAMES.has(bare) || (/^[^/]+\/[^/]+$/.test(bare) && bare.split('/').every((part) => NAMES.has(part.trim())))
}

/** Words of things are counted by one and by many. */
function singular(word: string): string {
  return /^\p{L}{3,}s$/u.test(word) ? word.slice(0, -1) : word
}

/** Whether the unit is written before numbers as well. */
export function isMoney(unit: string): boolean {
  return FAMILY_OF.get(unit)?.money === true
}

/** Whether a number without the unit would mean something else, as 0.12 does beside 12 %. */
export function isShare(unit: string): boolean {
  return FAMILY_OF.get(unit)?.share === true
}

/** A pattern, for RE2 and JavaScript alike, of the ways to write a unit. */
export function unitPattern(unit: string): string {
  const names = FAMILY_OF.get(unit)?.names
  if (!names) return `${patternOf(unit)}${/\p{L}$/u.test(unit) ? 's?' : ''}`
  return names.map(patternOf).join('|')
}

function patternOf(name: string): string {
  return escapePattern(name.trim()).replace(/ /g, '[\\s\\p{Zs}]?')
}
