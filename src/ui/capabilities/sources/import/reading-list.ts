import type { TextReading } from '../../../../contract'

export type ReadingGroup = 'found' | 'chosen' | 'text' | 'numbers' | 'amounts' | 'dates' | 'moments' | 'times' | 'pairs'

/** Every reading that is always offered, whatever the column holds; the engine knows all of them. */
export function listedReadings(): readonly { group: ReadingGroup; reading: TextReading }[] {
  return LISTED
}

const LISTED = [
  ...listed('text', [{ kind: 'text' }, { kind: 'formula' }]),
  ...listed('numbers', [
    { kind: 'integer', grouping: '' },
    { kind: 'integer', grouping: ' ' },
    { kind: 'integer', grouping: '.' },
    { kind: 'integer', grouping: ',' },
    number(',', ''),
    number(',', ' '),
    number(',', '.'),
    number('.', ''),
    number('.', ','),
    number('.', ' '),
    number('.', "'")
  ]),
  ...listed('amounts', [
    number(',', '', '%'),
    number('.', '', '%'),
    number(',', ' ', '€'),
    number(',', '.', '€'),
    number('.', ',', '€'),
    number('.', ',', '$'),
    number('.', ',', '£'),
    number('.', "'", 'CHF'),
    number(',', '', '/10'),
    number(',', '', '/20')
  ]),
  ...listed(
    'dates',
    [
      '%d/%m/%Y',
      '%m/%d/%Y',
      '%Y-%m-%d',
      '%d-%m-%Y',
      '%d.%m.%Y',
      '%Y/%m/%d',
      '%d/%m/%y',
      '%m/%d/%y',
      '%Y%m%d',
      '%d%m%Y',
      '%d %B %Y',
      '%A %d %B %Y',
      '%d-%B-%y',
      '%B %d, %Y',
      '%B %Y',
      '%m/%Y',
      '%Y-%m',
      'T%q %Y',
      '%G-S%V',
      'excel'
    ].map((shape) => ({ kind: 'date' as const, shapes: [shape] }))
  ),
  ...listed(
    'moments',
    [
      '%d/%m/%Y %H:%M',
      '%d/%m/%Y %H:%M:%S',
      '%m/%d/%Y %H:%M',
      '%Y-%m-%d %H:%M',
      '%Y-%m-%d %H:%M:%S',
      '%Y-%m-%dT%H:%M:%S',
      '%Y-%m-%dT%H:%M:%S%z',
      '%d/%m/%Y %Hh%M',
      '%d/%m/%Y à %H:%M',
      '%d %B %Y %H:%M',
      '%m/%d/%Y %I:%M %p',
      'excel',
      'unix',
      'unix-ms'
    ].map((shape) => ({ kind: 'timestamp' as const, shapes: [shape] }))
  ),
  ...listed('times', [
    { kind: 'time', shapes: ['%H:%M'] },
    { kind: 'time', shapes: ['%H:%M:%S'] },
    { kind: 'time', shapes: ['%Hh%M'] },
    { kind: 'time', shapes: ['%I:%M %p'] },
    { kind: 'duration', pair: 'h:m' },
    { kind: 'duration', pair: 'm:s' }
  ]),
  ...listed('pairs', [
    pair('oui', 'non'),
    pair('o', 'n'),
    pair('vrai', 'faux'),
    pair('yes', 'no'),
    pair('y', 'n'),
    pair('true', 'false'),
    pair('1', '0'),
    pair('x', '')
  ])
]

function listed(
  group: ReadingGroup,
  readings: readonly TextReading[]
): { group: ReadingGroup; reading: TextReading }[] {
  return readings.map((reading) => ({ group, reading }))
}

function number(decimal: '.' | ',', grouping: '' | ' ' | "'" | '.' | ',', unit: string | null = null): TextReading {
  return { kind: 'number', decimal, grouping, unit }
}

function pair(yes: string, no: string): TextReading {
  return { kind: 'boolean', yes, no }
}
