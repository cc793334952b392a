/** Units of one measure, by the names that readings give them, in multiples of the smallest. Not those of storage: 1,000 or 1,024 is anyone's guess. */
const MEASURES: readonly Readonly<Record<string, number>>[] = [
  { mg: 1, g: 1e3, kg: 1e6, t: 1e9 },
  { mm: 1, cm: 10, m: 1e3, km: 1e6 },
  { ml: 1, cl: 10, l: 1e3, hl: 1e5, 'm³': 1e6 },
  { 'm²': 1, ha: 1e4, 'km²': 1e6 },
  { Wh: 1, kWh: 1e3, MWh: 1e6, GWh: 1e9 },
  { ms: 1, s: 1e3, min: 6e4, h: 3.6e6, j: 8.64e7, days: 8.64e7, semaines: 6.048e8 },
  { '€': 1, 'k€': 1e3, 'M€': 1e6, 'Md€': 1e9 }
]

/** How a number in one unit becomes one in another, as a ratio of whole numbers; null where they are not of one measure. */
export function unitRatio(from: string, to: string): { times: number; per: number } | null {
  const measure = MEASURES.find((each) => Object.hasOwn(each, from) && Object.hasOwn(each, to))
  const [one, other] = [measure?.[from], measure?.[to]]
  if (one === undefined || other === undefined) return null
  return one >= other && one % other === 0 ? { times: one / other, per: 1 } : { times: 1, per: other / one }
}
