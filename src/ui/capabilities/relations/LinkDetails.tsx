import { useMutation } from '@tanstack/react-query'
import { Check, Combine, RotateCcw, X } from 'lucide-react'
import type { Link } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { Badge, Button, ErrorState, Figure, formatInteger, useText, visibleText } from '../../parts'
import { text } from './text'
import { cardinalityInWords, differencesInWords, leftOf, rightOf, shareOf, formatShare } from './words'

/** A link in figures, each open to its rows, and what can be decided about it. */
export function LinkDetails({ link, onJoin }: { link: Link; onJoin: () => void }) {
  const t = useText(text)
  const { evidence } = link
  const count = (value: number) => formatInteger(value)
  return (
    <>
      <h2 className="relation-details-title">
        <span className="isolate">{visibleText(link.from.name, 80)}</span>{' '}
        <code className="isolate">{leftOf(link)}</code>
        {' → '}
        <span className="isolate">{visibleText(link.to.name, 80)}</span>{' '}
        <code className="isolate">{rightOf(link)}</code>
      </h2>
      <p className="relation-details-badges">
        {link.state === 'kept' && <Badge tone="good">{t('kept')}</Badge>}
        {link.state === 'dismissed' && <Badge tone="neutral">{t('dismissed')}</Badge>}
        {link.state === 'found' && <Badge tone="info">{t('found')}</Badge>}
        {link.orphanRows > 0 && (
          <Badge tone="warning">{t('orphans', { count: link.orphanRows, n: count(link.orphanRows) })}</Badge>
        )}
      </p>
      <dl className="facts relation-facts">
        <dt>{t('matched')}</dt>
        <dd>
          <Figure value={shareOf(link)} format={formatShare} n={link.present} evidence={evidence.matched} />
        </dd>
        <dt>{t('orphanRows')}</dt>
        <dd>
          <Figure value={link.orphanRows} format={count} evidence={evidence.orphans} />
        </dd>
        <dt>{t('orphanValues')}</dt>
        <dd>
          <Figure value={link.orphanValues} format={count} evidence={evidence.orphanValues} />
        </dd>
        <dt>{t('noValue')}</dt>
        <dd>
          <Figure value={link.rows - link.present} format={count} />
        </dd>
        <dt>{t('unused')}</dt>
        <dd>
          <Figure value={link.keys - link.usedKeys} format={count} evidence={evidence.unused} />{' '}
          <span className="muted">{t('ofTotal', { n: count(link.keys) })}</span>
        </dd>
        <dt>{t('cardinality')}</dt>
        <dd>
          <span className="num">{link.cardinality}</span>{' '}
          <span className="muted">{cardinalityInWords(link.cardinality, t)}</span>
        </dd>
        <dt>{t('differences')}</dt>
        <dd>{link.differences.length ? t('without', { what: differencesInWords(link.differences, t) }) : t('asIs')}</dd>
      </dl>
      {link.keyDuplicates > 0 && (
        <p className="relation-details-note">
          <Badge tone="warning">
            {t('keyDuplicates')} · {count(link.keyDuplicates)}
          </Badge>{' '}
          {t('keyDuplicatesNote', { table: visibleText(link.to.name, 80) })}
        </p>
      )}
      <LinkActions link={link} onJoin={onJoin} />
    </>
  )
}

function LinkActions({ link, onJoin }: { link: Link; onJoin: () => void }) {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const decide = useMutation({
    mutationFn: async (state: 'kept' | 'dismissed' | 'found'): Promise<unknown> =>
      state === 'found'
        ? api.relations.remove({ id: link.id })
        : api.relations.keep({
            from: link.from.name,
            to: link.to.name,
            on: link.on,
            normalise: link.normalise,
            state
          }),
    onSuccess: () => refreshProject()
  })
  const busy = isDisabled || decide.isPending
  const isOwn = link.from.name === link.to.name
  return (
    <>
      {isOwn && <p className="relation-details-note">{t('ownLink', { table: visibleText(link.from.name, 80) })}</p>}
      {decide.isError && <ErrorState inline error={decide.error} />}
      <div className="relation-details-actions">
        <Button icon={Combine} isDisabled={isDisabled || isOwn} onPress={onJoin}>
          {t('joinThis')}
        </Button>
        {link.state === 'found' ? (
          <>
            <Button icon={Check} isDisabled={busy} onPress={() => decide.mutate('kept')}>
              {t('keep')}
            </Button>
            <Button variant="quiet" icon={X} isDisabled={busy} onPress={() => decide.mutate('dismissed')}>
              {t('dismiss')}
            </Button>
          </>
        ) : (
          <Button variant="quiet" icon={RotateCcw} isDisabled={busy} onPress={() => decide.mutate('found')}>
            {t('reconsider')}
          </Button>
        )}
      </div>
    </>
  )
}
