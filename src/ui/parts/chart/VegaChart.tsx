import { Download, FileSearch, Image, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { chartDescription, chartSubtitle, chartTable, chartTitle } from '../../../charts'
import type { ChartData, ChartIntent } from '../../../contract'
import { CopyButton } from '../CopyButton'
import { DataTable } from '../DataTable'
import { ErrorState } from '../ErrorState'
import { openEvidence } from '../evidence'
import { currentLanguage, useLocalize, useText } from '../i18n'
import { IconButton } from '../IconButton'
import { Toolbar } from '../Toolbar'
import { savePng, saveSvg, tableText } from './export'
import { Picture } from './Picture'
import { text } from './text'

export type VegaChartProps = {
  intent: ChartIntent
  data: ChartData
  /** Level of the title among the headings of the page. */
  level?: 2 | 3 | 4
}

/**
 * A chart with its title, its measure, filter and n, a picture told in words, and beside it the same numbers as a table,
 * its evidence and its downloads. The numbers come aggregated from the engine; texts of the data stay texts.
 */
export function VegaChart({ intent, data, level = 2 }: VegaChartProps) {
  const t = useText(text)
  const localize = useLocalize()
  const [open, setOpen] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const save = (as: typeof saveSvg): void => {
    setFailure(null)
    as(intent, data).catch(setFailure)
  }
  const language = currentLanguage()
  const view = useMemo(() => chartTable(intent, data, language), [intent, data, language])
  const Heading = `h${level}` as const
  const empty = data.rows.length === 0
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <div className="chart-titles">
          <Heading className="chart-title isolate">{chartTitle(intent, data, language)}</Heading>
          <p className="muted isolate">{chartSubtitle(intent, data, language)}</p>
        </div>
        <Toolbar label={t('tools')}>
          <IconButton
            label={open ? t('hideTable') : t('showTable')}
            icon={Table2}
            isPressedState={open}
            isDisabled={empty}
            onPress={() => setOpen(!open)}
          />
          <IconButton label={t('evidence')} icon={FileSearch} onPress={() => openEvidence(data.evidence)} />
          <IconButton label={t('svg')} icon={Download} isDisabled={empty} onPress={() => save(saveSvg)} />
          <IconButton label={t('png')} icon={Image} isDisabled={empty} onPress={() => save(savePng)} />
        </Toolbar>
      </figcaption>
      {empty ? (
        <p className="muted">{t('noValue')}</p>
      ) : (
        <Picture intent={intent} data={data} description={chartDescription(intent, data, language)} />
      )}
      {failure != null && <ErrorState error={failure} inline />}
      {data.notes.map((note) => (
        <p key={note.fr} className="chart-note muted">
          {localize(note)}
        </p>
      ))}
      {open && !empty && (
        <div className="chart-table">
          <CopyButton
            label={t('copyTable')}
            value={() =>
              tableText(
                view.headers.map((header) => header.text),
                view.rows
              )
            }
          />
          <DataTable
            caption={localize(data.evidence.definition)}
            columns={view.headers.map((header, place) => ({
              id: String(place),
              header: header.text,
              numeric: header.numeric,
              cell: (row: string[]) => row[place] ?? ''
            }))}
            rows={view.rows}
            rowKey={(_, place) => place}
          />
        </div>
      )}
    </figure>
  )
}
