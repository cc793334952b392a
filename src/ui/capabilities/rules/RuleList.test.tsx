import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { RuleResult } from '../../../contract'
import { RuleList } from './RuleList'

afterEach(cleanup)

const result = (id: string, rows: number, judged: number) => ({
  rule: { id, name: id, words: { fr: id, en: id } },
  counts: { rows, judged, failing: 0, missing: rows - judged, share: 0, state: 'passed' }
})

it('a rule says how many rows it judged, and is not told kept where most could not be', () => {
  const results = [result('few', 687, 40), result('most', 687, 650), result('all', 687, 687)]
  render(
    <RuleList results={results as unknown as RuleResult[]} history={undefined} chosen={null} onChoose={() => {}} />
  )
  const [few, most, all] = screen.getAllByRole('button')
  expect(few?.textContent).toContain('respectée, peu jugée')
  expect(few?.textContent).toContain('40 lignes jugées sur 687')
  expect(few?.querySelector('.badge-good')).toBeNull()
  expect(most?.textContent).toContain('650 lignes jugées sur 687')
  expect(most?.textContent).not.toContain('peu jugée')
  expect(most?.querySelector('.badge-good')).not.toBeNull()
  expect(all?.textContent).toContain('687 lignes jugées')
})
