import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { JobProgress } from './JobProgress'

afterEach(cleanup)

it('a job is told with its step, its bytes and the time left, and can be cancelled', () => {
  const cancel = vi.fn()
  const progress = { step: { fr: 'lecture', en: 'reading' }, done: 1e6, total: 4e6, unit: 'bytes' as const }
  render(<JobProgress job={{ label: 'Chargement de a.csv', progress, left: 12, cancel }} />)
  const bar = screen.getByRole('progressbar', { name: 'Chargement de a.csv' })
  expect(bar.getAttribute('aria-valuenow')).toBe('25')
  expect(bar.getAttribute('aria-valuetext')).toContain('sur 4\u00a0Mo')
  expect(document.body.textContent).toMatch(/lecture – encore 15\ss environ/)
  fireEvent.click(screen.getByRole('button', { name: /Chargement de a.csv/ }))
  expect(cancel).toHaveBeenCalledOnce()
})
