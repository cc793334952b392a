import { SearchX } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TableInfo } from '../../../contract'
import { runJob } from '../../app/jobs'
import { queryClient } from '../../app/queries'
import { go, tableParam } from '../../app/route'
import { api } from '../../client'
import { currentLanguage, IconButton, type MarkSource, useLocalize, useText, visibleText } from '../../parts'
import { setMarksShown, useMarksShown } from './marks-shown'
import { text } from './text'

/**
 * Marks of anomalies in the grid of a table, and the button that shows them; the table is searched first where it was not.
 * A full corner is an anomaly that was accepted, a ring one that is still to be judged; what was dismissed has none.
 */
export function useAnomalyMarks(table: TableInfo): { source: MarkSource | null; button: ReactNode } {
  const t = useText(text)
  const localize = useLocalize()
  const isOn = useMarksShown()
  const [searches, setSearches] = useState(0)
  // Marks are kept by key with their words.
  const key = JSON.stringify([table.ref, table.fingerprint, table.rows, searches, currentLanguage()])
  const source = useMemo(
    (): MarkSource => ({
      key,
      load: async (page, signal) => {
        const { findings, cells } = await api.anomalies.marks(page, { signal })
        const others = new Map<string, number>()
        for (const { row, column } of cells) others.set(`${row}:${column}`, (others.get(`${row}:${column}`) ?? -1) + 1)
        return cells.flatMap(({ row, column, finding }) => {
          const found = findings[finding]
          if (!found) return []
          const { id, severity, message, accepted } = found
          const more = others.get(`${row}:${column}`) ?? 0
          const words = [t(accepted ? 'markAccepted' : 'markOpen', { message: localize(message) })]
          if (more) words.push(t('markMore', { count: more }))
          return [{ row, column, mark: { tone: severity, label: words.join(' '), isOpen: !accepted, id } }]
        })
      },
      open: {
        label: t('openAnomaly'),
        run: (anomaly) => go('anomalies', { table: tableParam(table.ref), anomaly })
      }
    }),
    [key, localize, t, table.ref]
  )
  const begun = useRef(false)
  // A table that was only passed by is not searched.
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => void (isHere.current = false)
  }, [])
  const find = useCallback(async (): Promise<void> => {
    try {
      const { known } = await api.anomalies.marks({ source: { kind: 'table', table: table.ref }, offset: 0, limit: 1 })
      if (known || !isHere.current) return
      await runJob(t('searchMarks', { name: visibleText(table.ref.name, 60) }), async (signal, onProgress) => {
        for await (const event of await api.anomalies.detect({ tables: [table.ref] }, { signal }))
          if (event.type === 'progress') onProgress(event.progress)
      })
      setSearches((count) => count + 1)
      await queryClient.invalidateQueries({ queryKey: ['register'] })
    } catch {
      // The tray tells what stopped the search.
      setMarksShown(false)
    }
  }, [t, table.ref])
  useEffect(() => {
    if (!isOn) begun.current = false
    if (!isOn || begun.current) return
    begun.current = true
    void find()
  }, [isOn, find])
  return {
    source: isOn ? source : null,
    button: (
      <IconButton
        label={t(isOn ? 'hideMarks' : 'showMarks')}
        icon={SearchX}
        isPressedState={isOn}
        onPress={() => setMarksShown(!isOn)}
      />
    )
  }
}
