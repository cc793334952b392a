import type { Detector } from '../detector'
import { ageAndBirth } from './age-and-birth'
import { arithmetic } from './arithmetic'
import { caseMinority } from './case-minority'
import { categoryShort } from './category-short'
import { categoryTypo } from './category-typo'
import { categoryVariant } from './category-variant'
import { conditionalDependency } from './conditional-dependency'
import { conditionalRule } from './conditional-rule'
import { constantColumn } from './constant-column'
import { dateOrder } from './date-order'
import { dayMonth } from './day-month'
import { dependencyViolation } from './dependency-violation'
import { defaultDay } from './default-day'
import { disguisedMissing } from './disguised-missing'
import { duplicateKey } from './duplicate-key'
import { duplicateRows } from './duplicate-rows'
import { elapsedTime } from './elapsed-time'
import { encodingDamage } from './encoding-damage'
import { flagVariant } from './flag-variant'
import { formatMinority } from './format-minority'
import { groupOutlier } from './group-outlier'
import { impossibleValue } from './impossible-value'
import { misplacedValue } from './misplaced-value'
import { missing } from './missing'
import { leakingColumn } from './leaking-column'
import { leakingPresence } from './leaking-presence'
import { loneSpikes } from './lone-spikes'
import { lostZeros } from './lost-zeros'
import { mixedUnits } from './mixed-units'
import { nearDuplicate } from './near-duplicate'
import { needlessDecimals } from './needless-decimals'
import { numberOrder } from './number-order'
import { numberStyle } from './number-style'
import { outlier } from './outlier'
import { personalData } from './personal-data'
import { quotient } from './quotient'
import { rareCategory } from './rare-category'
import { repeatedRespondent } from './repeated-respondent'
import { segmentDependency } from './segment-dependency'
import { shapeMinority } from './shape-minority'
import { smallSegments } from './small-segments'
import { soundAlike } from './sound-alike'
import { sourceConflict } from './source-conflict'
import { spanAndAge } from './span-and-age'
import { spreadsheetDamage } from './spreadsheet-damage'
import { staleRecord } from './stale-record'
import { strayMarks } from './stray-marks'
import { surveyFault } from './survey-fault'
import { swappedValues } from './swapped-values'
import { timeBreak } from './time-break'
import { unevenAnswers } from './uneven-answers'
import { unlikelyValue } from './unlikely-value'
import { unreadableValue } from './unreadable-value'
import { wordOrder } from './word-order'
import { writtenMissing } from './written-missing'
import { wrongCheckDigit } from './wrong-check-digit'

/** Every detector, cheapest first, so that first findings come early. */
export const DETECTORS: readonly Detector[] = [
  missing,
  unreadableValue,
  constantColumn,
  disguisedMissing,
  writtenMissing,
  defaultDay,
  duplicateRows,
  duplicateKey,
  impossibleValue,
  wrongCheckDigit,
  dateOrder,
  dayMonth,
  ageAndBirth,
  spanAndAge,
  elapsedTime,
  outlier,
  groupOutlier,
  unlikelyValue,
  loneSpikes,
  numberOrder,
  formatMinority,
  shapeMinority,
  caseMinority,
  numberStyle,
  lostZeros,
  categoryVariant,
  wordOrder,
  categoryShort,
  rareCategory,
  flagVariant,
  categoryTypo,
  soundAlike,
  mixedUnits,
  needlessDecimals,
  encodingDamage,
  strayMarks,
  spreadsheetDamage,
  misplacedValue,
  swappedValues,
  arithmetic,
  quotient,
  dependencyViolation,
  segmentDependency,
  conditionalRule,
  conditionalDependency,
  sourceConflict,
  leakingColumn,
  leakingPresence,
  surveyFault,
  repeatedRespondent,
  smallSegments,
  unevenAnswers,
  timeBreak,
  staleRecord,
  nearDuplicate,
  personalData
]
