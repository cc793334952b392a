import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import type { Decision, VerdictState } from '../../../contract'
import { setUserName, usePreferences } from '../../app/preferences'
import { refreshProject, useProject } from '../../app/project'
import { announce, Button, ErrorState, formatInteger, TextField, Toolbar, useText } from '../../parts'
import { api } from '../../client'
import { StateBadge } from './AnomalyList'
import { isSettled, type Listed } from './register-view'
import { text } from './text'
import { useUnsent } from './unsent'

const STATES = ['accepted', 'dismissed', 'in_repair', 'repaired', 'to_see'] as const

type Props = { entries: readonly Listed[]; owners: readonly string[] }

/** What is decided on one anomaly, or on many at once: state, owner, comment. */
export function DecisionPanel({ entries, owners }: Props) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const by = usePreferences(({ userName }) => userName)
  const ids = entries.map(({ anomaly }) => anomaly.id)
  const [reason, setReason] = useUnsent('reason', ids)
  // A reason that was begun waits to be given.
  const [isDismissing, setDismissing] = useState(reason !== '')
  const decide = useMutation({
    mutationFn: (what: Omit<Decision, 'ids' | 'by'>) => api.register.decide({ ...what, ids, by }),
    onSuccess: async ({ changed }, { state }) => {
      if (state) leaveReason()
      announce(t('decided', { count: changed, n: formatInteger(changed) }))
      await refreshProject()
    }
  })
  const leaveReason = (): void => {
    setDismissing(false)
    setReason('')
  }
  const isLocked = isReadOnly || entries.some(({ isKnown }) => !isKnown)
  const isDisabled = isLocked || decide.isPending
  const states = [...new Set(entries.map(({ verdict }) => verdict.state))]
  const isChanged = entries.some(({ changes }) => changes.length > 0)
  const press = (state: VerdictState): void => (state === 'dismissed' ? setDismissing(true) : decide.mutate({ state }))
  const again = states.length === 1 ? states[0] : undefined
  return (
    <section className="anomaly-decision" aria-label={t('decision')}>
      <div className="anomaly-states">
        {states.map((state) => (
          <StateBadge
            key={state}
            state={state}
            settled={entries.filter(({ verdict }) => verdict.state === state).every(isSettled)}
          />
        ))}
        <Toolbar label={t('decide')}>
          {STATES.filter((state) => again !== state || state === 'dismissed').map((state) => (
            <Button
              key={state}
              size="small"
              isDisabled={isDisabled || (again === state && !isDismissing)}
              onPress={() => press(state)}
            >
              {t(`do_${state}`)}
            </Button>
          ))}
          {isChanged && again && again !== 'to_see' && (
            <Button
              size="small"
              variant="primary"
              isDisabled={isDisabled}
              onPress={() => decide.mutate({ state: again, reason: entries[0]?.verdict.reason })}
            >
              {t('confirmDecision')}
            </Button>
          )}
        </Toolbar>
      </div>
      {isDismissing && (
        <Reason
          reason={reason}
          onChange={setReason}
          isDisabled={isDisabled}
          onCancel={leaveReason}
          onReason={(given) => decide.mutate({ state: 'dismissed', reason: given })}
        />
      )}
      <div className="anomaly-words">
        <Owner
          key={ids.join()}
          owners={owners}
          owner={
            entries.every(({ verdict }) => verdict.owner === entries[0]?.verdict.owner)
              ? (entries[0]?.verdict.owner ?? '')
              : ''
          }
          // Not while it is written: a field that is disabled loses the focus.
          isDisabled={isLocked}
          onOwner={(owner) => decide.mutateAsync({ owner })}
        />
        <Comment ids={ids} isDisabled={isLocked} onComment={(comment) => decide.mutateAsync({ comment })} />
        <TextField label={t('userName')} value={by} onChange={setUserName} maxLength={200} isDisabled={isReadOnly} />
      </div>
      {entries.some(({ isKnown }) => !isKnown) && !isReadOnly && <p className="muted">{t('notYetKnown')}</p>}
      {decide.isError && <ErrorState inline error={decide.error} />}
    </section>
  )
}

type ReasonProps = {
  reason: string
  onChange: (reason: string) => void
  isDisabled: boolean
  onReason: (reason: string) => void
  onCancel: () => void
}

function Reason({ reason, onChange, isDisabled, onReason, onCancel }: ReasonProps) {
  const t = useText(text)
  const [tried, setTried] = useState(false)
  return (
    <form
      className="anomaly-reason"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim()) onReason(reason.trim())
      }}
    >
      <TextField
        label={t('reason')}
        value={reason}
        onChange={onChange}
        maxLength={2_000}
        autoFocus
        error={tried && !reason.trim() ? t('reasonNeeded') : undefined}
      />
      <Button type="submit" size="small" variant="primary" isDisabled={isDisabled}>
        {t('do_dismissed')}
      </Button>
      <Button size="small" onPress={onCancel}>
        {t('cancel')}
      </Button>
    </form>
  )
}

type OwnerProps = {
  owner: string
  owners: readonly string[]
  isDisabled: boolean
  onOwner: (owner: string) => Promise<unknown>
}

/** Free text; names used before are offered. What was typed is kept when left, or with Enter; untouched, it follows the register. */
function Owner({ owner, owners, isDisabled, onOwner }: OwnerProps) {
  const t = useText(text)
  const list = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const sent = useRef<string | null>(null)
  const keep = (): void => {
    if (typed === null || isDisabled || sent.current === typed) return
    const forget = (): void => setTyped((now) => (now === typed ? null : now))
    if (typed.trim() === owner) return forget()
    sent.current = typed
    // What was typed stays to be tried again where it was refused: the panel tells why.
    void onOwner(typed.trim())
      .then(forget, () => undefined)
      .finally(() => (sent.current = null))
  }
  return (
    <>
      <TextField
        label={t('owner')}
        value={typed ?? owner}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
        maxLength={200}
        isDisabled={isDisabled}
        list={list}
      />
      <datalist id={list}>
        {owners.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

type CommentProps = { ids: readonly string[]; isDisabled: boolean; onComment: (comment: string) => Promise<unknown> }

function Comment({ ids, isDisabled, onComment }: CommentProps) {
  const t = useText(text)
  const [comment, setComment] = useUnsent('comment', ids)
  return (
    <form
      className="anomaly-comment"
      onSubmit={(event) => {
        event.preventDefault()
        if (!comment.trim()) return
        // What was written stays to be tried again where it was refused: the panel tells why.
        void onComment(comment.trim()).then(
          () => setComment(''),
          () => undefined
        )
      }}
    >
      <TextField label={t('comment')} value={comment} onChange={setComment} maxLength={5_000} isDisabled={isDisabled} />
      <Button type="submit" size="small" isDisabled={isDisabled || !comment.trim()}>
        {t('addComment')}
      </Button>
    </form>
  )
}
