import type { Random } from '../../src/engine/stats/random'

/** A made-up clean table as text, and which kind each column is, so that errors fall where they can. */
export interface MadeTable {
  head: string[]
  kinds: Kind[]
  rows: string[][]
  language: Language
}
export type Language = 'fr' | 'en'
export type Kind =
  | 'key' | 'code' | 'name' | 'town' | 'postcode' | 'region' | 'category' | 'flag' | 'date' | 'later' | 'count' | 'score'
  | 'age' | 'money' | 'product' | 'measure' | 'unit' | 'percent' | 'email' | 'phone' | 'text' | 'product_name' | 'family' // prettier-ignore

const WORDS = {
  fr: {
    first: ['Jean', 'Marie', 'Pierre', 'Zoé', 'Loïc', 'Anne-Sophie', 'François', 'Éloïse', 'Jean-Pierre', 'Inès', 'Hugo', 'Chloé', 'Nathan', 'Léa', 'Maxime', 'Aurélie', 'Karim', 'Fatou', 'Yann', 'Maria'],
    last: ['Martin', 'Bernard', 'Dubois', 'Lefèvre', 'Moreau', 'Garcia', 'Le Goff', 'N’Diaye', 'D’Hondt', 'Roux', 'Fournier', 'Girard', 'Bonnet', 'Durand', 'Durel', 'Benali', 'Nguyen', 'Faure', 'Faivre', 'Da Silva'],
    places: ['Bourg-en-Bresse|01000|Ain', 'Nice|06000|Alpes-Maritimes', 'Foix|09000|Ariège', 'Lyon|69003|Rhône', 'Rennes|35000|Ille-et-Vilaine', 'Nantes|44000|Loire-Atlantique', 'Lille|59000|Nord', 'Bordeaux|33000|Gironde', 'Saint-Étienne|42000|Loire', 'L’Haÿ-les-Roses|94240|Val-de-Marne', 'Grenoble|38000|Isère', 'Le Havre|76600|Seine-Maritime', 'Nîmes|30000|Gard', 'Pau|64000|Pyrénées-Atlantiques'],
    categories: [['Cadre', 'Employé', 'Ouvrier', 'Retraité', 'Sans emploi', 'Profession intermédiaire'], ['Boutique', 'Internet', 'Téléphone', 'Salon', 'Partenaire'], ['En cours', 'Livrée', 'Annulée', 'Facturée', 'Retournée'], ['Actif', 'Inactif', 'Prospect'], ['Fuite', 'Panne', 'Entretien', 'Installation', 'Dépannage', 'Contrôle'], ['CDI', 'CDD', 'Intérim', 'Stage', 'Alternance']],
    flags: ['oui', 'non'],
    products: ['Chaudière murale', 'Radiateur acier', 'Pompe de relevage', 'Thermostat', 'Ballon 200 L', 'Robinet mélangeur', 'Joint plat', 'Filtre à tamis'],
    families: ['Chauffage', 'Plomberie', 'Régulation', 'Fournitures'],
    said: ['Très bon accueil', 'attente trop longue au guichet', 'Rien à redire, merci !', 'prix élevés mais bon conseil', 'le technicien n’est pas venu', 'relancer en septembre', 'voir avec M. Roux', 'dossier complet'],
    heads: { key: 'n°', code: 'référence', name: 'nom', town: 'ville', postcode: 'code_postal', region: 'département', category: 'catégorie', flag: 'actif', date: 'date_début', later: 'date_fin', count: 'quantité', score: 'satisfaction', age: 'âge', money: 'prix', product: 'montant', measure: 'surface', unit: 'poids', percent: 'taux_remise', email: 'courriel', phone: 'téléphone', text: 'commentaire', product_name: 'article', family: 'famille' }
  },
  en: {
    first: ['James', 'Mary', 'Robert', 'Linda', 'Ann-Marie', 'Zoë', 'Omar', 'Susan', 'Kevin', 'Laura', 'Brian', 'Bryan', 'Emma', 'Noah', 'Olivia', 'Priya', 'Chen', 'Sara', 'Sarah', 'Tom'],
    last: ['Smith', 'Johnson', 'O’Neil', 'Brown', 'Browne', 'McDonald', 'Lee', 'Walker', 'Patel', 'Kim', 'Nguyen', 'Hall', 'Young', 'King', 'Wright', 'Scott', 'Green', 'Baker', 'Adams', 'Nelson'],
    places: ['Boston|02108|MA', 'Albany|12207|NY', 'Newark|07102|NJ', 'Austin|73301|TX', 'Denver|80202|CO', 'Portland|97201|OR', 'Miami|33101|FL', 'Reno|89501|NV', 'St. Paul|55101|MN', 'Hartford|06103|CT', 'Dover|19901|DE', 'Salem|97301|OR', 'Seattle|98101|WA', 'Chicago|60601|IL'],
    categories: [['Manager', 'Clerk', 'Engineer', 'Retired', 'Student', 'Self-employed'], ['Online', 'Store', 'Phone', 'Reseller'], ['Open', 'Shipped', 'Cancelled', 'Returned', 'Invoiced'], ['Active', 'Inactive', 'Lead'], ['Leak', 'Outage', 'Upgrade', 'Install', 'Inspection'], ['IPA', 'Stout', 'Porter', 'Pale Ale', 'Lager', 'Pilsner', 'Saison']],
    flags: ['Y', 'N'],
    products: ['Steel radiator', 'Wall boiler', 'Sump pump', 'Thermostat', 'Water tank 50 gal', 'Mixer tap', 'Flat gasket', 'Y strainer'],
    families: ['Heating', 'Plumbing', 'Control', 'Supplies'],
    said: ['Very helpful staff', 'waited too long on hold', 'nothing to add, thanks!', 'pricey but good advice', 'technician never came', 'call again in May', 'see Mr. Hall', 'file complete'],
    heads: { key: 'id', code: 'reference', name: 'name', town: 'city', postcode: 'zip', region: 'state', category: 'category', flag: 'active', date: 'start_date', later: 'end_date', count: 'quantity', score: 'satisfaction', age: 'age', money: 'price', product: 'amount', measure: 'area', unit: 'weight', percent: 'discount_rate', email: 'email', phone: 'phone', text: 'comment', product_name: 'item', family: 'family' }
  }
} // prettier-ignore

const BLOCKS: readonly (readonly Kind[])[] = [
  ['code'], ['name'], ['name', 'email'], ['town', 'postcode', 'region'], ['town', 'region'], ['category'], ['category'], ['flag'],
  ['date', 'later'], ['date'], ['count', 'money', 'product'], ['money'], ['score', 'score'], ['age'], ['measure'], ['unit'],
  ['percent'], ['phone'], ['text'], ['product_name', 'family']
] // prettier-ignore
/** Columns that may be left empty by those who fill them, and how often; most are always filled. */
const OPTIONAL: readonly Kind[] = ['text', 'email', 'phone', 'later', 'percent', 'category', 'measure', 'age', 'region']
const GAPS = [0, 0, 0, 0, 0, 0, 0.02, 0.06, 0.12, 0.25, 0.45, 0.7]

/** One clean table: some blocks of columns that belong together, some rows, a language and its habits of writing. */
export function madeTable(random: Random): MadeTable {
  const language: Language = random.chance(0.6) ? 'fr' : 'en'
  const words = WORDS[language]
  const blocks = BLOCKS.filter(() => random.chance(0.45))
  const kinds: Kind[] = ['key', ...(blocks.length < 3 ? BLOCKS.slice(0, 6) : blocks).flat()]
  const habits = kinds.map((kind) => habitOf(kind, random, language))
  const n = Math.round(150 * Math.exp(random.next() * 2.6))
  const rows: string[][] = []
  for (let row = 0; row < n; row++) rows.push(rowOf(row, kinds, habits, random, language))
  const seen = new Map<string, number>()
  const head = kinds.map((kind) => {
    const name = words.heads[kind]
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? `${name}_${times}` : name
  })
  return { head, kinds, rows, language }
}

/** What stays the same down a column. */
interface Habit {
  gaps: number
  words: readonly string[]
  skew: number
  style: number
  centre: number
  spread: number
}

function habitOf(kind: Kind, random: Random, language: Language): Habit {
  return {
    gaps: OPTIONAL.includes(kind) ? random.pick(GAPS) : 0,
    words: random.pick(WORDS[language].categories),
    skew: random.next() * 1.5,
    style: random.below(4),
    centre: Math.exp(1 + random.next() * 6),
    spread: 0.2 + random.next() * 1.2
  }
}

/** A reference of one of four makes: a number of its own a row, or one of some dozens that come again and again. */
function codeOf(style: number, number: number): string {
  if (style === 0) return `${'ABCDEFGH'[number % 8]}${'KLMNP'[number % 5]}-${1000 + number}`
  if (style === 1) return `REF${String(number).padStart(6, '0')}`
  if (style === 2) return `3${String(number * 7919).padStart(12, '0')}`
  return `${10 + (number % 90)}-${1000 + number}`
}

function rowOf(
  row: number,
  kinds: readonly Kind[],
  habits: readonly Habit[],
  random: Random,
  language: Language
): string[] {
  const words = WORDS[language]
  const comma = language === 'fr'
  const two = (n: number): string => String(n).padStart(2, '0')
  const decimal = (n: number, digits: number): string =>
    comma ? n.toFixed(digits).replace('.', ',') : n.toFixed(digits)
  const [town = '', code = '', region = ''] = random.pick(words.places).split('|')
  const [first, last] = [random.pick(words.first), random.pick(words.last)]
  const product = random.below(words.products.length)
  const day = random.below(1400)
  let [count, price] = [1, 1]
  const date = (days: number, style: number): string => {
    const at = new Date(Date.UTC(2019, 0, 1) + days * 86_400_000)
    const [y, m, d] = [String(at.getUTCFullYear()), two(at.getUTCMonth() + 1), two(at.getUTCDate())]
    return style < 2 ? `${y}-${m}-${d}` : comma ? `${d}/${m}/${y}` : `${m}/${d}/${y}`
  }
  return kinds.map((kind, place) => {
    const { gaps, words: list, skew, style, centre, spread } = habits[place]!
    const value = ((): string => {
      switch (kind) {
        case 'key':
          return String(1000 + row)
        case 'code':
          return codeOf(style, spread > 0.6 ? row * 7 + 3 : random.below(60))
        case 'name':
          return style === 0
            ? `${first} ${last}`
            : style === 1
              ? last
              : style === 2
                ? `${last.toUpperCase()} ${first}`
                : first
        case 'town':
          return town
        case 'postcode':
          return code
        case 'region':
          return region
        case 'category':
          return list[random.weighted(list.map((_, at) => 1 / (at + 1) ** (2 * skew)))] ?? ''
        case 'flag':
          return random.pick(words.flags)
        case 'date':
          return date(day, style)
        case 'later':
          return date(day + random.below(1 + Math.round(centre)), habits[place - 1]?.style ?? 0)
        case 'count':
          count = 1 + Math.floor(random.exponential(1 + 2 * spread))
          return String(count)
        case 'score':
          return String(1 + Math.min(4, Math.floor(random.next() ** (1 - 0.5 * (skew / 1.5)) * 5)))
        case 'age':
          return String(Math.max(16, Math.min(95, Math.round(random.normal(45, 16)))))
        case 'money':
          price = Math.round(100 * centre * Math.exp(random.normal(0, spread))) / 100
          return decimal(price, 2)
        case 'product':
          return decimal(Math.round(count * price * 100) / 100, 2)
        case 'measure':
          return style < 2
            ? decimal(Math.max(1, random.normal(centre, 0.2 * centre)), 1)
            : String(Math.round(centre * Math.exp(random.normal(0, spread))))
        case 'unit':
          return `${decimal(Math.max(0.1, random.normal(centre, 0.2 * centre)), 1)} ${style < 2 ? 'kg' : 'cm'}`
        case 'percent':
          return style < 2 ? String(5 * random.below(9)) : decimal(100 * random.next() ** 2, 1)
        case 'email':
          return `${first}.${last}${random.below(90)}@${random.pick(['exemple.fr', 'mail.com', 'example.org'])}`.toLowerCase().normalize('NFD').replace(/[^a-z0-9.@]/g, '') // prettier-ignore
        case 'phone':
          return comma
            ? ['0' + (1 + random.below(7)), ...[1, 2, 3, 4].map(() => two(random.below(100)))].join(
                style < 2 ? ' ' : ''
              )
            : `(${201 + random.below(700)}) ${200 + random.below(700)}-${1000 + random.below(9000)}`
        case 'text':
          return [random.pick(words.said), ...(random.chance(0.4) ? [random.pick(words.said)] : [])].join('. ')
        case 'product_name':
          return words.products[product] ?? ''
        case 'family':
          return words.families[product % 4] ?? ''
      }
    })()
    return gaps && random.chance(gaps) ? '' : value
  })
}
