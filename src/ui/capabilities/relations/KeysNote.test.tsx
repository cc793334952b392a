import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Link, RelationsFound } from '../../../contract'
import { KeysNote } from './KeysNote'

afterEach(cleanup)

const ref = (name: string) => ({ schema: 'clean' as const, name })
const on = [{ left: 'agence', right: 'code' }]
const link = { id: 'l', from: ref('ventes'), to: ref('agences'), on, normalise: true, present: 200, matchedRows: 194, state: 'found' } as unknown as Link // prettier-ignore
const found: RelationsFound = { tables: [], keys: [], links: [link], joins: [], notes: [], seconds: 0 }
const show = (pairs: { left: string | null; right: string | null }[], normalise: boolean, links = [link]) => {
  const onTake = vi.fn()
  const { container } = render(
    <KeysNote
      found={{ ...found, links }}
      isPartial={false}
      left="ventes"
      right="agences"
      pairs={pairs}
      normalise={normalise}
      onTake={onTake}
    />
  )
  return { words: container.textContent, onTake }
}

it('the share of a relation is told as it is where the texts are compared as it wants, else with how they would have to be', () => {
  expect(show(on, true).words).toMatch(/^Relation trouvée.: 97.% des lignes/)
  cleanup()
  const { words, onTake } = show(on, false)
  expect(words).toMatch(/à l’écriture près/)
  fireEvent.click(screen.getByRole('button', { name: 'Comparer ainsi' }))
  expect(onTake).toHaveBeenCalledWith({ on, normalise: true })
})

it('with other keys the found ones are offered; without any relation that is said', () => {
  expect(show([{ left: 'vente', right: 'code' }], false).words).toContain('agence = code')
  cleanup()
  expect(show([{ left: null, right: null }], false, []).words).toMatch(/^Aucune relation trouvée/)
})
