import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Database, InitSqlJsStatic } from 'sql.js'
import type { LocalizedText } from '../../../contract'
import { fail, throwIfCancelled } from '../../errors'
import { inBothLanguages } from '../../figure-text'
import { asDamage, bytesAt, damaged } from '../foreign-file'
import { applyWal } from './apply-wal'

/** A database file being read, inside WebAssembly: its bytes never meet native code, and it reaches no file. */
export interface OpenDatabase {
  database: Database
  size: number
  /** What its state means for the rows read. */
  notes: LocalizedText[]
}

const MAGIC = 'SQLite format 3\0'
/** It is held in memory whole. */
const LARGEST = 1_500_000_000

/** Opens an SQLite file, read into memory. Refuses what is too large, encrypted or no database. */
export async function openDatabase(file: string, name: string, signal?: AbortSignal): Promise<OpenDatabase> {
  const { size } = await stat(file)
  if ((await bytesAt(file, 0, 16)).toString('latin1') !== MAGIC) {
    throw damaged(name, 'SQLite', {
      fr: 'son début n’est pas celui d’une base ; elle est peut-être chiffrée',
      en: 'its head is not that of a database; it may be encrypted'
    })
  }
  const log = await sizeOf(`${file}-wal`)
  if (size + log > LARGEST) throw tooLarge(name, size + log)
  throwIfCancelled(signal)
  const main = await readFile(file)
  const applied = log ? applyWal(main, await readFile(`${file}-wal`)) : null
  const bytes = applied?.bytes ?? main
  throwIfCancelled(signal)
  const journalled = bytes[18] === 2 || bytes[19] === 2
  // Marked as journalled, it would be refused without its journal: the main file is read as it stands.
  if (journalled) bytes[18] = bytes[19] = 1
  try {
    const { Database } = await freshEngine()
    const database = new Database(bytes)
    try {
      database.run('PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON')
      return { database, size, notes: [...logNotes(log, applied, journalled), ...(await rollbackNotes(file))] }
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw asDamage(name, 'SQLite', error)
  }
}

/** An engine of its own for each file: one that a damaged file has brought down, or made large, serves no other. */
async function freshEngine(): ReturnType<InitSqlJsStatic> {
  const require = createRequire(import.meta.url)
  delete require.cache[require.resolve('sql.js')]
  return (require('sql.js') as InitSqlJsStatic)()
}

function logNotes(log: number, applied: { frames: number } | null, journalled: boolean): LocalizedText[] {
  if (log && !applied) {
    return [
      {
        fr: 'Un journal (-wal ou -journal) accompagne cette base ; il n’a pas été lu : ses derniers changements manquent. Fermez le programme qui s’en sert, puis importez-la de nouveau.',
        en: 'A journal (-wal or -journal) stands beside this database; it was not read: its last changes are missing. Close the program that uses it, then import it again.'
      }
    ]
  }
  if (applied) {
    if (!applied.frames) return []
    return [
      {
        fr: 'Un journal (-wal) accompagne cette base : ses derniers changements ont été lus aussi.',
        en: 'A journal (-wal) stands beside this database: its last changes were read, too.'
      }
    ]
  }
  if (!journalled) return []
  return [
    {
      fr: 'Cette base tient un journal (-wal) dans un autre fichier : des changements récents peuvent manquer.',
      en: 'This database keeps a journal (-wal) in another file: recent changes may be missing.'
    }
  ]
}

/** First bytes of a journal that holds what an unfinished change has overwritten; a finished one has zeros there. */
const UNFINISHED = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])

async function rollbackNotes(file: string): Promise<LocalizedText[]> {
  if (!(await sizeOf(`${file}-journal`))) return []
  if (!(await bytesAt(`${file}-journal`, 0, 8)).equals(UNFINISHED)) return []
  return [
    {
      fr: 'Un journal (-journal) accompagne cette base : un changement y est resté inachevé, et des lignes peuvent être à moitié écrites. Ouvrez-la avec le programme qui s’en sert, fermez-le, puis importez-la de nouveau.',
      en: 'A journal (-journal) stands beside this database: a change was left unfinished, and rows may be half written. Open it with the program that uses it, close that, then import it again.'
    }
  ]
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

function tooLarge(name: string, size: number): Error {
  const { fr, en } = inBothLanguages((format) => format(size / 1e9, { maximumFractionDigits: 1 }))
  return fail(
    'limit',
    {
      fr: `« ${name} » fait ${fr} Go ; une base SQLite est lue jusqu’à 1,5 Go.`,
      en: `“${name}” has ${en} GB; an SQLite database is read up to 1.5 GB.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Exportez ses tables en CSV (« sqlite3 base.db -csv -header "SELECT * FROM t" »), puis importez celles-ci.',
        en: 'Export its tables as CSV (“sqlite3 base.db -csv -header "SELECT * FROM t"”), then import those.'
      }
    }
  )
}
