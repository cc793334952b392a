import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ExportFormat, ExportResult, Progress, RowSource } from '../../../contract'
import { api, fetchExport, isCancelled } from '../../client'
import { announce } from '../announce'
import { Button } from '../Button'
import { Checkbox } from '../Checkbox'
import { Dialog } from '../Dialog'
import { downloadFile, plainFileName } from '../download'
import { ErrorState } from '../ErrorState'
import { formatBytes, formatInteger } from '../format'
import { currentLanguage, useText } from '../i18n'
import { ProgressBar } from '../ProgressBar'
import { Select } from '../Select'
import { aboutText, exportAbout, exportName } from './export-about'
import { text } from './text'

const ENDING: Record<ExportFormat, string> = { csv_fr: 'csv', csv: 'csv', xlsx: 'xlsx', parquet: 'parquet' }

type Props = {
  source: RowSource
  /** Columns to write, by place, in order. */
  places: readonly number[]
  allColumns: number
  rows: number
  /** What is exported, by its name: that of the file, unless a filter stands in it too. */
  fileName: string
  /** What it is where it is not the table itself. */
  kind?: string
  /** Rows that the figures are of, where the rows to write are not they. */
  n?: number
  /** Filter and sort in words; empty where there is none. */
  filter: string
  sort: string
  onClose: () => void
}

/** Writes the view to a file: says what is in it, shows how far it is, and can be stopped. */
export function ExportDialog(props: Props) {
  const { source, places, allColumns, rows, fileName, kind, n = rows, filter, sort, onClose } = props
  const t = useText(text)
  const [format, setFormat] = useState<ExportFormat>(currentLanguage() === 'fr' ? 'csv_fr' : 'csv')
  const [guard, setGuard] = useState(true)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [written, setWritten] = useState<ExportResult | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const [hasNote, setNote] = useState(false)
  const isCsv = format === 'csv' || format === 'csv_fr'
  const told = { name: fileName, kind, n, filter, sort }
  const write = async (): Promise<void> => {
    const abort = new AbortController()
    const at = new Date()
    running.current = abort
    setError(null)
    setWritten(null)
    setProgress({ step: { fr: 'Écriture du fichier', en: 'Writing the file' }, done: 0, total: null })
    try {
      let result: ExportResult | null = null
      const events = await api.tables.export(
        { source, columns: [...places], format, guard: isCsv && guard, about: exportAbout({ ...told, at }, t) },
        { signal: abort.signal }
      )
      for await (const event of events) {
        if (event.type === 'done') result = event.result
        else setProgress(event.progress)
      }
      if (!result) return
      const name = plainFileName(`${exportName({ ...told, at })}.${ENDING[format]}`)
      downloadFile(name, await fetchExport(result.id, abort.signal))
      if (hasNote && format !== 'xlsx')
        downloadFile(`${exportName({ ...told, at })}.txt`, new Blob(['\ufeff', aboutText(exportAbout({ ...told, at }, t), name, t)], { type: 'text/plain' })) // prettier-ignore
      setWritten(result)
      announce(t('exported', { count: result.rows, rows: formatInteger(result.rows) }))
    } catch (failure) {
      if (!abort.signal.aborted && !isCancelled(failure)) setError(failure)
      else announce(t('exportStopped'))
    } finally {
      if (running.current === abort) setProgress(null)
    }
  }
  return (
    <Dialog
      title={t('export')}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" icon={Download} isPending={progress !== null} onPress={() => void write()}>
          {t('exportNow')}
        </Button>
      }
    >
      <div className="grid-form">
        <Select
          label={t('format')}
          value={format}
          onChange={setFormat}
          options={[
            { value: 'csv_fr', label: t('csvFr'), description: t('csvFrNote') },
            { value: 'csv', label: t('csv'), description: t('csvNote') },
            { value: 'xlsx', label: t('xlsx'), description: t('xlsxNote') },
            { value: 'parquet', label: t('parquet'), description: t('parquetNote') }
          ]}
        />
        {isCsv && (
          <Checkbox isSelected={guard} onChange={setGuard}>
            {t('guard')}
          </Checkbox>
        )}
        {format !== 'xlsx' && (
          <Checkbox isSelected={hasNote} onChange={setNote}>
            {t('withNote')}
          </Checkbox>
        )}
        <p className="muted">
          {t(format === 'xlsx' ? 'aboutSheet' : filter ? 'aboutInName' : 'aboutNone', {
            name: plainFileName(`${exportName({ ...told, at: new Date() })}.${ENDING[format]}`)
          })}
        </p>
        <dl className="facts">
          <dt>{t('rowsToWrite')}</dt>
          <dd className="num">{formatInteger(rows)}</dd>
          {n !== rows && (
            <>
              <dt>{t('aboutN')}</dt>
              <dd className="num">{formatInteger(n)}</dd>
            </>
          )}
          <dt>{t('columnsToWrite')}</dt>
          <dd className="num">
            {places.length === allColumns
              ? formatInteger(allColumns)
              : t('partOf', { n: formatInteger(places.length), total: formatInteger(allColumns) })}
          </dd>
          <dt>{t('filter')}</dt>
          <dd className="isolate">{filter || t('noFilter')}</dd>
          <dt>{t('sort')}</dt>
          <dd className="isolate">{sort || t('noSort')}</dd>
        </dl>
        {progress && (
          <ProgressBar label={t('exporting')} progress={progress} onCancel={() => running.current?.abort()} />
        )}
        {error !== null && <ErrorState inline error={error} />}
        {written && (
          <p role="status">
            {t('exportedFacts', {
              rows: formatInteger(written.rows),
              columns: formatInteger(written.columns),
              size: formatBytes(written.bytes)
            })}
            {written.guarded > 0 && ` ${t('guardedCells', { n: formatInteger(written.guarded) })}`}
          </p>
        )}
      </div>
    </Dialog>
  )
}
