import { ChantierError } from '../client'

/**
 * Puts a text on the clipboard.
 * @throws {ChantierError} in plain words, where the browser or the machine refuses.
 */
export async function writeClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    throw new ChantierError({ kind: 'refused', message: REFUSED, hint: REFUSED_HINT })
  }
}

const REFUSED = {
  fr: 'Rien n’a été copié : le navigateur a refusé l’accès au presse-papiers.',
  en: 'Nothing was copied: the browser refused access to the clipboard.'
}
const REFUSED_HINT = {
  fr: 'Autorisez le presse-papiers pour cette page, ou exportez plutôt le tableau.',
  en: 'Allow the clipboard for this page, or export the table instead.'
}
