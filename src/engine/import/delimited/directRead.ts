import { text } from '../../sql'
import type { Dialect } from './dialect/detectDialect'
import { sampleRecords } from './dialect/detectSyntax'
import type { EncodingVerdict } from './text/scanEncoding'

/** How DuckDB's own reader can read a file that keeps to its dialect from end to end. */
export interface DirectRead {
  delimiter: string
  quote: string
  escape: string
  newline: '\n' | '\r\n'
  /** Physical lines before the first data record. */
  skip: number
  /** Unquoted text of a missing cell, where empty texts are told apart from it. */
  missing?: string
}

/**
 * Decides whether DuckDB may read the file as it stands: UTF-8 without NULs, one kind of line end, and no record in the
 * samples that needs repair. What lies outside the samples is for DuckDB's strict mode to refuse; the caller then falls
 * back on `convert`. A second table that repeats the header has the right width and must be looked for after loading.
 */
export function directRead(encoding: EncodingVerdict, dialect: Dialect, samples: string[]): DirectRead | null {
  const { syntax, width, header, comment } = dialect
  const { delimiter, quote, escape } = syntax
  if (encoding.encoding !== 'utf-8' || encoding.nuls > 0 || comment !== '' || width < 2) return null
  if (
    syntax.newline !== '\n' ||
    (escape !== 'double' && escape !== 'backslash') ||
    (quote === '' && escape === 'backslash')
  )
    return null
  if (Buffer.byteLength(delimiter) > 4) return null
  const newline = lineEnds(samples)
  const sound =
    newline !== null &&
    samples.every((sample, i) => soundSample(i ? sample : sample.slice(dialect.bodyStart), i > 0, dialect, header))
  if (!sound) return null
  const escapeSign = quote === '' ? '' : escape === 'backslash' ? '\\' : quote
  return { delimiter, quote, escape: escapeSign, newline, skip: dialect.bodyLine - 1 }
}

/** The arguments of DuckDB's `read_csv` for a direct read, after the path; every column is read as text. */
export function directReadArgs(direct: DirectRead, names: string[]): string {
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')
  return [
    'auto_detect=false',
    'header=false',
    `skip=${direct.skip}`,
    `delim=${text(direct.delimiter)}`,
    `quote=${text(direct.quote)}`,
    `escape=${text(direct.escape)}`,
    // Told '\r\n', DuckDB 1.5 answers no rows and no error; left alone it finds the end of line.
    ...(direct.newline === '\n' ? ["new_line='\\n'"] : []),
    'strict_mode=true',
    'null_padding=false',
    ...(direct.missing ? [`nullstr=${text(direct.missing)}`, 'allow_quoted_nulls=false'] : []),
    'max_line_size=60000000',
    `columns={${columns}}`
  ].join(', ')
}

function lineEnds(samples: string[]): '\n' | '\r\n' | null {
  const [crlf, any] = [samples.some((s) => s.includes('\r\n')), samples.some((s) => s.includes('\r'))]
  if (!any) return '\n'
  return crlf && samples.every((s) => !/[^\r]\n|\r[^\n]/.test(s)) ? '\r\n' : null
}

/** Whether all whole records of a sample have the width and break no rule; the ends of a later sample may be cut. */
function soundSample(sample: string, cut: boolean, { syntax, width }: Dialect, header: string[] | null): boolean {
  const records = sampleRecords(sample, syntax, Infinity)
  const whole = cut ? records.slice(1, -1) : sample.endsWith('\n') ? records : records.slice(0, -1)
  return whole.every((record) => {
    if (record.odd || record.cells.length !== width) return false
    return !(header && record.cells.every((cell, j) => cell === header[j]))
  })
}
