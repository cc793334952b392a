const CAP = 40

/**
 * The shape of a cell: runs of digits, capitals and small letters with their lengths ('d2/d2/d4'), other characters as
 * they are; and the same without lengths, upper and lower case together ('d/d/d'). Cells longer than 40 characters
 * share the shape '…'.
 */
export function shapeOf(cell: string): { exact: string; loose: string } {
  if (cell.length > CAP) return { exact: '…', loose: '…' }
  let exact = ''
  let loose = ''
  let run = 0
  let last = ''
  for (let i = 0; i < cell.length; i++) {
    const kind = classOf(cell.charCodeAt(i))
    const same = kind === last && kind !== ''
    if (same) run += 1
    else {
      if (last) exact += run
      run = 1
      last = kind
      exact += kind || cell.charAt(i)
      const wide = kind === 'a' || kind === 'A' ? 'w' : kind || cell.charAt(i)
      if (!(wide === 'w' && loose.endsWith('w'))) loose += wide
    }
  }
  return { exact: last ? exact + run : exact, loose }
}

function classOf(code: number): 'd' | 'a' | 'A' | '' {
  if (code >= 48 && code <= 57) return 'd'
  if (code >= 97 && code <= 122) return 'a'
  if (code >= 65 && code <= 90) return 'A'
  if (code < 0xc0) return ''
  const char = String.fromCharCode(code)
  return char !== char.toUpperCase()
    ? 'a'
    : char !== char.toLowerCase()
      ? 'A'
      : code >= 0x100 && code < 0x2000
        ? 'a'
        : ''
}
