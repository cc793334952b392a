import { describe, expect, it } from 'vitest'
import type { Progress } from '../../contract'
import { followPace } from './time-left'

const progress = (done: number, more: Partial<Progress> = {}): Progress => ({
  step: { fr: 'chargement', en: 'loading' },
  done,
  total: 1_000,
  unit: 'bytes',
  ...more
})

describe('time left', () => {
  it('is told at the pace of the step, once enough of it was seen', () => {
    const left = followPace()
    expect(left(progress(0), 0)).toBeNull()
    expect(left(progress(500), 2_000)).toBeNull()
    expect(left(progress(50), 4_000)).toBeNull()
    expect(left(progress(500), 8_000)).toBe(8)
  })

  it('begins anew with each step, and is not told where bytes are not what is counted', () => {
    const left = followPace()
    left(progress(0), 0)
    expect(left(progress(900), 9_000)).toBe(1)
    expect(left(progress(900, { step: { fr: 'autre', en: 'other' } }), 9_500)).toBeNull()
    expect(left(progress(900, { total: null }), 20_000)).toBeNull()
    expect(left(progress(900, { unit: undefined }), 30_000)).toBeNull()
  })
})
