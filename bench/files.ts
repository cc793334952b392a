import { open } from 'node:fs/promises'

const TOWNS = ['Lyon', 'Paris', 'Marseille', 'Nantes', 'Lille']
const REMARKS = ['très satisfait', 'délai trop long', 'conseiller à l’écoute', 'facture erronée', 'œuvre à revoir']
const DAY = 86_400_000
const START = 1_700_000_000_000

/** A made file: its header, its lines, and how DuckDB is told its columns. */
export interface MadeFile {
  header: string
  line: (row: number) => string
  newline: string
  encoding: 'utf-8' | 'windows-1252'
  columns: string
}

/** Every column reads as its own type: the file that the import is compared on. */
export const PLAIN: MadeFile = {
  header: 'id;client;jour;montant;note;ville;commentaire',
  line: (row) =>
    `${row};C${row % 9_000};${isoDay(row % 700)};${(((row * 7919) % 50_000) / 100).toFixed(2)};${row % 11};${TOWNS[row % 5]};texte libre ${row % 977}`,
  newline: '\n',
  encoding: 'utf-8',
  columns: `{id:'BIGINT', client:'VARCHAR', jour:'DATE', montant:'DECIMAL(18,2)', note:'BIGINT', ville:'VARCHAR', commentaire:'VARCHAR'}`
}

/** As French companies export: decimal commas, days first, post codes, accents; three columns need a step to be read. */
export const FRENCH: MadeFile = {
  header: 'N° client;Date;Région;Montant TTC;Note;Code postal;Heure;Actif;Commentaire',
  line: (row) => {
    const day = isoDay((row * 31) % 700)
    const amount = (((row * 7919) % 500_000) / 100).toFixed(2).replace('.', ',')
    const code = String(1_000 + ((row * 37) % 94_000)).padStart(5, '0')
    return `${100_000 + row};${day.split('-').reverse().join('/')};Île-de-France ${row % 13};${amount};${row % 11};${code};${day} 08:${String(row % 60).padStart(2, '0')}:00;${row % 3 ? 'oui' : 'non'};${REMARKS[row % 5]} ${row % 977}`
  },
  newline: '\r\n',
  encoding: 'utf-8',
  columns: `{"N° client":'BIGINT', Date:'VARCHAR', "Région":'VARCHAR', "Montant TTC":'VARCHAR', Note:'BIGINT', "Code postal":'VARCHAR', Heure:'TIMESTAMP', Actif:'VARCHAR', Commentaire:'VARCHAR'}`
}

const SURNAMES = ['Martin', 'Bernard', 'Dubois', 'Thomas', 'Robert', 'Petit', 'Moreau', 'Laurent', 'Michel', 'Garcia']
const CHANNELS = ['Boutique', 'Internet', 'Téléphone', 'Partenaire']
const STATES = ['Livrée', 'En cours', 'Annulée', 'Retournée', 'Facturée']

/**
 * Orders as a company exports them, for the search for anomalies: twenty columns of every kind, and a few of the faults it looks for,
 * as often at every size.
 */
export const WIDE: MadeFile = {
  header:
    'commande;client;reference;jour;livraison;nom;courriel;telephone;ville;code_postal;region;agence;canal;statut;quantite;prix;montant;note;duree_min;commentaire',
  line: (row) => {
    const [client, town, state] = [(row * 31) % 90_001, (row * 7) % 40, (row * 13) % 5]
    const [ordered, quantity] = [(row * 31) % 700, 1 + ((row * 11) % 9)]
    const price = 500 + ((row * 7919) % 20_000)
    const wrong = (row * 2_654_435_761) % 997
    const amount = ((price * quantity) / 100) * (wrong === 1 ? 10 : 1)
    return [
      100_000 + row,
      `C${String(client).padStart(6, '0')}`,
      wrong === 2 ? `CMD${row}` : `CMD-${String(row).padStart(8, '0')}`,
      isoDay(ordered),
      isoDay(ordered + (wrong === 3 ? -40 : 1 + (row % 20))),
      `${SURNAMES[client % 10]} ${client % 613}`,
      `c${client}@exemple.fr`,
      `0${1 + (client % 5)}${String((client * 6_007) % 100_000_000).padStart(8, '0')}`,
      wrong === 4 ? `Ville ${town}b` : `Ville ${town}`,
      String(1_000 + town * 2_311).padStart(5, '0'),
      `Région ${String.fromCharCode(65 + (wrong === 5 ? (town + 1) % 13 : town % 13))}`,
      `Agence ${town % 25}`,
      wrong === 6 ? 'boutique' : CHANNELS[row % 4],
      wrong === 7 ? 'Livrré' : STATES[state],
      wrong === 8 ? 999 : quantity,
      (price / 100).toFixed(2),
      amount.toFixed(2),
      wrong === 9 ? 99 : row % 11,
      5 + ((row * 17) % 120),
      wrong < 40 ? '' : `${REMARKS[row % 5]} ${row % 9_770}`
    ].join(';')
  },
  newline: '\n',
  encoding: 'utf-8',
  columns: ''
}

/** The same in the encoding that Excel writes. */
export const FRENCH_1252: MadeFile = { ...FRENCH, encoding: 'windows-1252' }

/** Writes a file of so many rows, the same at each run; answers its size in bytes. */
export async function writeFile(path: string, made: MadeFile, rows: number): Promise<number> {
  const file = await open(path, 'w')
  try {
    let lines = [made.header]
    for (let row = 0; row < rows; row++) {
      lines.push(made.line(row))
      if (lines.length < 20_000) continue
      await file.write(encode(lines, made))
      lines = []
    }
    if (lines.length) await file.write(encode(lines, made))
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

function encode(lines: string[], { newline, encoding }: MadeFile): Buffer {
  const text = lines.join(newline) + newline
  if (encoding === 'utf-8') return Buffer.from(text)
  return Buffer.from(text.replaceAll('œ', '\u009c').replaceAll('’', '\u0092'), 'latin1')
}

function isoDay(days: number): string {
  return new Date(START + days * DAY).toISOString().slice(0, 10)
}
