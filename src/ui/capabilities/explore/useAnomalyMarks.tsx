import { SearchX } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { TableInfo } from '../../../contract'
import { runJob } from '../../app/jobs'
import { api } from '../../client'
import { currentLanguage, IconButton, type MarkSource, useLocalize, useText, visibleText } from '../../parts'
import { text } from './text'

/** Marks of anomalies in the grid of a table, and the button that shows them; the table is searched first where it was not. */
export function useAnomalyMarks(table: TableInfo): { source: MarkSource | null; button: ReactNode } {
  const t = useText(text)
  const localize = useLocalize()
  const [isOn, setOn] = useState(false)
  const [searches, setSearches] = useState(0)
  // Marks are kept by key with their words.
  const key = JSON.stringify([table.ref, table.fingerprint, table.rows, searches, currentLanguage()])
  const source = useMemo(
    (): MarkSource => ({
      key,
      load: async (page, signal) => {
        const { findings, cells } = await api.anomalies.marks(page, { signal })
        return cells.flatMap(({ row, column, finding }) => {
          const found = findings[finding]
          return found ? [{ row, column, mark: { tone: found.severity, label: localize(found.message) } }] : []
        })
      }
    }),
    [key, localize]
  )
  const turn = async (): Promise<void> => {
    setOn(!isOn)
    if (isOn) return
    try {
      const { known } = await api.anomalies.marks({ source: { kind: 'table', table: table.ref }, offset: 0, limit: 1 })
      if (known) return
      await runJob(t('searchMarks', { name: visibleText(table.ref.name, 60) }), async (signal, onProgress) => {
        for await (const event of await api.anomalies.detect({ tables: [table.ref] }, { signal }))
          if (event.type === 'progress') onProgress(event.progress)
      })
      setSearches((count) => count + 1)
    } catch {
      // The tray tells what stopped the search.
      setOn(false)
    }
  }
  return {
    source: isOn ? source : null,
    button: (
      <IconButton
        label={t(isOn ? 'hideMarks' : 'showMarks')}
        icon={SearchX}
        isPressedState={isOn}
        onPress={() => void turn()}
      />
    )
  }
}
