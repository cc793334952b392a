/**
 * French spacing (Imprimerie nationale): a no-break space inside guillemets and before a colon, a narrow one before
 * ; ! ? and %. Texts are written with plain spaces; this is done once, where they are shown.
 */
export function frenchSpaces(text: string): string {
  return text
    .replaceAll('« ', '«\u00a0')
    .replaceAll(' »', '\u00a0»')
    .replace(/ :(?=\s|$)/g, '\u00a0:')
    .replace(/ ([;!?])(?=[\s)»]|$)/g, '\u202f$1')
    .replace(/(\d) %/g, '$1\u202f%')
}
