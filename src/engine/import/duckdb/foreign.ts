import { dirname } from 'node:path'
import { withPrivateDatabase, type Connection } from '../../db'
import { ChantierError, fail } from '../../errors'
import { text } from '../../sql'
import { asDamage, bytesAt, damaged } from '../foreign-file'

/** The name under which the foreign file stands in its private engine. */
export const FOREIGN = 'foreign_file'

/**
 * Opens a DuckDB file of others, read-only, in a private engine that reaches nothing but the file's own directory: what its
 * views, macros and generated columns ask for outside is refused there. It is never attached to a project's engine.
 */
export async function withForeignDatabase<T>(
  file: string,
  name: string,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  // "DUCK" stands behind the eight bytes of the first checksum.
  if ((await bytesAt(file, 8, 4)).toString('latin1') !== 'DUCK') {
    throw damaged(name, 'DuckDB', {
      fr: 'son début n’est pas celui d’une base',
      en: 'its head is not that of a database'
    })
  }
  try {
    return await withPrivateDatabase(dirname(file), async (connection) => {
      await connection.run(`ATTACH ${text(file)} AS ${FOREIGN} (READ_ONLY, TYPE duckdb)`)
      return work(connection)
    })
  } catch (error) {
    throw explained(error, name)
  }
}

function explained(error: unknown, name: string): ChantierError {
  const cause = error instanceof ChantierError ? (error.cause ?? error) : error
  const words = cause instanceof Error ? cause.message : String(cause)
  const place = { file: name }
  if (/encrypt/i.test(words)) {
    return fail(
      'refused',
      { fr: `La base « ${name} » est chiffrée.`, en: `The database “${name}” is encrypted.` },
      { place, cause, hint: { fr: 'Demandez une copie non chiffrée.', en: 'Ask for a copy that is not encrypted.' } }
    )
  }
  if (/version number|newer version|storage version|serialization version/i.test(words)) {
    return fail(
      'input',
      {
        fr: `La base « ${name} » a été écrite par une autre version de DuckDB, que celle-ci ne sait pas lire.`,
        en: `The database “${name}” was written by another version of DuckDB, which this one cannot read.`
      },
      {
        place,
        cause,
        hint: {
          fr: 'Avec le programme qui l’a écrite, exportez ses tables en Parquet, puis importez celles-ci.',
          en: 'With the program that wrote it, export its tables as Parquet, then import those.'
        }
      }
    )
  }
  if (/could not set lock|conflicting lock/i.test(words)) {
    return fail(
      'locked',
      {
        fr: `La base « ${name} » est ouverte dans un autre programme.`,
        en: `The database “${name}” is open in another program.`
      },
      { place, cause, hint: { fr: 'Fermez-le, puis recommencez.', en: 'Close it, then try again.' } }
    )
  }
  return asDamage(name, 'DuckDB', error)
}
