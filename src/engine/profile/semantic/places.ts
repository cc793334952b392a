const WAYS =
  'rue|avenue|av\\.?|boulevard|bd\\.?|blvd|place|pl\\.?|chemin|che?\\.|impasse|all[ée]es?|route|rte|quai|cours|square|passage|faubourg|sentier|r[ée]sidence|lotissement|street|road|lane|drive'
const ADDRESS = new RegExp(
  `^\\d{1,5}\\s?(?:bis|ter|quater|[a-d])?,?\\s+(?:${WAYS})(?:\\s|$)|^\\d{1,5}\\s[\\p{L} ]{2,40}\\s(?:street|st\\.?|road|rd\\.?|avenue|ave\\.?|lane|drive)$`,
  'iu'
)
const DEGREES = /^(-?\d{1,3}(?:\.\d+)?)°?\s?[,;/ ]\s?(-?\d{1,3}(?:\.\d+)?)°?$/
const MINUTES = /^\d{1,3}°\s?\d{1,2}['’′]\s?(?:\d{1,2}(?:[.,]\d+)?["”″]\s?)?[NSEWO]$/i

/** A number, a kind of way and its name. */
export function isAddress(value: string): boolean {
  return ADDRESS.test(value)
}

/** A latitude and a longitude with their decimals, or one of the two in degrees and minutes. */
export function isCoordinate(value: string): boolean {
  if (MINUTES.test(value)) return true
  const [, latitude = '', longitude = ''] = DEGREES.exec(value) ?? []
  if (!/\.\d{2}/.test(latitude) || !/\.\d{2}/.test(longitude)) return false
  return Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
}
