/** A text without case, accents and outer white space, for comparing words. */
export function plainText(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
