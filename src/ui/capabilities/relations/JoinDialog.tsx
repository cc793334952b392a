import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { JoinHow, RelationsFound, Step, StepSpec } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, Checkbox, Dialog, ErrorState, Select, useText, visibleText } from '../../parts'
import { BroughtColumns } from './BroughtColumns'
import { columnsOf, type JoinDraft, type JoinStart, startDraft, stepOf, withPairs, withTables } from './join-draft'
import { KeyPairs } from './KeyPairs'
import { KeysNote } from './KeysNote'
import { MatchPreview } from './MatchPreview'
import { text } from './text'

export type { JoinStart } from './join-draft'

type JoinDialogProps = {
  found: RelationsFound
  /** The search for relations still runs. */
  isPartial?: boolean
  start: JoinStart
  onClose: () => void
  /** Called with the step that was added, before the dialog closes. */
  onJoined: (step: Step) => void
}

/** Two tables, the columns that match, what is brought: with the match report of the moment, before anything is changed. */
export function JoinDialog({ found, isPartial = false, start, onClose, onJoined }: JoinDialogProps) {
  const t = useText(text)
  const [draft, keepDraft] = useState(() => startDraft(found, start))
  const spec = stepOf(draft)
  const add = useMutation({
    mutationFn: (step: StepSpec) => api.recipe.add({ table: draft.left ?? '', spec: step }),
    onSuccess: async (step) => {
      onJoined(step)
      announce(t('added', { table: visibleText(draft.left ?? '', 80) }))
      onClose()
      await refreshProject()
    }
  })
  const setDraft = (changed: JoinDraft): void => {
    // What was refused is no more what would be added.
    add.reset()
    keepDraft(changed)
  }
  const tables = found.tables.map(({ table: { name } }) => ({ value: name, label: visibleText(name, 80) }))
  const chooseTables = (tables: Partial<Pick<JoinDraft, 'left' | 'right'>>): void => {
    const next = withTables(found, draft, tables)
    setDraft(next)
    const other = tables.left === undefined ? next.left : next.right
    if (other !== (tables.left === undefined ? draft.left : draft.right))
      announce(t(tables.left === undefined ? 'leftBecame' : 'rightBecame', { table: visibleText(other ?? '', 80) }))
  }
  const keep = (): void => {
    if (spec && !add.isPending) add.mutate(spec)
  }
  return (
    <Dialog
      title={t('dialogTitle')}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!spec || add.isPending}
            aria-keyshortcuts="Control+Enter"
            onPress={keep}
          >
            {t('add')}
          </Button>
        </>
      }
    >
      <div
        className="join"
        // Before the field that has the focus takes it for its own Enter.
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          event.stopPropagation()
          keep()
        }}
      >
        <div className="join-form">
          <div className="join-tables">
            <Select
              label={t('left')}
              autoFocus
              description={t('leftNote')}
              options={tables}
              value={draft.left}
              onChange={(left) => chooseTables({ left })}
            />
            <Select
              label={t('right')}
              options={tables}
              value={draft.right}
              onChange={(right) => chooseTables({ right })}
            />
          </div>
          <KeyPairs
            pairs={draft.on}
            left={{ table: draft.left, columns: columnsOf(found, draft.left) }}
            right={{ table: draft.right, columns: columnsOf(found, draft.right) }}
            onChange={(on) => setDraft(withPairs(draft, on))}
          />
          <KeysNote
            found={found}
            isPartial={isPartial}
            left={draft.left}
            right={draft.right}
            pairs={draft.on}
            normalise={draft.normalise}
            onTake={({ on, normalise }) => setDraft({ ...withPairs(draft, on), normalise })}
          />
          <Checkbox isSelected={draft.normalise} onChange={(normalise) => setDraft({ ...draft, normalise })}>
            {t('normalise')}
          </Checkbox>
          <Select<JoinHow>
            label={t('how')}
            options={[
              { value: 'left', label: t('howLeft'), description: t('howLeftNote') },
              { value: 'inner', label: t('howInner'), description: t('howInnerNote') }
            ]}
            value={draft.how}
            onChange={(how) => setDraft({ ...draft, how })}
          />
          <BroughtColumns
            all={columnsOf(found, draft.right)}
            chosen={draft.columns}
            onChange={(columns) => setDraft({ ...draft, columns })}
          />
        </div>
        <section className="join-report" aria-label={t('report')}>
          <MatchPreview draft={draft} />
          {add.isError && <ErrorState inline error={add.error} />}
        </section>
      </div>
    </Dialog>
  )
}
