import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { AnomalyList } from './AnomalyList'
import type { Listed } from './register-view'

afterEach(cleanup)

const entries = Array.from({ length: 12 }, (_, at) => ({
  anomaly: { id: `a${at}`, severity: 'info', kind: 'missing', rows: 1, message: { fr: `n° ${at}`, en: `no ${at}` }, table: { name: 't' } }, // prettier-ignore
  verdict: { state: 'to_see', owner: '' },
  changes: [],
  found: true
})) as unknown as Listed[]

function List({ first }: { first: string }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([first]))
  return <AnomalyList entries={entries} chosen={chosen} onChoose={setChosen} />
}

const press = (at: number, keys: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => {
  const item = screen.getByText(`n° ${at}`)
  const mouse = { ...keys, button: 0, pointerType: 'mouse', detail: 1 }
  fireEvent.pointerDown(item, mouse)
  fireEvent.mouseDown(item, mouse)
  fireEvent.pointerUp(item, mouse)
  fireEvent.mouseUp(item, mouse)
  fireEvent.click(item, mouse)
}
const chosen = () =>
  screen.getAllByRole('option').flatMap((item, at) => (item.getAttribute('aria-selected') === 'true' ? [at] : []))

it('Shift and a press choose all from the one chosen before', () => {
  render(<List first="a0" />)
  press(2, { shiftKey: true })
  expect(chosen()).toEqual([0, 1, 2])
  press(9)
  expect(chosen()).toEqual([9])
  press(11, { shiftKey: true })
  expect(chosen()).toEqual([9, 10, 11])
  press(7, { shiftKey: true })
  expect(chosen()).toEqual([7, 8, 9])
  press(3, { ctrlKey: true })
  press(5, { shiftKey: true })
  expect(chosen()).toEqual([3, 4, 5])
})
