import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TableInfo } from '../../../contract'
import { forgetProject } from '../../app/project-change'
import { useAnomalyMarks } from './useAnomalyMarks'

const { marks, runJob } = vi.hoisted(() => ({ marks: vi.fn(), runJob: vi.fn() }))
vi.mock('../../client', async (original) => ({ ...(await original<object>()), api: { anomalies: { marks } } }))
vi.mock('../../app/jobs', async (original) => ({ ...(await original<object>()), runJob }))
beforeEach(() => {
  marks.mockReset().mockResolvedValue({ known: true, findings: [], cells: [] })
  runJob.mockReset()
})
afterEach(() => {
  cleanup()
  forgetProject()
})

const table = (name: string) => ({ ref: { schema: 'clean', name }, fingerprint: name, rows: 3, columns: [] }) as unknown as TableInfo // prettier-ignore

function Grid({ name }: { name: string }) {
  const { source, button } = useAnomalyMarks(table(name))
  return (
    <>
      {button}
      <p>{source ? `marques ${name}` : `sans ${name}`}</p>
    </>
  )
}

it('marks stay as they were set while one goes from table to table, and are those of each', async () => {
  const { rerender } = render(<Grid key="a" name="a" />)
  expect(screen.getByText('sans a')).toBeDefined()
  fireEvent.click(screen.getByRole('button'))
  expect(screen.getByText('marques a')).toBeDefined()
  marks.mockResolvedValue({ known: false, findings: [], cells: [] })
  rerender(<Grid key="b" name="b" />)
  expect(screen.getByText('marques b')).toBeDefined()
  // A table that was not searched yet is, as where its own button is pressed.
  await waitFor(() => expect(runJob).toHaveBeenCalledTimes(1))
  fireEvent.click(screen.getByRole('button'))
  rerender(<Grid key="a" name="a" />)
  expect(screen.getByText('sans a')).toBeDefined()
})

it('a table that is only passed by is not searched', async () => {
  let tell: (found: object) => void = () => undefined
  const { rerender } = render(<Grid key="a" name="a" />)
  fireEvent.click(screen.getByRole('button'))
  marks.mockReturnValueOnce(new Promise((resolve) => (tell = resolve)))
  rerender(<Grid key="b" name="b" />)
  rerender(<Grid key="c" name="c" />)
  await act(async () => tell({ known: false, findings: [], cells: [] }))
  expect(runJob).not.toHaveBeenCalled()
})

it('another project begins without marks', () => {
  const { rerender } = render(<Grid key="a" name="a" />)
  fireEvent.click(screen.getByRole('button'))
  act(() => forgetProject())
  rerender(<Grid key="b" name="b" />)
  expect(screen.getByText('sans b')).toBeDefined()
})
