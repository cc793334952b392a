import { Compass, Trash2 } from 'lucide-react'
import type { ColumnReading, LineFault, Source } from '../../../contract'
import { go, tableParam } from '../../app/route'
import {
  Badge,
  Button,
  DataTable,
  formatBytes,
  formatDateTime,
  formatDuration,
  formatInteger,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { text } from './text'

/** What was done to one file: nothing lost, nothing changed without a word here. */
export function SourceReport({ source, onRemove }: { source: Source; onRemove: () => void }) {
  const t = useText(text)
  const localize = useLocalize()
  const { report, file } = source
  return (
    <article className="source-report" aria-label={t('report')}>
      <div className="section-line">
        <h2 className="isolate">{visibleText(file.name, 200)}</h2>
        <div className="toolbar">
          <Button icon={Compass} onPress={() => go('explore', { table: tableParam(source.table) })}>
            {t('explore')}
          </Button>
          <Button variant="quiet" icon={Trash2} onPress={onRemove}>
            {t('remove')}
          </Button>
        </div>
      </div>
      <dl className="facts source-facts">
        <dt>{t('table')}</dt>
        <dd className="mono isolate">{visibleText(tableParam(source.table), 200)}</dd>
        <dt>{t('rowsRead')}</dt>
        <dd>{formatInteger(report.rowsRead)}</dd>
        <dt>{t('rowsLoaded')}</dt>
        <dd>{formatInteger(report.rowsLoaded)}</dd>
        <dt>{t('rowsAside')}</dt>
        <dd>{formatInteger(report.rowsRead - report.rowsLoaded)}</dd>
        <dt>{t('encoding')}</dt>
        <dd>
          {report.encoding}{' '}
          {report.undecodableBytes > 0 && (
            <Badge tone="warning">
              {t('undecodable', { count: report.undecodableBytes, n: formatInteger(report.undecodableBytes) })}
            </Badge>
          )}
        </dd>
        {report.dialect && (
          <>
            <dt>{t('separator')}</dt>
            <dd>{separatorName(report.dialect.delimiter, t('tab'), t('space'))}</dd>
            <dt>{t('header')}</dt>
            <dd>{formatInteger(report.dialect.headerRows)}</dd>
            {report.dialect.preambleLines > 0 && (
              <>
                <dt>{t('preamble')}</dt>
                <dd>{formatInteger(report.dialect.preambleLines)}</dd>
              </>
            )}
          </>
        )}
        <dt>{t('size')}</dt>
        <dd>{formatBytes(file.size)}</dd>
        <dt>{t('loadedAt')}</dt>
        <dd>{formatDateTime(source.loadedAt)}</dd>
        <dt>{t('took')}</dt>
        <dd>{formatDuration(report.seconds)}</dd>
      </dl>
      {report.notes.length > 0 && (
        <section className="source-notes" aria-label={t('notes')}>
          <h3>{t('notes')}</h3>
          <ul>
            {report.notes.map((note, place) => (
              <li key={place} className="isolate">
                {visibleText(localize(note), 600)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('columns')}</h3>
        <Columns columns={report.columns} />
      </section>
      {report.faultCount > 0 && (
        <section>
          <h3>{t('faults')}</h3>
          <Faults faults={report.faults} />
          {report.faults.length < report.faultCount && (
            <p className="muted">
              {t('more', { shown: formatInteger(report.faults.length), total: formatInteger(report.faultCount) })}
            </p>
          )}
        </section>
      )}
    </article>
  )
}

function Columns({ columns }: { columns: readonly ColumnReading[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <DataTable
      caption={t('columns')}
      rows={columns}
      rowKey={(_column, place) => place}
      columns={[
        { id: 'name', header: t('column'), cell: ({ name }) => visibleText(name, 120), sortBy: ({ name }) => name },
        { id: 'type', header: t('type'), cell: ({ type }) => <code>{type}</code>, sortBy: ({ type }) => type },
        { id: 'format', header: t('format'), cell: ({ format }) => format && visibleText(localize(format), 120) },
        {
          id: 'lossless',
          header: t('reading'),
          cell: ({ lossless }) => (lossless ? t('yes') : <Badge tone="info">{t('keptAsText')}</Badge>)
        },
        {
          id: 'failures',
          header: t('failures'),
          numeric: true,
          cell: ({ failures }) => formatInteger(failures),
          sortBy: ({ failures }) => failures
        },
        {
          id: 'examples',
          header: t('examples'),
          cell: ({ failureExamples }) =>
            failureExamples
              .slice(0, 3)
              .map((example) => `«\u00a0${visibleText(example, 40)}\u00a0»`)
              .join(', ')
        }
      ]}
    />
  )
}

function Faults({ faults }: { faults: readonly LineFault[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <DataTable
      caption={t('faults')}
      rows={faults.slice(0, 200)}
      rowKey={(_fault, place) => place}
      columns={[
        {
          id: 'line',
          header: t('line'),
          numeric: true,
          cell: ({ line }) => formatInteger(line),
          sortBy: ({ line }) => line
        },
        {
          id: 'fate',
          header: t('fate'),
          cell: ({ repaired }) =>
            repaired ? <Badge tone="good">{t('repaired')}</Badge> : <Badge tone="warning">{t('aside')}</Badge>
        },
        { id: 'reason', header: t('reason'), cell: ({ reason }) => visibleText(localize(reason), 200) },
        { id: 'raw', header: t('raw'), cell: ({ raw }) => <code>{visibleText(raw, 160)}</code> }
      ]}
    />
  )
}

function separatorName(delimiter: string, tab: string, space: string): string {
  if (delimiter === '\t') return tab
  return delimiter === ' ' ? space : delimiter
}
