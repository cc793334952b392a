import { Copy, Download, RotateCcw, Square, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { PivotSpec, TableInfo } from '../../../contract'
import { queryClient } from '../../app/queries'
import { api, isCancelled } from '../../client'
import {
  announce,
  Button,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  openEvidence,
  useLocalize,
  useText,
  visibleText,
  writeClipboard
} from '../../parts'
import { exportAbout } from '../../parts/grid/export-about'
import { ExportDialog } from '../../parts/grid/ExportDialog'
import { text as gridText } from '../../parts/grid/text'
import { useSifting } from '../facets'
import { withPinHints } from '../findings'
import { linesOf } from './copy'
import { arrange, type Group, type PivotModel, weightBy } from './model'
import { pinHints } from './pin-hints'
import { PivotForm } from './PivotForm'
import { PivotGrid } from './PivotGrid'
import { changePivot, type PivotChoice, useLastLayout, usePivotChoice } from './state'
import { text } from './text'
import { usePivot } from './usePivot'
import { figureWords, sheetWords, withTypes } from './words'

/** A pivot table of the rows of a table that its filter keeps; each cell opens its evidence. */
export function PivotView({ table }: { table: TableInfo }) {
  const t = useText(text)
  const isAwaited = useLastLayout(table)
  const choice = usePivotChoice(table)
  const { filter } = useSifting(table.ref)
  const spec = useMemo(() => specOf(table, choice, filter), [table, choice, filter])
  const { query, model, plan } = usePivot(spec)
  return (
    <section className="pivot" aria-label={t('label', { name: visibleText(table.ref.name, 80) })}>
      <PivotForm table={table} choice={choice} />
      {!spec && isAwaited ? (
        <Loading label={t('loading')} lines={8} height={24} />
      ) : !spec ? (
        <EmptyState icon={Table2} sentence={t('empty')} />
      ) : query.isError ? (
        isCancelled(query.error) ? (
          <Stopped onAgain={() => void query.refetch()} />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : query.fetchStatus === 'idle' && !model ? (
        <Stopped onAgain={() => void query.refetch()} />
      ) : !model || !plan ? (
        <>
          <p className="pivot-line">
            <Button
              size="small"
              icon={Square}
              onPress={() => void queryClient.cancelQueries({ queryKey: ['pivot', JSON.stringify(spec)] })}
            >
              {t('cancel')}
            </Button>
          </p>
          <Loading label={t('loading')} lines={8} height={24} />
        </>
      ) : (
        <Filled table={table} choice={choice} spec={spec} model={model} plan={plan} />
      )}
    </section>
  )
}

function Stopped({ onAgain }: { onAgain: () => void }) {
  const t = useText(text)
  return (
    <p className="pivot-line">
      <span className="muted">{t('stopped')}</span>
      <Button size="small" icon={RotateCcw} onPress={onAgain}>
        {t('again')}
      </Button>
    </p>
  )
}

type FilledProps = {
  table: TableInfo
  choice: PivotChoice
  spec: PivotSpec
  model: PivotModel
  plan: NonNullable<ReturnType<typeof usePivot>['plan']>
}

function Filled({ table, choice, spec, model, plan }: FilledProps) {
  const t = useText(text)
  const words = useText(gridText)
  const localize = useLocalize()
  const [failure, setFailure] = useState<unknown>(null)
  const [sheet, setSheet] = useState<{ sql: string; columns: number } | null>(null)
  const rows = useMemo(
    () => arrange(model.rows, choice.hasSubtotals, choice.sort ? weightBy(model, choice.sort) : undefined),
    [model, choice.hasSubtotals, choice.sort]
  )
  const shown = useMemo(() => withTypes(spec, table.columns), [spec, table.columns])
  const columns = useMemo(() => arrange(model.columns, choice.hasSubtotals), [model, choice.hasSubtotals])
  const name = visibleText(table.ref.name, 80)
  const filterWords = spec.filter?.all.length ? visibleText(localize(plan.filter), 2_000) : ''
  const hasFew = spec.measures.some(({ aggregate }) => /mean|median|share/.test(aggregate))
  const open = (row: Group, column: Group, measure: number, figure: string): void => {
    setFailure(null)
    const cell = { rows: [...row.keys], columns: [...column.keys], measure }
    const hints = pinHints(spec.measures[measure] ?? { aggregate: 'count' }, model.at(row, column)?.values[measure], figure) // prettier-ignore
    api.pivot
      .evidence({ spec, cell })
      .then((evidence) => openEvidence(withPinHints(evidence, hints), figure), setFailure)
  }
  const write = (written: string, said: string): void => {
    setFailure(null)
    writeClipboard(written).then(() => announce(said), setFailure)
  }
  const copy = (): void => {
    const { names, labels } = sheetWords(spec, plan, rows, columns)
    const lines = rows.map((row, place) => [
      ...(labels[place] ?? []),
      ...columns.flatMap((column) => {
        const figures = model.at(row, column)
        return spec.measures.map((measure, at) => (figures ? figureWords(measure, figures.values[at]) : ''))
      })
    ])
    const told = { name, n: plan.n, filter: filterWords, sort: '', at: new Date() }
    const foot = exportAbout(told, words).facts.map(([fact, value]) => `${fact}${words('colon')}${value}`)
    write(linesOf([names, ...lines, [foot.join(' · ')]]), t('copied'))
  }
  const save = (): void => {
    setFailure(null)
    const { names, labels } = sheetWords(spec, plan, rows, columns)
    const keys = (groups: readonly Group[]) => groups.map((group) => [...group.keys])
    api.pivot
      .sheet({ spec, rows: keys(rows), columns: keys(columns), names, labels })
      .then(({ sql }) => setSheet({ sql, columns: names.length }), setFailure)
  }
  return (
    <>
      <div className="pivot-line">
        <p className="muted isolate pivot-basis">
          {t('basis', { count: plan.n, n: formatInteger(plan.n), filter: visibleText(localize(plan.filter), 300) })}
        </p>
        <Button size="small" icon={Copy} onPress={copy}>
          {t('copy')}
        </Button>
        <Button size="small" icon={Download} onPress={save}>
          {t('export')}
        </Button>
      </div>
      {plan.notes.map((note) => (
        <p className="pivot-note" key={note.en}>
          {localize(note)}
        </p>
      ))}
      {failure !== null && <ErrorState error={failure} inline />}
      <PivotGrid
        label={t('label', { name })}
        spec={shown}
        bins={plan.bins}
        model={model}
        rows={rows}
        columns={columns}
        sort={choice.sort}
        hasHeat={choice.hasHeat}
        onSort={(sort) => changePivot(table.ref, { sort })}
        onOpen={open}
        onCopy={(copied, cells) => write(copied, cells > 1 ? t('copiedCells') : t('copiedFigure', { figure: copied }))}
      />
      <p className="muted pivot-keys">
        {hasFew && `${t('few')} `}
        {t('keys')}
      </p>
      {sheet && (
        <ExportDialog
          source={{ kind: 'query', sql: sheet.sql }}
          places={Array.from({ length: sheet.columns }, (_, place) => place)}
          allColumns={sheet.columns}
          rows={rows.length}
          fileName={name}
          kind={t('fileKind')}
          n={plan.n}
          filter={filterWords}
          sort=""
          onClose={() => setSheet(null)}
        />
      )}
    </>
  )
}

function specOf(table: TableInfo, choice: PivotChoice, filter: PivotSpec['filter']): PivotSpec | null {
  const { rows, columns, measures } = choice
  if (!rows.length || !measures.length) return null
  return {
    table: table.ref,
    rows: [...rows],
    columns: [...columns],
    measures: [...measures],
    ...(filter?.all.length ? { filter } : {}),
    mostRows: 500,
    mostColumns: 200
  }
}
