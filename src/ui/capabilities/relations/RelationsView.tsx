import { ArrowLeft, Combine, Files, Waypoints } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { Link, RelationsFound } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { focusWhenLost } from '../../app/focus'
import { useProject } from '../../app/project'
import { go, readTableParam, setParams, useRoute } from '../../app/route'
import { Button, Checkbox, EmptyState, ErrorState, ProgressBar, ScreenHeader, Tabs, useText } from '../../parts'
import { IsolatedTables } from './IsolatedTables'
import { JoinDialog, type JoinStart } from './JoinDialog'
import { JoinNotice } from './JoinNotice'
import { layoutDiagram } from './layout'
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
  const [chosen, setChosen] = useChosen()
  const [joined, setJoined] = useState<string | null>(null)
  // Asked for from a recipe: its table is what the other comes to, once all links are known.
  const asked = params.join ? readTableParam(params.table)?.name : undefined
  const start = joining ?? (asked !== undefined && !isPending && !isDisabled ? { left: asked } : null)
  const close = (): void => {
    setJoining(null)
    if (params.join) setParams({ join: '' }, { replace: true })
  }
  const canShow = found !== undefined && (found.tables.length > 1 || found.links.length > 0)
  const made = found?.joins.find(({ step }) => step === joined)
  return (
    <div className="relations">
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        {params.from === 'recipe' ? (
          <Button variant="quiet" icon={ArrowLeft} onPress={() => go('recipe')}>
            {t('backToRecipe')}
          </Button>
        ) : (
          <Button variant="quiet" icon={ArrowLeft} onPress={() => setParams({ view: '', link: '', about: '' })}>
            {t('back')}
          </Button>
        )}
        {found && found.tables.length > 1 && (
          <Button
            variant="primary"
            icon={Combine}
            isDisabled={isDisabled}
            onPress={() => setJoining(startFrom(found, chosen))}
          >
            {t('join')}
          </Button>
        )}
      </ScreenHeader>
      <div className="relations-body">
        {isPending && !isStopped && !canShow && (
          <ProgressBar label={t('searching')} progress={progress} onCancel={cancel} />
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
        {found && canShow && (
          <Relations
            found={found}
            isPartial={isPending}
            chosen={chosen}
            onChoose={setChosen}
            onJoin={setJoining}
            notice={
              <>
                {isPending && <ProgressBar label={t('searchingMore')} progress={progress} onCancel={cancel} />}
                {made && (
                  <JoinNotice
                    join={made}
                    onClose={() => {
                      setJoined(null)
                      focusWhenLost('.relation-frame')
                    }}
                  />
                )}
              </>
            }
          />
        )}
      </div>
      {found && start && found.tables.length > 1 && (
        <JoinDialog
          found={found}
          isPartial={isPending}
          start={start}
          onClose={close}
          onJoined={({ id }) => setJoined(id)}
        />
      )}
    </div>
  )
}

/** The table or link looked at: of the address, so that one comes back to it. */
function useChosen(): [Chosen | null, (chosen: Chosen | null) => void] {
  const { link, about } = useRoute().params
  const chosen = useMemo<Chosen | null>(
    () => (link ? { kind: 'link', id: link } : about ? { kind: 'table', name: about } : null),
    [link, about]
  )
  const choose = (next: Chosen | null): void =>
    setParams(
      { link: next?.kind === 'link' ? next.id : '', about: next?.kind === 'table' ? next.name : '' },
      { replace: true }
    )
  return [chosen, choose]
}

/** What a join starts from: the link looked at, the table, or nothing; a table is not joined with itself. */
function startFrom({ links, tables }: RelationsFound, chosen: Chosen | null): JoinStart {
  const link = chosen?.kind === 'link' ? links.find(({ id }) => id === chosen.id) : undefined
  if (link && link.from.name !== link.to.name)
    return { left: link.from.name, right: link.to.name, on: link.on, normalise: link.normalise }
  const table = link?.from.name ?? (chosen?.kind === 'table' ? chosen.name : undefined)
  return tables.some(({ table: { name } }) => name === table) ? { left: table } : {}
}

type RelationsProps = {
  found: RelationsFound
  /** The search still runs. */
  isPartial: boolean
  chosen: Chosen | null
  onChoose: (chosen: Chosen | null) => void
  onJoin: (start: JoinStart) => void
  /** What goes on or was just done, above the details, where it moves no table of the diagram. */
  notice: ReactNode
}

function Relations({ found, isPartial, chosen, onChoose, onJoin, notice }: RelationsProps) {
  const t = useText(text)
  const [withDismissed, setWithDismissed] = useState(false)
  const dismissed = found.links.filter(({ state }) => state === 'dismissed')
  const links = useShown(found, withDismissed)
  // What was pressed in the details goes with them.
  const choose = (next: Chosen | null): void => {
    onChoose(next)
    focusWhenLost('.relation-details-body button')
  }
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
              content:
                links.length || isPartial ? (
                  <RelationDiagram found={found} links={links} chosen={chosen} onChoose={onChoose} />
                ) : (
                  <Unlinked found={found} chosen={chosen} onChoose={onChoose} />
                )
            },
            {
              id: 'table',
              label: t('table'),
              content: (
                <RelationTables found={found} links={links} onChoose={({ id }) => choose({ kind: 'link', id })} />
              )
            }
          ]}
        />
        <aside className="relation-details" aria-label={t('details')}>
          {notice}
          <div className="relation-details-body" aria-live="polite">
            {chosen && (
              <div>
                <Button size="small" variant="quiet" icon={ArrowLeft} onPress={() => choose(null)}>
                  {t('overview')}
                </Button>
              </div>
            )}
            <Details found={found} links={links} chosen={chosen} onChoose={choose} onJoin={onJoin} />
          </div>
        </aside>
      </div>
    </>
  )
}

/** In the place of a diagram that would have nothing to draw: every table, by itself. */
function Unlinked({ found, chosen, onChoose }: Pick<RelationsProps, 'found' | 'chosen' | 'onChoose'>) {
  return (
    <IsolatedTables
      tables={layoutDiagram(found, []).isolated}
      chosen={chosen?.kind === 'table' ? chosen.name : null}
      onChoose={(name) => onChoose({ kind: 'table', name })}
    />
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
  if (link) return <LinkDetails key={link.id} link={link} onJoin={() => onJoin(startFrom(found, chosen))} />
  const table = chosen?.kind === 'table' ? chosen.name : null
  if (table !== null && found.tables.some((one) => one.table.name === table))
    return (
      <TableDetails
        name={table}
        found={found}
        links={links}
        onChoose={({ id }) => onChoose({ kind: 'link', id })}
        onJoin={() => onJoin(startFrom(found, chosen))}
      />
    )
  return <Overview found={found} links={links} onChoose={(name) => onChoose({ kind: 'table', name })} />
}
