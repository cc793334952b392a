import { padded as p, type Random } from './random'

type R = Random
const MF = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const SF = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ')
const SE = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const d = (r: R) => r.day(2005, 2025)
const g = (n: number, m: string) => String(n).replace(/\B(?=(\d{3})+$)/g, m)
/** Kinds of columns written down after the readings were made, and not looked at while they were: name, cell, kind, column name. */
export const UNSEEN: readonly (readonly [string, (r: R) => string, string, string?])[] = [
  ['€/mois', (r) => `${g(r.int(100, 9000), ' ')},${p(r.int(0, 99))} €/mois`, 'number'],
  ['€ HT', (r) => `${g(r.int(100, 9000), ' ')},${p(r.int(0, 99))} € HT`, 'number'],
  ['Go', (r) => `${(r.next() * 100).toFixed(1)} Go`, 'number'],
  ['signed pct', (r) => `${r.pick(['+', '-', '−'])}${(r.next() * 20).toFixed(1).replace('.', ',')} %`, 'number'],
  ['permille', (r) => `${r.int(1, 40)} ‰`, 'number'],
  ['temp', (r) => `${r.int(-10, 30)},${r.int(0, 9)} °C`, 'number'],
  ['stars of 5', (r) => `${r.int(0, 4)},${r.int(0, 9)}/5`, 'number'],
  ['hours dec', (r) => `${r.int(0, 9)}.${r.pick(['0', '25', '5', '75'])}h`, 'number'],
  ['ans', (r) => `${r.int(2, 40)} ans`, 'number'],
  [
    'étoiles',
    (r) => {
      const n = r.int(1, 5)
      return `${n} étoile${n > 1 ? 's' : ''}`
    },
    'number'
  ],
  ['neg euro', (r) => `${r.pick(['-', ''])}${g(r.int(1, 90000), ' ')} €`, 'number'],
  ['EUR front', (r) => `EUR ${g(r.int(1, 90000), ' ')},00`, 'number'],
  ['ranges euro', (r) => `${r.int(1, 9)}0 000 - ${r.int(10, 20)}0 000 €`, 'text'],
  ['approx', (r) => `~${r.int(1, 90)}`, 'text'],
  ['at least', (r) => `≥ ${r.int(1, 90)}`, 'text'],
  ['tenure text', (r) => r.pick(['Moins de 1 an', '1 à 3 ans', '3 à 5 ans', 'Plus de 5 ans']), 'text'],
  [
    'likert',
    (r) =>
      r.pick(['1 - Pas du tout satisfait', '2 - Peu satisfait', '3 - Neutre', '4 - Satisfait', '5 - Très satisfait']),
    'text'
  ],
  ['nps', (r) => String(r.int(0, 10)), 'integer'],
  ['nps rare', (r) => String(r.pick([10, 10, 9, 9, 8, 7, 0])), 'integer'],
  [
    'sequence',
    (() => {
      let i = 0
      return () => String(++i)
    })(),
    'integer'
  ],
  ['customer ids', (r) => String(r.int(100000, 999999)), 'integer'],
  ['coord', (r) => (r.next() * 10 + 43).toFixed(6), 'number'],
  ['negative coord', (r) => (r.next() * 10 - 5).toFixed(r.int(3, 6)), 'number'],
  ['rating dec', (r) => (r.next() * 4 + 1).toFixed(1), 'number'],
  ['rating dec comma', (r) => (r.next() * 4 + 1).toFixed(1).replace('.', ','), 'number'],
  ['float ints', (r) => `${r.int(1, 100)}.0`, 'number'],
  ['millions fr', (r) => g(r.int(1000000, 9000000), '\u202f'), 'integer'],
  ['insee named', (r) => String(r.int(10001, 95999)), 'text', 'code_insee'],
  ['cp named', (r) => String(r.pick([75001, 75002, 69003, 33000, 13001, 59000])), 'text', 'Code postal'],
  ['phone named', (r) => `6${r.digits(8)}`, 'text', 'Téléphone mobile'],
  [
    'nir',
    (r) =>
      `${r.int(1, 2)}${p(r.int(40, 99))}${p(r.int(1, 12))}${r.int(10, 95)}${p(r.int(1, 990), 3)}${p(r.int(1, 990), 3)}`,
    'text',
    'NIR'
  ],
  ['vat', (r) => `FR${r.digits(11)}`, 'text'],
  ['isbn', (r) => `978-2-07-${r.digits(6)}-${r.digits(1)}`, 'text'],
  ['intl phone', (r) => `+33 ${r.int(1, 7)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`, 'text'],
  ['paren phone', (r) => `(+33) ${r.int(1, 7)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`, 'text'],
  ['us phone', (r) => `(${r.int(200, 900)}) ${r.int(200, 900)}-${r.digits(4)}`, 'text'],
  ['us phone dashes', (r) => `${r.int(200, 900)}-${r.int(200, 900)}-${r.digits(4)}`, 'text'],
  ['ssn', (r) => `${r.digits(3)}-${r.digits(2)}-${r.digits(4)}`, 'text'],
  ['zip us', (r) => p(r.int(501, 99950), 5), 'text'],
  ['zip+4', (r) => `${r.digits(5)}-${r.digits(4)}`, 'text'],
  ['mac', (r) => Array.from({ length: 6 }, () => p(r.int(0, 99))).join(':'), 'text'],
  ['color', (r) => '#' + p(r.int(0, 999999), 6), 'text'],
  ['email', (r) => `u${r.int(1, 999)}@ex.fr`, 'text'],
  ['uuid', (r) => `${r.digits(8)}-${r.digits(4)}-4${r.digits(3)}-9${r.digits(3)}-${r.digits(12)}`, 'text'],
  ['url', (r) => `https://ex.fr/${r.int(1, 99)}`, 'text'],
  ['plate', (r) => `AB-${r.digits(3)}-CD`, 'text'],
  ['ref slash', (r) => `${r.int(1, 40)}/${r.int(1, 40)}`, 'text'],
  [
    'school years',
    (r) => {
      const y = r.int(5, 24)
      return `20${p(y)}-${p(y + 1)}`
    },
    'text'
  ],
  ['article', (r) => `${r.pick(['L', 'R'])}${r.int(1, 900)}-${r.int(1, 9)}`, 'text'],
  ['chapter', (r) => `${r.int(1, 9)}.${r.int(1, 9)}.${r.int(1, 9)}`, 'text'],
  ['firm sizes', (r) => r.pick(['1 à 9', '10 à 49', '50-249', '250+']), 'text'],
  ['Mme M.', (r) => r.pick(['Mme', 'M.']), 'text'],
  ['H F', (r) => r.pick(['H', 'F']), 'text'],
  ['coded 1 2', (r) => r.pick(['1', '2']), 'integer'],
  ['three way', (r) => r.pick(['Oui', 'Non', 'Peut-être']), 'text'],
  ['True', (r) => r.pick(['True', 'False']), 'boolean'],
  ['oui only', (r) => r.pick(['Oui', '']), 'boolean'],
  ['ok ko', (r) => r.pick(['OK', 'KO']), 'boolean'],
  ['yes rare', (r) => (r.next() < 0.05 ? 'Yes' : 'No'), 'boolean'],
  [
    'slashed iso',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}/${p(m)}/${p(dd)}`
    },
    'date'
  ],
  [
    'named dash long',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${p(dd)}-${MF[m - 1]}-${y}`
    },
    'date'
  ],
  [
    'short day fr',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${r.pick(['lun.', 'mar.', 'ven.'])} ${dd} ${SF[m - 1]} ${y}`
    },
    'date'
  ],
  [
    'named with time',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${dd} ${MF[m - 1]} ${y} ${p(r.int(0, 23))}:${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'named with à',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${dd} ${MF[m - 1]} ${y} à ${p(r.int(0, 23))}h${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'en short',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${SE[m - 1]} ${dd} ${y}`
    },
    'date'
  ],
  [
    'en dmy',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${dd} ${SE[m - 1]} ${y}`
    },
    'date'
  ],
  [
    'upper fr',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${dd} ${MF[m - 1]!.toUpperCase()} ${y}`
    },
    'date'
  ],
  [
    'pg tz',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}-${p(m)}-${p(dd)} ${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}+00`
    },
    'timestamp'
  ],
  [
    'micro',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}-${p(m)}-${p(dd)} ${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}.${r.digits(6)}`
    },
    'timestamp'
  ],
  [
    'dotnet',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}-${p(m)}-${p(dd)}T${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}.${r.digits(6)}0`
    },
    'timestamp'
  ],
  [
    'iso min',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}-${p(m)}-${p(dd)}T${p(r.int(0, 23))}:${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'compact t',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}${p(m)}${p(dd)}T${p(r.int(0, 23))}${p(r.int(0, 59))}${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'compact 14',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${y}${p(m)}${p(dd)}${p(r.int(0, 23))}${p(r.int(0, 59))}${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'fr short time',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${p(dd)}/${p(m)}/${String(y).slice(2)} ${p(r.int(0, 23))}:${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'fr seconds',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${p(dd)}/${p(m)}/${y} ${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}`
    },
    'timestamp'
  ],
  [
    'us seconds ampm',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${p(m)}/${p(dd)}/${y} ${r.int(1, 12)}:${p(r.int(0, 59))}:${p(r.int(0, 59))} ${r.pick(['AM', 'PM'])}`
    },
    'timestamp'
  ],
  [
    'midnights',
    (r) => {
      const { y, m, d: dd } = d(r)
      return `${p(dd)}/${p(m)}/${y} 00:00:00`
    },
    'timestamp'
  ],
  [
    'mon-yy fr',
    (r) => {
      const { y, m } = d(r)
      return `${SF[m - 1]}-${String(y).slice(2)}`
    },
    'date'
  ],
  [
    'mmm yyyy',
    (r) => {
      const { y, m } = d(r)
      return `${SE[m - 1]} ${y}`
    },
    'date'
  ],
  ['2024-T1', (r) => `${r.int(2015, 2025)}-T${r.int(1, 4)}`, 'date'],
  ['2024Q1', (r) => `${r.int(2015, 2025)}Q${r.int(1, 4)}`, 'date'],
  ['S1 2024', (r) => `S${r.int(1, 2)} ${r.int(2015, 2025)}`, 'text'],
  ['time unpadded', (r) => `${r.int(0, 23)}:${p(r.int(0, 59))}`, 'time'],
  ['time ms', (r) => `${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}.${r.digits(3)}`, 'time'],
  ['time ampm', (r) => `${r.int(1, 12)}:${p(r.int(0, 59))} ${r.pick(['AM', 'PM'])}`, 'time'],
  ['time 10 h 30', (r) => `${r.int(8, 19)} h ${p(r.int(0, 59))}`, 'time'],
  [
    'dur hms named',
    (r) => `${p(r.int(0, 2))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}`,
    'duration',
    'Temps de traitement'
  ],
  ['dur pandas', (r) => `${r.int(0, 9)} days ${p(r.int(0, 23))}:${p(r.int(0, 59))}:${p(r.int(0, 59))}`, 'duration'],
  ['dur min s', (r) => `${r.int(1, 59)} min ${p(r.int(0, 59))} s`, 'duration'],
  ['dur jh', (r) => `${r.int(0, 9)}j ${r.int(0, 23)}h ${r.int(0, 59)}m`, 'duration'],
  ['weeknames', (r) => r.pick(['lundi', 'mardi', 'mercredi']), 'text'],
  ['months only', (r) => r.pick(MF), 'text'],
  [
    'mixed us fr',
    (r) => {
      const { y, m, d: dd } = d(r)
      return r.pick([`${p(dd)}/${p(m)}/${y}`, `${y}-${p(m)}-${p(dd)}`, `${dd} ${MF[m - 1]} ${y}`])
    },
    'date'
  ],
  ['big ints', (r) => String(BigInt(Math.floor(r.next() * 2 ** 62))).slice(0, r.int(10, 18)), 'integer'],
  ['pct decimals as share', (r) => r.next().toFixed(4), 'number'],
  ['exp upper', (r) => `${(r.next() * 9 + 1).toFixed(2)}E+0${r.int(1, 9)}`, 'number'],
  ['bracket neg int', (r) => (r.next() < 0.3 ? `(${r.int(1, 900)})` : String(r.int(1, 900))), 'integer'],
  [
    'mostly ints some decimals comma',
    (r) => (r.next() < 0.95 ? String(r.int(1, 900)) : `${r.int(1, 90)},${r.int(1, 9)}`),
    'number'
  ],
  ['english comma one group', (r) => g(r.int(200, 9999), ','), 'integer'],
  ['json', (r) => `{"a":${r.int(1, 9)}}`, 'text'],
  ['list', (r) => `${r.int(1, 9)},${r.int(1, 9)},${r.int(1, 9)}`, 'text'],
  ['list2', (r) => `${r.int(1, 9)};${r.int(1, 9)}`, 'text'],
  ['address', (r) => `${r.int(1, 90)} avenue Foch, 75116 Paris`, 'text'],
  ['lot', (r) => `L${r.digits(6)}`, 'text'],
  ['dims', (r) => `${r.int(1, 90)} x ${r.int(1, 90)} cm`, 'text'],
  ['km/h', (r) => `${r.int(1, 130)} km/h`, 'number'],
  ['m²', (r) => `${r.int(9, 200)} m²`, 'number'],
  ['floors T', (r) => `T${r.int(1, 6)}`, 'text'],
  ['single letter suffix codes', (r) => `${r.int(100, 999)}${r.pick(['A', 'B', 'C'])}`, 'text'],
  ['dept num', (r) => p(r.int(1, 95)), 'text']
]
