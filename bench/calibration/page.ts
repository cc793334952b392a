import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import type { Observed } from './collect'
import { asStated, brier, combined, fitAgreement, fitScales, reliability, viewOf, type Scales, type View } from './fit'

const root = join(import.meta.dirname, '..', '..')
/** The chance from which each view shows a cell; the recall-first one is bounded by its alarms on tables without a fault. */
const LEAST = { sure: 0.5, doubtful: 0.25 }

/** Writes the constants of the engine and the page that says how good they are. */
export async function writeCalibration({
  fit,
  held,
  exports,
  sets
}: Record<'fit' | 'held' | 'exports' | 'sets', Observed[]>): Promise<void> {
  const scales = fitScales(fit)
  const agreement = fitAgreement(fit, scales)
  const own = (one: Parameters<typeof asStated>[0]): number => combined(one, scales, agreement)
  const views = { sure: viewOf(held, own, LEAST.sure), doubtful: viewOf(held, own, LEAST.doubtful) }
  await writePretty(join(root, 'src', 'engine', 'anomalies', 'calibrated.ts'), constants(scales, agreement, views, fit))
  const page = [
    '# Confidence of the detectors',
    '',
    'Written by `npm run calibrate`; not to be edited. Made-up clean tables (French and English; keys, names, places, categories, dates, amounts,',
    'scores, units, free text, columns left empty on purpose; registers, sources that disagree, lists) get known errors of 24 kinds and more, one table of four none; what each detector says of',
    `them is compared with what was done. Fitted on ${fit.length} tables, measured on ${held.length} others of the same make and, where they are at hand, on`,
    'third-party sets that took no part in the fit. In the fit a finding counts once, and is',
    'held to what the detector states (made-up tables have fewer traps than real ones); in the measures a fault of many cells counts as 30 at most.',
    '',
    `Several votes on one cell: the surest counts in full, the others by ${agreement} (1: as independent witnesses).`,
    '',
    ...part('Held-out made-up tables', held, own),
    ...part('French exports of another make', exports, own),
    ...(sets.length ? part('Third-party sets (dirty and clean versions)', sets, own) : []),
    '## Scale of each detector',
    '',
    'Findings and cells it was measured on, the share of them that is wrong, mean confidence it states and mean confidence told.',
    '',
    '| detector | findings | cells | wrong | stated | told |',
    '| --- | --- | --- | --- | --- | --- |',
    ...detectorLines(fit, scales)
  ].join('\n')
  await writePretty(join(root, 'bench', 'CALIBRATION.md'), page)
}

function constants(scales: Scales, agreement: number, views: { sure: View; doubtful: View }, fit: Observed[]): string {
  const precise = (value: number): string => value.toFixed(2)
  return `/*
 * Written by \`npm run calibrate\` from ${fit.length} made-up tables with known errors; not to be edited. How good they are, on tables that
 * took no part: bench/CALIBRATION.md.
 */

/** By detector, the line in the logits that turns the confidence it states into the chance that a cell it names is wrong. */
export const DETECTOR_SCALES: Readonly<Record<string, readonly [offset: number, slope: number]>> = {
${Object.entries(scales)
  .map(([name, [offset, slope]]) => `  ${name}: [${offset}, ${slope}]`)
  .join(',\n')}
}

/** How far votes beside the surest one count: 0 not at all, 1 as independent witnesses. */
export const AGREEMENT: number = ${agreement}

/** The two views of the cells: the least chance shown, and the share of the shown cells that is to be expected wrong. */
export const VIEWS = {
  sure: { least: ${LEAST.sure}, precision: ${precise(views.sure.precision)} },
  doubtful: { least: ${LEAST.doubtful}, precision: ${precise(views.doubtful.precision)} }
}
`
}

function part(title: string, observed: Observed[], own: typeof asStated): string[] {
  const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–')
  const lines = (chance: typeof asStated): string[] =>
    reliability(observed, chance).map(
      ({ low, high, cells, told, wrong }) =>
        `| ${low} – ${high} | ${Math.round(cells)} | ${percent(told)} | ${percent(wrong)} |`
    )
  const view = (name: string, chance: typeof asStated, least: number): string => {
    const { precision, recall, alarms } = viewOf(observed, chance, least)
    return `| ${name} | ${least} | ${percent(precision)} | ${percent(recall)} | ${percent(alarms)} |`
  }
  return [
    `## ${title}`,
    '',
    `Brier score: ${brier(observed, asStated).toFixed(3)} as stated, **${brier(observed, own).toFixed(3)}** calibrated.`,
    '',
    'As stated by the detectors, votes taken as independent:',
    '',
    '| confidence | cells | mean told | wrong |',
    '| --- | --- | --- | --- |',
    ...lines(asStated),
    '',
    'Calibrated:',
    '',
    '| confidence | cells | mean told | wrong |',
    '| --- | --- | --- | --- |',
    ...lines(own),
    '',
    'Views; recall is the mean over damaged tables, alarms the share of the cells of tables without a fault that is shown:',
    '',
    '| view | from | precision | recall | alarms |',
    '| --- | --- | --- | --- | --- |',
    view('as stated, precision first', asStated, 0.5),
    view('as stated, recall first', asStated, 0.2),
    view('calibrated, precision first', own, LEAST.sure),
    view('calibrated, recall first', own, LEAST.doubtful),
    ''
  ]
}

function detectorLines(fit: Observed[], scales: Scales): string[] {
  return Object.keys(scales).map((name) => {
    const own = fit.flatMap(({ findings }) =>
      findings.filter(
        ({ detector }) => detector === name || (name === 'dependency' && detector.startsWith('dependency_'))
      )
    )
    const n = own.reduce((sum, { cells }) => sum + cells, 0)
    const mean = (of: (stated: number, detector: string) => number): string =>
      (own.reduce((sum, { stated, detector }) => sum + of(stated, detector), 0) / own.length).toFixed(2)
    const told = (stated: number, detector: string): number =>
      combined({ votes: [{ detector, stated }], cells: 1, wrong: 0 }, scales, 1)
    const wrong = own.reduce((sum, one) => sum + one.wrong, 0) / n
    return `| ${name} | ${own.length} | ${n} | ${(100 * wrong).toFixed(0)} % | ${mean((stated) => stated)} | ${mean(told)} |`
  })
}

async function writePretty(path: string, text: string): Promise<void> {
  const options = await resolveConfig(path)
  writeFileSync(path, await format(text, { ...options, filepath: path }))
}
