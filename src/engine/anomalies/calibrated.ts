/*
 * Written by `npm run calibrate` from 110 made-up tables with known errors; not to be edited. How good they are, on tables that
 * took no part: bench/CALIBRATION.md.
 */

/** By detector, the line in the logits that turns the confidence it states into the chance that a cell it names is wrong. */
export const DETECTOR_SCALES: Readonly<Record<string, readonly [offset: number, slope: number]>> = {
  arithmetic: [-0.05, 1.04],
  case_minority: [1.77, 1.13],
  category_typo: [1.47, 1.37],
  category_variant: [0.77, 1.23],
  conditional_rule: [1.11, 1.08],
  date_order: [-0.13, 1.04],
  dependency: [3.35, 0.73],
  disguised_missing: [-0.33, 1.39],
  duplicate_key: [0.05, 1.02],
  encoding_damage: [0.18, 1.07],
  flag_variant: [0.24, 1.04],
  foreign_value: [0.09, 1.02],
  format_minority: [0.82, 1.2],
  impossible_value: [0.64, 1.16],
  lone_spikes: [0.28, 1.06],
  lost_zeros: [0.31, 1.08],
  missing: [-1.48, 1.16],
  mixed_units: [0.86, 1.28],
  needless_decimals: [0.97, 1.07],
  number_style: [0.88, 1.12],
  outlier: [1.16, 1.16],
  rare_category: [-0.2, 1.01],
  shape_minority: [1.69, 1.14],
  sound_alike: [0.81, 1.09],
  source_conflict: [2.09, 1.16],
  source_gap: [0.85, 1.06],
  stray_marks: [0.42, 1.11],
  two_way_rule: [0, 1],
  unlikely_value: [0.52, 0.92],
  unreadable_value: [0.78, 1.32],
  written_missing: [0.14, 1.08]
}

/** How far votes beside the surest one count: 0 not at all, 1 as independent witnesses. */
export const AGREEMENT: number = 1

/** The two views of the cells: the least chance shown, and the share of the shown cells that is to be expected wrong. */
export const VIEWS = {
  sure: { least: 0.5, precision: 0.9 },
  doubtful: { least: 0.25, precision: 0.84 }
}
