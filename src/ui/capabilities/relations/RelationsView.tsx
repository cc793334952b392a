import { ArrowLeft, Combine, Files, Waypoints } from 'lucide-react'
import { useState } from 'react'
import type { Link, RelationsFound } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useProject } from '../../app/project'
import { readTableParam, setParams, useRoute } from '../../app/route'
import { Button, Checkbox, EmptyState, ErrorState, ProgressBar, ScreenHeader, Tabs, useText } from '../../parts'
import { JoinDialog, type JoinStart } from './JoinDialog'
import { JoinNotice } from './JoinNotice'
import { LinkDetails } from './LinkDetails'
import { Overview } from './Overview'
import { RelationDiagram, type Chosen } from './RelationDiagram'
import { RelationTables } from './RelationTables'
import { TableDetails } from './TableDetails'
import { text } from './text'
import { useRelations } from './useRelations'

/** Keys and foreign keys across the project's tables, as a diagram and as tables; links are kept, dismissed, joined. */
export function RelationsView() {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const { data: found, error, progress, isPending, isStopped, cancel, refetch } = useRelations()
  const { params } = useRoute()
  const [joining, setJoining] = useState<JoinStart | null>(null)
  const [joined, setJoined] = useState<string | null>(null)
  // Asked for from a recipe: its table is what the other comes to, once all links are known.
  const asked = params.join ? readTableParam(params.table)?.name : undefined
  const start = joining ?? (asked !== undefined && !isPending && !isDisabled ? { left: asked } : null)
  const close = (): void => {
    setJoining(null)
    if (params.join) setParams({ join: '' }, { replace: true })
  }
  const made = found?.joins.find(({ step }) => step === joined)
  return (
    <div className="relations">
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Button variant="quiet" icon={ArrowLeft} onPress={() => setParams({ view: '' })}>
          {t('back')}
        </Button>
        {found && found.tables.length > 1 && (
          <Button variant="primary" icon={Combine} isDisabled={isDisabled} onPress={() => setJoining({})}>
            {t('join')}
          </Button>
        )}
      </ScreenHeader>
      <div className="relations-body">
        {made && <JoinNotice join={made} onClose={() => setJoined(null)} />}
        {isPending && !isStopped && (
          <ProgressBar label={t(found ? 'searchingMore' : 'searching')} progress={progress} onCancel={cancel} />
        )}
        {isStopped && (
          <EmptyState
            icon={Waypoints}
            sentence={t('stopped')}
            action={{ label: t('again'), onPress: () => void refetch() }}
          />
        )}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {found && found.tables.length < 2 && !found.links.length && (
          <EmptyState
            icon={Waypoints}
            sentence={t('needTwo')}
            action={{ label: t('back'), icon: Files, onPress: () => setParams({ view: '' }) }}
          >
            <BundledCaseLink />
          </EmptyState>
        )}
        {found && (found.tables.length > 1 || found.links.length > 0) && (
          <Relations found={found} isPartial={isPending} onJoin={setJoining} />
        )}
      </div>
      {found && start && found.tables.length > 1 && (
        <JoinDialog found={found} start={start} onClose={close} onJoined={({ id }) => setJoined(id)} />
      )}
    </div>
  )
}

type RelationsProps = {
  found: RelationsFound
  /** The search still runs. */
  isPartial: boolean
  onJoin: (start: JoinStart) => void
}

function Relations({ found, isPartial, onJoin }: RelationsProps) {
  const t = useText(text)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [withDismissed, setWithDismissed] = useState(false)
  const dismissed = found.links.filter(({ state }) => state === 'dismissed')
  const links = useShown(found, withDismissed)
  const choose = (link: Link): void => setChosen({ kind: 'link', id: link.id })
  return (
    <>
      {found.links.length === 0 && !isPartial && <p className="relations-note">{t('noLink')}</p>}
      {dismissed.length > 0 && (
        <div className="relations-note">
          <Checkbox isSelected={withDismissed} onChange={setWithDismissed}>
            {t('showDismissed', { count: dismissed.length })}
          </Checkbox>
        </div>
      )}
      <div className="relations-split">
        <Tabs
          label={t('views')}
          className="relations-tabs"
          tabs={[
            {
              id: 'diagram',
              label: t('diagram'),
              content: <RelationDiagram found={found} links={links} chosen={chosen} onChoose={setChosen} />
            },
            {
              id: 'table',
              label: t('table'),
              content: <RelationTables found={found} links={links} onChoose={choose} />
            }
          ]}
        />
        <aside className="relation-details" aria-label={t('details')} aria-live="polite">
          {chosen && (
            <div>
              <Button size="small" variant="quiet" icon={ArrowLeft} onPress={() => setChosen(null)}>
                {t('overview')}
              </Button>
            </div>
          )}
          <Details found={found} links={links} chosen={chosen} onChoose={setChosen} onJoin={onJoin} />
        </aside>
      </div>
    </>
  )
}

/** The links to draw; the same array while nothing changes, so that the diagram is not laid out again. */
function useShown(found: RelationsFound, withDismissed: boolean): readonly Link[] {
  const [shown, setShown] = useState({ found, withDismissed, links: shownOf(found, withDismissed) })
  if (shown.found === found && shown.withDismissed === withDismissed) return shown.links
  const links = shownOf(found, withDismissed)
  setShown({ found, withDismissed, links })
  return links
}

function shownOf({ links }: RelationsFound, withDismissed: boolean): readonly Link[] {
  return withDismissed ? links : links.filter(({ state }) => state !== 'dismissed')
}

type DetailsProps = {
  found: RelationsFound
  links: readonly Link[]
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
  onJoin: (start: JoinStart) => void
}

function Details({ found, links, chosen, onChoose, onJoin }: DetailsProps) {
  const link = chosen?.kind === 'link' ? found.links.find(({ id }) => id === chosen.id) : undefined
  if (link)
    return (
      <LinkDetails
        key={link.id}
        link={link}
        onJoin={() => onJoin({ left: link.from.name, right: link.to.name, on: link.on, normalise: link.normalise })}
      />
    )
  const table = chosen?.kind === 'table' ? chosen.name : null
  if (table !== null && found.tables.some((one) => one.table.name === table))
    return (
      <TableDetails
        name={table}
        found={found}
        links={links}
        onChoose={({ id }) => onChoose({ kind: 'link', id })}
        onJoin={() => onJoin({ left: table })}
      />
    )
  return <Overview found={found} links={links} onChoose={(name) => onChoose({ kind: 'table', name })} />
}
