import { useMutation, useQuery } from '@tanstack/react-query'
import { CircleCheck, Files, History, RotateCcw } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { LocalizedText, SettledLine } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { refreshProject, useProject } from '../../app/project'
import { go } from '../../app/route'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  EmptyState,
  ErrorState,
  formatDateTime,
  Loading,
  ScreenHeader,
  Tabs,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { ExplorationDays } from '../exploration'
import { type DrawnChange, drawHistory } from './history-tree'
import { text } from './text'

/** The history of the project as a tree, newest first; any state can be gone to. */
export function JournalScreen() {
  const t = useText(text)
  const localize = useLocalize()
  const readOnly = useProject()?.readOnly ?? true
  const history = useQuery({ queryKey: ['history'], queryFn: ({ signal }) => api.project.history({}, { signal }) })
  // A search takes note of what it no longer finds, and changes nothing: told behind the change that it was made after.
  const settled = useQuery({ queryKey: ['register', 'settlements'], queryFn: ({ signal }) => api.register.settlements({}, { signal }) }) // prettier-ignore
  const settledAfter = (change: number | null): SettledLine[] =>
    (settled.data ?? []).filter((line) => line.change === change).reverse()
  const goTo = useMutation({
    mutationFn: ({ change }: { change: number | null; label: LocalizedText | null }) => api.project.goTo({ change }),
    onSuccess: async (_project, { label }) => {
      announce(t('gone', { what: label ? localize(label) : t('beginning') }))
      await refreshProject()
    }
  })
  const drawn = drawHistory(history.data ?? [])
  const atBeginning = !drawn.some(({ change }) => change.current)
  const changes = (
    <>
      {history.isPending && <Loading lines={8} height={28} />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {goTo.isError && <ErrorState inline error={goTo.error} />}
      {history.data?.length === 0 && (
        <EmptyState
          icon={History}
          sentence={t('empty')}
          action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
        >
          <BundledCaseLink />
        </EmptyState>
      )}
      {drawn.length > 0 && (
        <ol className="journal" aria-label={t('list')}>
          {drawn.map((item) => (
            <Fragment key={item.change.id}>
              {settledAfter(item.change.id).map((line) => (
                <SettledNote key={line.at} line={line} lane={item.lane} faded={!item.change.applied} />
              ))}
              <ChangeLine
                item={item}
                canGo={!readOnly}
                onGo={() => goTo.mutate({ change: item.change.id, label: item.change.label })}
              />
            </Fragment>
          ))}
          <li className="journal-line" aria-current={atBeginning ? 'step' : undefined}>
            <Lane lane={0} fork={0} current={atBeginning} faded={false} last />
            <span className="journal-label">{t('beginning')}</span>
            {atBeginning ? (
              <Badge tone="info">{t('here')}</Badge>
            ) : (
              !readOnly && <GoButton label={t('beginning')} onGo={() => goTo.mutate({ change: null, label: null })} />
            )}
          </li>
        </ol>
      )}
    </>
  )
  return (
    <>
      <ScreenHeader title={t('title')} subtitle={t('subtitle')} />
      <div className="screen-body">
        <Tabs
          label={t('title')}
          tabs={[
            { id: 'changes', label: t('changes'), content: changes },
            { id: 'days', label: t('days'), content: <ExplorationDays /> }
          ]}
        />
      </div>
    </>
  )
}

/** What a search no longer found, its repair being in the recipe: no state to go to. */
function SettledNote({ line, lane, faded }: { line: SettledLine; lane: number; faded: boolean }) {
  const t = useText(text)
  return (
    <li className="journal-line">
      <Passing lane={lane} />
      <span className={faded ? 'journal-label isolate muted' : 'journal-label isolate'}>
        <Words of={line.label} />
      </span>
      <Badge tone="good" icon={CircleCheck}>
        {t('bySearch')}
      </Badge>
      <time className="muted num" dateTime={line.at}>
        {formatDateTime(line.at)}
      </time>
      <span className="journal-go" />
    </li>
  )
}

/** A line of the journal, cut where it is long; it opens whole. */
function Words({ of }: { of: LocalizedText }) {
  const localize = useLocalize()
  const [isWhole, setWhole] = useState(false)
  const label = visibleText(localize(of), 200)
  const whole = visibleText(localize(of), 10_000)
  if (label === whole) return label
  return (
    <details onToggle={(event) => setWhole(event.currentTarget.open)}>
      <summary>{isWhole ? whole : label}</summary>
    </details>
  )
}

function ChangeLine({ item, canGo, onGo }: { item: DrawnChange; canGo: boolean; onGo: () => void }) {
  const t = useText(text)
  const localize = useLocalize()
  const { change, lane, fork, ahead } = item
  return (
    <li className="journal-line" aria-current={change.current ? 'step' : undefined}>
      <Lane lane={lane} fork={fork} current={change.current} faded={!change.applied} last={false} />
      <span className={change.applied ? 'journal-label isolate' : 'journal-label isolate muted'}>
        <Words of={change.label} />
      </span>
      {change.current && <Badge tone="info">{t('here')}</Badge>}
      {ahead && <Badge tone="neutral">{t('ahead')}</Badge>}
      {!change.applied && !ahead && <Badge tone="neutral">{t('branch')}</Badge>}
      <time className="muted num" dateTime={change.at}>
        {formatDateTime(change.at)}
      </time>
      {canGo && !change.current ? (
        <GoButton label={visibleText(localize(change.label), 200)} onGo={onGo} />
      ) : (
        <span className="journal-go" />
      )}
    </li>
  )
}

function GoButton({ label, onGo }: { label: string; onGo: () => void }) {
  const t = useText(text)
  return (
    <Button
      variant="quiet"
      size="small"
      icon={RotateCcw}
      onPress={onGo}
      aria-label={`${t('goTo')} – ${label}`}
      className="journal-go"
    >
      {t('goTo')}
    </Button>
  )
}

const STEP = 14
const LINE = 32

/** The way that goes by beside a line that is no change. */
function Passing({ lane }: { lane: number }) {
  const x = 8 + Math.min(lane, 8) * STEP
  return (
    <svg className="journal-lane" width={8 + 9 * STEP} height={LINE} aria-hidden>
      {[...new Set([8, x])].map((at) => (
        <line key={at} className="journal-path" x1={at} x2={at} y1={0} y2={LINE} />
      ))}
    </svg>
  )
}

/** The bit of tree beside one change; said in words beside it, so hidden from screen readers. */
function Lane({
  lane,
  fork,
  current,
  faded,
  last
}: {
  lane: number
  fork: number
  current: boolean
  faded: boolean
  last: boolean
}) {
  const shown = Math.min(lane, 8)
  const x = 8 + shown * STEP
  const from = 8 + Math.min(fork, 8) * STEP
  return (
    <svg className="journal-lane" width={8 + 9 * STEP} height={LINE} aria-hidden>
      <line className="journal-path" x1={8} x2={8} y1={0} y2={last ? LINE / 2 : LINE} />
      {lane !== 0 && (
        <path
          className="journal-path"
          fill="none"
          d={`M ${x} ${LINE / 2} C ${x} ${LINE}, ${from} ${LINE / 2}, ${from} ${LINE}`}
        />
      )}
      <circle
        className={
          current ? 'journal-dot journal-dot-current' : faded ? 'journal-dot journal-dot-faded' : 'journal-dot'
        }
        cx={x}
        cy={LINE / 2}
        r={current ? 5 : 4}
      />
    </svg>
  )
}
