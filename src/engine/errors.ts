// Not the whole contract: the quick commands start without it.
import { ErrorData, type LocalizedText } from '../contract/common'

/** A failure meant for the user: what happened, where, and what to do. Everything else that is thrown is a fault of ours. */
export class ChantierError extends Error {
  constructor(
    readonly data: ErrorData,
    options?: ErrorOptions
  ) {
    super(data.message.en, options)
    this.name = 'ChantierError'
  }
}

/** Makes a `ChantierError`; the hint says what to do next. */
export function fail(
  kind: ErrorData['kind'],
  message: LocalizedText,
  more: Partial<Omit<ErrorData, 'kind' | 'message'>> & { cause?: unknown } = {}
): ChantierError {
  const { cause, ...data } = more
  return new ChantierError({ kind, message, ...data }, { cause })
}

/** The error of work stopped on request. */
export function cancelled(): ChantierError {
  return fail('cancelled', { fr: 'Opération annulée.', en: 'Cancelled.' })
}

/** Throws when work was asked to stop. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled()
}

/** Any thrown value as error data, also one that has crossed the contract already; unknown faults keep their message for the report but never a stack. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof ChantierError) return error.data
  const crossed = error instanceof Error && 'data' in error ? ErrorData.safeParse(error.data) : null
  if (crossed?.success) return crossed.data
  if (error instanceof Error && error.name === 'AbortError') return cancelled().data
  const detail = error instanceof Error ? error.message : String(error)
  return {
    kind: 'internal',
    message: { fr: `Erreur interne : ${detail}`, en: `Internal error: ${detail}` },
    hint: {
      fr: 'Rien n’est perdu : le dernier changement enregistré est intact. Recommencez ; si l’erreur revient, copiez les détails.',
      en: 'Nothing is lost: the last saved change is intact. Try again; if it comes back, copy the details.'
    }
  }
}
