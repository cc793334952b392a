import { visibleText } from '../../parts'

/** The name of a sign that cannot be seen, or the sign itself. */
export function signName(sign: string, t: (key: 'noSign' | 'tab' | 'space') => string): string {
  if (sign === '') return t('noSign')
  if (sign === '\t') return t('tab')
  return sign === ' ' ? t('space') : visibleText(sign, 8)
}
