import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { SidesCompared } from '../../../contract'
import { Moved } from './Moved'

afterEach(cleanup)

const side = (name: string, family: string, mean: number) => ({
  name,
  family,
  reading: null,
  missing: 0,
  distinct: 9,
  numeric: { mean }
})

const pair = (name: string, family: string, unit: string, means: readonly [number, number]) => {
  const [a, b] = means.map((mean) => side(name, family, mean))
  return { a, b, basis: 'measure', unit, verdict: 'moved', moved: 0.2 }
}

it('the mean of dates is a date, not seconds since 1970; that of a number stays a number', () => {
  const days = [Date.UTC(2024, 2, 5) / 1000, Date.UTC(2024, 4, 17) / 1000] as const
  const pairs = [pair('achat', 'date', 'day', days), pair('prix', 'number', 'value', [12.5, 13.25])]
  render(
    <Moved
      table="t"
      compared={
        {
          pairs,
          shared: { reason: { fr: '243 lignes avant', en: '243 rows before' } }
        } as unknown as SidesCompared
      }
    />
  )
  const words = screen.getByRole('table').textContent
  expect(words).toContain('5 mars 2024 → 17 mai 2024')
  expect(words).toContain('12,5 → 13,25')
  expect(words).not.toMatch(/1.709.596.800/)
  expect(screen.getByText(/243 lignes avant/)).toBeTruthy()
})
