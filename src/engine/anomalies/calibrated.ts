export const DETECTOR_SCALES: Readonly<Record<string, readonly [offset: number, slope: number]>> = {}
export const AGREEMENT: number = 1
export const VIEWS = { sure: { least: 0.5, precision: 0.9 }, doubtful: { least: 0.2, precision: 0.6 } }
