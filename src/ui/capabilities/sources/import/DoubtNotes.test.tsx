import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { DoubtNotes } from './DoubtNotes'
import type { Doubt } from './doubts'

afterEach(cleanup)

it('tells two ways of mixed dates apart by their order', () => {
  const shapes = ['%d/%m/%Y', '%Y-%m-%d', '%d %B %Y']
  const doubt = {
    column: { name: 'date' },
    place: 0,
    ways: [
      { kind: 'date', shapes },
      { kind: 'date', shapes: ['%m/%d/%Y', '%Y-%m-%d', '%d %B %Y'] }
    ]
  } as unknown as Doubt
  render(<DoubtNotes doubts={[doubt]} exampleOf={() => null} onDecide={() => {}} />)
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'date, 3 formes mêlées, jour d’abord',
    'date, 3 formes mêlées, mois d’abord'
  ])
})
