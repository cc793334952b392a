import type { FigureUnit } from '../findings'

/** Ends of intervals as screen and report both write them, with plain spaces: value, unit, French, English. */
export const BOUNDS: [number, FigureUnit, string, string][] = [
  [0.9997, 'share', '> 99,9 %', '> 99.9%'],
  [0.0003, 'share', '< 0,1 %', '< 0.1%'],
  [0.0004, 'share', '< 0,1 %', '< 0.1%'],
  [1, 'share', '100 %', '100%'],
  [0, 'share', '0 %', '0%'],
  [0.1234, 'share', '12,3 %', '12.3%'],
  [12, 'points', '+12,0', '+12.0'],
  [-0.04, 'count', '0', '0'],
  [1234.5, 'count', '1 235', '1,235'],
  [-12.345, 'points', '−12,3', '−12.3']
]
