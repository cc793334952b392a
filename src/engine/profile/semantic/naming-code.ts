import type { Semantic } from '../../../contract'

/** Digits that name rather than count: no mean of them says anything, they are compared as categories. */
export function isNamingCode({ kind }: Pick<Semantic, 'kind'>): boolean {
  return kind === 'postcode' || kind === 'phone'
}
