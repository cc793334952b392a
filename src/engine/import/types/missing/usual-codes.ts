/** Whether a number is all nines (99, -999), or eights from three on, as "no answer" is often keyed. */
export function isNines(x: number): boolean {
  return /^-?9{2,9}$|^-?8{3,9}$/.test(String(x))
}

/** Whether a number is a usual code for "no answer", where it stands apart from all others. */
export function isUsualCode(x: number): boolean {
  return isNines(x) || AWAY.has(x)
}

/** The year that programs count days from: it stands for one not known, where all others are far later. */
export function isDefaultYear(x: number): boolean {
  return x === 1900
}

const AWAY = new Set([-1, -2, -9, 97, 98])

/** The same beside an answer scale, where a single 9 is one too if it stands well apart. */
export function isScaleCode(x: number, { min, max }: { min: number; max: number }): boolean {
  return (x < min || x > max + 1) && (isUsualCode(x) || x === 9)
}
