import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Evidence, KeyValue, MatchReport } from '../../../contract'
import { api } from '../../client'
import {
  Badge,
  Button,
  ErrorState,
  Figure,
  formatInteger,
  formatPercent,
  Loading,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { type JoinDraft, pairsOf } from './join-draft'
import { MatchEvidence } from './MatchEvidence'
import { text } from './text'
import { cardinalityInWords, differencesInWords } from './words'

/** What the join would do, counted while it is being made. */
export function MatchPreview({ draft }: { draft: JoinDraft }) {
  const t = useText(text)
  const on = pairsOf(draft)
  const asked =
    draft.left && draft.right && draft.left !== draft.right && on
      ? { left: draft.left, right: draft.right, on, how: draft.how, normalise: draft.normalise }
      : null
  const report = useQuery({
    queryKey: ['relations', 'match', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      if (!asked) throw new Error('nothing to match')
      return api.relations.match(asked, { signal })
    }
  })
  const [opened, setOpened] = useState<{ of: string; evidence: Evidence } | null>(null)
  const of = JSON.stringify(asked)
  const heading = useRef<HTMLHeadingElement>(null)
  /** Which figure of the report was opened: it has the focus again when its evidence is closed. */
  const figure = useRef<number | null>(null)
  const isOpen = opened?.of === of
  useEffect(() => {
    if (isOpen || figure.current === null) return
    figuresOf(heading.current)[figure.current]?.focus()
    figure.current = null
  }, [isOpen])
  if (isOpen) return <MatchEvidence evidence={opened.evidence} onClose={() => setOpened(null)} />
  return (
    <>
      <h3 ref={heading}>{t('report')}</h3>
      {!asked && <p className="muted">{t('chooseKeys')}</p>}
      {asked && report.isPending && <Loading label={t('reporting')} lines={5} height={28} />}
      {asked && report.isError && <ErrorState inline error={report.error} />}
      {asked && report.data && (
        <Report
          report={report.data}
          isOld={report.isPlaceholderData}
          onOpen={(evidence) => {
            figure.current = figuresOf(heading.current).findIndex((button) => button === document.activeElement)
            setOpened({ of, evidence })
          }}
        />
      )}
    </>
  )
}

function figuresOf(heading: HTMLElement | null): HTMLElement[] {
  return [...(heading?.parentElement?.querySelectorAll<HTMLElement>('button') ?? [])]
}

type Open = (evidence: Evidence) => void

function Report({ report, isOld, onOpen }: { report: MatchReport; isOld: boolean; onOpen: Open }) {
  const t = useText(text)
  const localize = useLocalize()
  const { leftRows, none, missing, one, several, rowsAfter, rightOrphans, nearMisses, evidence } = report
  return (
    <div className={isOld ? 'join-old' : undefined} aria-busy={isOld} aria-live="polite">
      <dl className="facts join-facts">
        <Count label={t('rowsOne')} n={one} of={leftRows} evidence={evidence.one} onOpen={onOpen} />
        <Count label={t('rowsNone')} n={none - missing} of={leftRows} evidence={evidence.unmatched} onOpen={onOpen} />
        {missing > 0 && (
          <Count label={t('rowsKeyless')} n={missing} of={leftRows} evidence={evidence.missing} onOpen={onOpen} />
        )}
        <Count label={t('rowsSeveral')} n={several} of={leftRows} evidence={evidence.several} onOpen={onOpen} />
        <Count
          label={t('rightOrphans')}
          n={rightOrphans}
          of={report.rightRows}
          evidence={evidence.rightOrphans}
          onOpen={onOpen}
        />
        <dt>{t('cardinality')}</dt>
        <dd>
          <span className="num">{report.cardinality}</span>{' '}
          <span className="muted">{cardinalityInWords(report.cardinality, t)}</span>
        </dd>
        <dt>{t('rowsAfter')}</dt>
        <dd className="num join-after">
          <Figure value={rowsAfter} format={formatInteger} evidence={evidence.after} onOpen={onOpen} />{' '}
          <span className="muted">{t('before', { n: formatInteger(leftRows) })}</span>
          {report.multiplies && (
            <>
              {' '}
              <Badge tone="warning">{t('multiplies')}</Badge>
            </>
          )}
        </dd>
      </dl>
      {report.warnings.map((warning) => (
        <p key={warning.en} className="join-warning">
          <Badge tone="warning">{localize(warning)}</Badge>
        </p>
      ))}
      {nearMisses.length > 0 && (
        <>
          <h4>{t('nearMisses')}</h4>
          <ul className="join-examples">
            {nearMisses.slice(0, SHOWN).map((miss) => (
              <li key={JSON.stringify(miss.left)}>
                <span className="isolate">
                  {t('nearMiss', {
                    left: written(miss.left),
                    right: written(miss.right),
                    what: differencesInWords(miss.differences, t)
                  })}
                </span>
                <Rows n={miss.rows} />
              </li>
            ))}
          </ul>
          <Rest
            shown={Math.min(SHOWN, nearMisses.length)}
            of={report.nearValues}
            evidence={evidence.near}
            onOpen={onOpen}
          />
        </>
      )}
      <Examples
        title={t('orphanExamples')}
        values={report.leftExamples}
        of={report.leftOrphanValues}
        evidence={evidence.leftValues}
        onOpen={onOpen}
      />
      <Examples
        title={t('rightExamples')}
        values={report.rightExamples}
        of={report.rightOrphanValues}
        evidence={evidence.rightValues}
        onOpen={onOpen}
      />
    </div>
  )
}

type CountProps = { label: string; n: number; of: number; evidence: Evidence; onOpen: Open }

function Count({ label, n, of, evidence, onOpen }: CountProps) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="num join-count">
        <Figure value={n} format={formatInteger} label={label} evidence={evidence} onOpen={onOpen} />{' '}
        <span className="muted">{formatPercent(of ? n / of : null)}</span>
      </dd>
    </>
  )
}

/** Values shown of a list that may be long; the rest opens. */
const SHOWN = 5

type ExamplesProps = { title: string; values: readonly KeyValue[]; of: number; evidence: Evidence; onOpen: Open }

function Examples({ title, values, of, evidence, onOpen }: ExamplesProps) {
  if (!values.length) return null
  const shown = values.slice(0, SHOWN)
  return (
    <>
      <h4>{title}</h4>
      <ul className="join-examples">
        {shown.map((example) => (
          <li key={JSON.stringify(example.values)}>
            <code className="isolate">{written(example.values)}</code>
            <Rows n={example.rows} />
          </li>
        ))}
      </ul>
      <Rest shown={shown.length} of={of} evidence={evidence} onOpen={onOpen} />
    </>
  )
}

/** « et N autres », which opens all of them. */
function Rest({ shown, of, evidence, onOpen }: { shown: number; of: number; evidence: Evidence; onOpen: Open }) {
  const t = useText(text)
  const rest = of - shown
  return (
    <div className="join-rest">
      <Button size="small" variant="quiet" onPress={() => onOpen(evidence)}>
        {rest > 0 ? t('others', { count: rest, n: formatInteger(rest) }) : t('openValues')}
      </Button>
    </div>
  )
}

function Rows({ n }: { n: number }) {
  const t = useText(text)
  return <span className="muted num">{t('valueRows', { count: n, n: formatInteger(n) })}</span>
}

function written(values: readonly (string | null)[]): string {
  return values.map((value) => visibleText(value ?? '', 60)).join(' + ')
}
