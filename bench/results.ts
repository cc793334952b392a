import { detectionPart, type DetectionResult } from './detection'
import { gridPart, type GridResult, type ScrollResult } from './grid'
import { median, type Cost } from './measure'
import { count, mega } from './page'
import type { SizeResult } from './size'

/** The measures of import, memory, profile and grid as a part of the page of results. */
export function engineLines(
  results: readonly (SizeResult & {
    grid: GridResult & { scroll: ScrollResult | null }
    detection: DetectionResult | null
  })[]
): string[] {
  return [
    'Each size runs in a process of its own.',
    '',
    '## Import into a project / plain `CREATE TABLE AS` of DuckDB with known options',
    '',
    'The same project, the same types, alternating; median of the ratios of the rounds, with the middle half of them. Wall clock is what',
    'the user waits for; processor time (of all threads) depends less on what else the machine does. A file that is chosen in the',
    'program is previewed before it is loaded; its load is prepared, and up to 128 MB its bytes are proven, while the preview is read (half a second, not counted);',
    'the command line loads files that nobody has looked at.',
    '',
    '| rows | MB | file | plain s | import s | ratio | middle half | ratio of processor time | rounds |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.flatMap((result) => [
      importLine(result, 'previewed', (round) => round.import),
      importLine(result, 'never looked at', (round) => round.blind)
    ]),
    '',
    '## First rows of a chosen file, and memory of its import',
    '',
    'From choosing the file in the import view to the frame that shows its first 100 rows, in Chromium; of that, the engine’s own part (200 rows).',
    '',
    '| rows | painted ms (slowest) | engine ms | memory before MB | highest while importing MB | more MB |',
    '| --- | --- | --- | --- | --- | --- |',
    ...results.map(
      ({ rows, paint, firstRows, memory: { before, peak } }) =>
        `| ${count(rows)} | ${paint ? `${median(paint).toFixed(0)} (${Math.max(...paint).toFixed(0)})` : 'no browser'} | ${(1000 * median(firstRows)).toFixed(0)} | ${mega(before)} | ${mega(peak)} | ${mega(peak - before)} |`
    ),
    '',
    '## French files (three columns keep their text and are read by a step)',
    '',
    'The ratio is to a plain load of the same text without reading it; the import also makes the table that is analysed.',
    '',
    '| rows | encoding | MB | import s | MB/s | ratio | ratio, never looked at |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...results.flatMap(frenchLines),
    '',
    '## Profile of the imported table / `SUMMARIZE`, and two imports compared',
    '',
    'Alternating over the same rows, nothing known beforehand; medians, and of the ratios the median over the rounds. Balanced reads every row of each',
    'column; full adds what columns tell together. Growth is the exponent of rows in processor time, from the size before.',
    '',
    '| rows | depth | SUMMARIZE s | profile s | ratio | ratio of processor time | growth | rounds |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...(['balanced', 'full'] as const).flatMap((depth) =>
      results.map((result, place) => profileLine(result, results[place - 1], depth))
    ),
    '',
    'Two imports of the file compared column by column, neither profiled before:',
    '',
    '| rows | seconds |',
    '| --- | --- |',
    ...results.map(({ rows, compare }) => `| ${count(rows)} | ${compare.toFixed(2)} |`),
    '',
    ...detectionPart(results.flatMap(({ detection }) => detection ?? [])),
    '',
    ...gridPart(results.map(({ grid }) => grid))
  ]
}

type Round = SizeResult['rounds'][number]

function importLine({ rows, bytes, rounds }: SizeResult, file: string, ofRound: (round: Round) => Cost): string {
  const ratios = (of: keyof Cost): number[] =>
    rounds.map((round) => ofRound(round)[of] / round.plain[of]).sort((a, b) => a - b)
  const wall = ratios('wall')
  const at = (share: number): string => (wall[Math.round(share * (wall.length - 1))] ?? NaN).toFixed(2)
  const [plain, own] = [median(rounds.map((r) => r.plain.wall)), median(rounds.map((r) => ofRound(r).wall))]
  return `| ${count(rows)} | ${mega(bytes)} | ${file} | ${plain.toFixed(3)} | ${own.toFixed(3)} | **${median(wall).toFixed(2)}** | ${at(0.25)} – ${at(0.75)} | ${median(ratios('cpu')).toFixed(2)} | ${rounds.length} |`
}

function profileLine(result: SizeResult, before: SizeResult | undefined, depth: 'balanced' | 'full'): string {
  const middle = ({ profile }: SizeResult, what: 'summarize' | 'balanced' | 'full', of: keyof Cost): number =>
    median(profile.map((round) => round[what][of]))
  const ratio = (of: keyof Cost): string =>
    median(result.profile.map((round) => round[depth][of] / round.summarize[of])).toFixed(2)
  const growth = before
    ? (Math.log(middle(result, depth, 'cpu') / middle(before, depth, 'cpu')) / Math.log(result.rows / before.rows)).toFixed(2) // prettier-ignore
    : ''
  return `| ${count(result.rows)} | ${depth} | ${middle(result, 'summarize', 'wall').toFixed(2)} | ${middle(result, depth, 'wall').toFixed(2)} | ${ratio('wall')} | **${ratio('cpu')}** | ${growth} | ${result.profile.length} |`
}

function frenchLines({ rows, french }: SizeResult): string[] {
  const plain = median(
    french.flatMap(({ rounds }) => rounds.flatMap((round) => (round.plain ? [round.plain.wall] : [])))
  )
  return french.map(({ file, bytes, rounds }) => {
    const [own, blind] = [median(rounds.map((r) => r.import.wall)), median(rounds.map((r) => r.blind.wall))]
    return `| ${count(rows)} | ${file} | ${mega(bytes)} | ${own.toFixed(2)} | ${(bytes / 1e6 / own).toFixed(0)} | ${(own / plain).toFixed(2)} | ${(blind / plain).toFixed(2)} |`
  })
}
