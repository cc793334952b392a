/*
 * Written by `npm run calibrate` from 80 made-up tables with known errors; not to be edited. How good they are, on tables that
 * took no part: bench/CALIBRATION.md.
 */

/** By detector, the line in the logits that turns the confidence it states into the chance that a cell it names is wrong. */
export const DETECTOR_SCALES: Readonly<Record<string, readonly [offset: number, slope: number]>> = {
  arithmetic: [-1.14, 0.77],
  category_typo: [0.56, 1.14],
  category_variant: [0.6, 1.16],
  date_order: [-0.85, 0.54],
  dependency: [1.52, 0.98],
  disguised_missing: [0.59, 1.13],
  duplicate_key: [0.05, 1.02],
  encoding_damage: [0.18, 1.07],
  flag_variant: [0.24, 1.04],
  format_minority: [0.3, 1.11],
  impossible_value: [0.4, 1.14],
  lost_zeros: [0.22, 1.07],
  missing: [-2.35, 1.26],
  mixed_units: [0.42, 1.13],
  needless_decimals: [0.43, 1.03],
  outlier: [0.28, 1.03],
  rare_category: [0.99, 0.97],
  shape_minority: [0.84, 1.17],
  stray_marks: [0.42, 1.11],
  unreadable_value: [0.48, 1.19],
  written_missing: [0.14, 1.08]
}

/** How far votes beside the surest one count: 0 not at all, 1 as independent witnesses. */
export const AGREEMENT: number = 1

/** The two views of the cells: the least chance shown, and the share of the shown cells that is to be expected wrong. */
export const VIEWS = {
  sure: { least: 0.5, precision: 0.77 },
  doubtful: { least: 0.25, precision: 0.68 }
}
