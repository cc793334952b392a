import type { Evidence, Sampled, TextLanguage, TextShapes, TimeCoverage } from '../../../contract'
import { DataTable, formatDate, formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { text } from './profile-text'
import { TextFigure } from './TextFigure'

type Opened = { evidence: Evidence | undefined }

/** The commonest shapes of the texts of a column. */
export function Shapes({ shapes, evidence }: { shapes: TextShapes } & Opened) {
  const t = useText(text)
  return (
    <section>
      <Heading title={t('shapes')} n={shapes.n} sampled={shapes.sampled} evidence={evidence} />
      <p className="muted">{t('shapesNote', { count: shapes.distinct, n: formatInteger(shapes.distinct) })}</p>
      <DataTable
        caption={t('shapes')}
        rows={shapes.top}
        rowKey={({ shape }) => shape}
        columns={[
          {
            id: 'shape',
            header: t('shape'),
            cell: ({ shape }) => <span className="mono">{visibleText(shape, 60)}</span>
          },
          { id: 'n', header: t('count'), numeric: true, cell: ({ n }) => formatInteger(n) },
          { id: 'share', header: '%', numeric: true, cell: ({ n }) => formatPercent(n / Math.max(1, shapes.n)) }
        ]}
      />
    </section>
  )
}

/** The languages of the texts of a column. */
export function Language({ language, evidence }: { language: TextLanguage } & Opened) {
  const t = useText(text)
  const rows = [
    { name: t('french'), n: language.fr },
    { name: t('english'), n: language.en },
    { name: t('otherLanguage'), n: language.other }
  ]
  return (
    <section>
      <Heading title={t('language')} n={language.n} sampled={language.sampled} evidence={evidence} />
      <DataTable
        caption={t('language')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', header: t('language'), cell: ({ name }) => name },
          { id: 'n', header: t('count'), numeric: true, cell: ({ n }) => formatInteger(n) },
          { id: 'share', header: '%', numeric: true, cell: ({ n }) => formatPercent(n / Math.max(1, language.n)) }
        ]}
      />
    </section>
  )
}

/** Periods that a date column covers, and its longest gaps. */
export function Coverage({ coverage, evidence }: { coverage: TimeCoverage } & Opened) {
  const t = useText(text)
  const words = t('coverageNote', {
    present: formatInteger(coverage.present),
    expected: formatInteger(coverage.expected),
    gaps: t('gaps', { count: coverage.gaps, n: formatInteger(coverage.gaps) }),
    step: t(coverage.step === 'year' ? 'yearStep' : coverage.step)
  })
  return (
    <section>
      <h2>{t('coverage')}</h2>
      <TextFigure value={words} label={t('coverage')} evidence={evidence} />
      {coverage.longest.length > 0 && (
        <DataTable
          caption={t('coverage')}
          rows={coverage.longest}
          rowKey={({ from }) => from}
          columns={[
            { id: 'from', header: t('gapFrom'), cell: ({ from }) => formatDate(from) },
            { id: 'to', header: t('gapTo'), cell: ({ to }) => formatDate(to) },
            { id: 'periods', header: t('periods'), numeric: true, cell: ({ periods }) => formatInteger(periods) }
          ]}
        />
      )}
    </section>
  )
}

function Heading({ title, n, sampled, evidence }: { title: string; n: number; sampled: Sampled | null } & Opened) {
  const t = useText(text)
  const told = `n = ${formatInteger(n)}${sampled ? ` (${t('sampledNote')})` : ''}`
  return (
    <div className="section-line">
      <h2>{title}</h2>
      <TextFigure value={told} label={title} evidence={evidence} />
    </div>
  )
}
