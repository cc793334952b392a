import { ChantierError } from '../../errors'
import { nameOf } from '../foreign-file'
import type { ReadOptions } from '../reader'

/** Runs work on a workbook; its refusals, which know the file by its place in the staging directory, call it as its user does. */
export async function named<T>(file: string, options: ReadOptions | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw renamed(error, file, nameOf(file, options))
  }
}

/** The same for what comes bit by bit. */
export async function* namedEach<T>(
  file: string,
  options: ReadOptions | undefined,
  items: AsyncIterable<T>
): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw renamed(error, file, nameOf(file, options))
  }
}

function renamed(error: unknown, file: string, name: string): unknown {
  if (!(error instanceof ChantierError) || error.data.place?.file !== file) return error
  const { message, place } = error.data
  return new ChantierError(
    {
      ...error.data,
      message: { fr: `« ${name} » : ${lower(message.fr)}`, en: `“${name}”: ${lower(message.en)}` },
      place: { ...place, file: name }
    },
    { cause: error.cause }
  )
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
