import { ChantierError, cancelled, fail } from '../errors'

/** A DuckDB failure as an error for the user, with the query that met it; other errors pass unchanged. */
export function databaseError(error: unknown, sql?: string): Error {
  if (error instanceof ChantierError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/^INTERRUPT Error/i.test(message)) return cancelled()
  if (/No space left on device|Out of disk|ENOSPC/i.test(message)) {
    return fail(
      'limit',
      {
        fr: 'Le disque est plein : rien n’a été enregistré de cette opération.',
        en: 'The disk is full: nothing of this operation was saved.'
      },
      {
        sql,
        cause: error,
        hint: { fr: 'Libérez de la place, puis recommencez.', en: 'Free some space, then try again.' }
      }
    )
  }
  if (/^Out of Memory Error/i.test(message)) {
    return fail(
      'limit',
      {
        fr: 'La mémoire allouée ne suffit pas pour ce calcul.',
        en: 'This computation needs more memory than allowed.'
      },
      {
        sql,
        cause: error,
        hint: {
          fr: 'Filtrez les lignes ou réduisez le nombre de colonnes, puis recommencez.',
          en: 'Filter the rows or take fewer columns, then try again.'
        }
      }
    )
  }
  if (
    /^(Parser|Binder|Catalog|Conversion|Invalid Input|Out of Range|Mismatch Type|Not implemented) Error/i.test(message)
  ) {
    return fail(
      'input',
      { fr: `Requête refusée par DuckDB : ${message}`, en: `DuckDB refused the query: ${message}` },
      { sql, cause: error, place: placeOf(message) }
    )
  }
  if (/^Permission Error/i.test(message)) {
    return fail(
      'refused',
      {
        fr: 'Cette requête sort du projet : l’accès aux fichiers est fermé.',
        en: 'This query reaches outside the project: file access is closed.'
      },
      { sql, cause: error }
    )
  }
  return fail(
    'internal',
    { fr: `Erreur de la base de données : ${message}`, en: `Database error: ${message}` },
    { sql, cause: error }
  )
}

/** Line and column of a parser error: DuckDB prints `LINE 1: …` and a caret under the place. */
function placeOf(message: string): { line: number; column?: number } | undefined {
  const found = /LINE (\d+): ([^\n]*)\n( *)\^/.exec(message)
  if (!found) return undefined
  const prefix = `LINE ${found[1]}: `.length
  return { line: Number(found[1]), column: Math.max(1, (found[3]?.length ?? 0) - prefix + 1) }
}
