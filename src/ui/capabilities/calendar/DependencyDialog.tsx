import { useState } from 'react'
import type { PlannedWorkstream } from '../../../contract'
import { Button, Dialog, ErrorState, useText, visibleText } from '../../parts'
import { PredecessorChecks, useEditWorkstream } from '../workstreams'
import { text } from './text'

type DependencyDialogProps = { task: PlannedWorkstream; all: readonly PlannedWorkstream[]; onClose: () => void }

/** What a workstream waits for; a circle is refused here, with its names. */
export function DependencyDialog({ task, all, onClose }: DependencyDialogProps) {
  const t = useText(text)
  const [after, setAfter] = useState<readonly string[]>(task.after)
  const edit = useEditWorkstream(task.id)
  return (
    <Dialog
      title={t('dependenciesOf', { title: visibleText(task.title, 80) })}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            onPress={() => !edit.isPending && edit.mutate({ after: [...after] }, { onSuccess: onClose })}
          >
            {t('apply')}
          </Button>
        </>
      }
    >
      {edit.isError && <ErrorState inline error={edit.error} />}
      <PredecessorChecks workstream={task} all={all} chosen={after} onChange={setAfter} />
    </Dialog>
  )
}
