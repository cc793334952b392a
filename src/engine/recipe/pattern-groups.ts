import { fail } from '../errors'

/**
 * Refuses a replacement that names a group which its pattern has not, or that RE2 cannot read: DuckDB would leave every cell as it
 * is, without a word.
 */
export function refuseUnknownGroups(pattern: string, by: string): void {
  const groups = groupsOf(pattern)
  for (const [named = '', sign = ''] of by.matchAll(/\\(.?)/gsu)) {
    if (sign === '\\') continue
    if (!/^\d$/.test(sign))
      throw fail('input', {
        fr: `« ${named} » ne veut rien dire dans un remplacement par motif : \\1 à \\9 y nomment les groupes du motif, et \\\\ est une barre.`,
        en: `“${named}” has no meaning in a replacement by pattern: \\1 to \\9 name the groups of the pattern, and \\\\ is a backslash.`
      })
    if (groups !== null && Number(sign) > groups)
      throw fail('input', {
        fr: `Le remplacement nomme le groupe ${named}, mais le motif n’a que ${groups} ${groups < 2 ? 'groupe' : 'groupes'} entre parenthèses.`,
        en: `The replacement names group ${named}, but the pattern has only ${groups} ${groups === 1 ? 'group' : 'groups'} in brackets.`
      })
  }
}

/** How many groups a pattern of RE2 has; null where its writing is not shared with this language, and so not known here. */
function groupsOf(pattern: string): number | null {
  const alike = pattern.replaceAll('(?P<', '(?<').replace(/^\(\?[imsU]+\)/, '')
  try {
    return (new RegExp(`${alike}|`, 'u').exec('')?.length ?? 1) - 1
  } catch {
    return null
  }
}
