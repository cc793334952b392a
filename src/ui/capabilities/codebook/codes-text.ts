import type { CodeMeaning } from '../../../contract'

/** Codes as they are typed: one a line, `1 = oui`. */
export function codesText(codes: readonly CodeMeaning[]): string {
  return codes.map(({ code, meaning }) => `${code} = ${meaning}`).join('\n')
}

/** The codes of a typed text; a line without a meaning is left out, one without `=` is answered as `bad`. */
export function readCodes(typed: string): { codes: CodeMeaning[]; bad: string | null } {
  const codes: CodeMeaning[] = []
  let bad: string | null = null
  for (const line of typed.split('\n')) {
    if (!line.trim()) continue
    // The sign with its spaces, as it is written, before a bare one: `<=5 = jeune` is about `<=5`.
    const spaced = line.indexOf(' = ')
    const place = spaced < 0 ? line.indexOf('=') : spaced + 1
    if (place < 0) {
      bad ??= line.trim()
      continue
    }
    const [code, meaning] = [line.slice(0, place).trim(), line.slice(place + 1).trim()]
    if (meaning) codes.push({ code, meaning })
  }
  return { codes, bad }
}
