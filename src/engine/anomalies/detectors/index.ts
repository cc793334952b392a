import type { Detector } from '../detector'
import { categoryTypo } from './category-typo'
import { categoryVariant } from './category-variant'
import { dateOrder } from './date-order'
import { disguisedMissing } from './disguised-missing'
import { duplicateKey } from './duplicate-key'
import { duplicateRows } from './duplicate-rows'
import { formatMinority } from './format-minority'
import { impossibleValue } from './impossible-value'
import { missing } from './missing'
import { outlier } from './outlier'
import { unreadableValue } from './unreadable-value'

/** Every detector, cheapest first, so that first findings come early. */
export const DETECTORS: readonly Detector[] = [
  missing,
  unreadableValue,
  disguisedMissing,
  duplicateRows,
  duplicateKey,
  impossibleValue,
  dateOrder,
  outlier,
  formatMinority,
  categoryVariant,
  categoryTypo
]
