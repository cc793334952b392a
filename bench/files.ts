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
