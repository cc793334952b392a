import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Source } from '../../../../contract'
import { SourceFacts } from './SourceFacts'

afterEach(cleanup)

it('the name of a table breaks behind its marks, and is one name when it is copied', () => {
  const file = { name: 'a.csv', size: 1, sha256: '', format: 'delimited' as const, part: [] }
  const report = { encoding: '', undecodableBytes: 0, dialect: null, rowsRead: 1, rowsLoaded: 1, faultCount: 0, faults: [], columns: [], notes: [], seconds: 0 } // prettier-ignore
  const table = { schema: 'raw' as const, name: 'clients_2024_01' }
  const source: Source = { id: 's', table, file, loadedAt: '2024-01-02T03:04:05Z', rows: 1, report, deliveries: [], version: '' } // prettier-ignore
  render(<SourceFacts source={source} files={[file]} />)
  const shown = screen.getByText((_, element) => element?.className === 'mono isolate')
  expect(shown.textContent).toMatch(/clients_2024_01$/)
  expect(shown.innerHTML).toMatch(/clients_<wbr>2024_<wbr>01/)
})
