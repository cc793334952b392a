import { useMutation } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import type { AppliedJoin } from '../../../contract'
import { focusWhenLost } from '../../app/focus'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, useText, visibleText } from '../../parts'
import { text } from './text'

/** Takes a join out of its recipe; itself a change that can be undone. */
export function RemoveJoin({ join, label }: { join: AppliedJoin; label: string }) {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const remove = useMutation({
    mutationFn: () => api.recipe.remove({ id: join.step }),
    onSuccess: async () => {
      announce(t('removed', { left: visibleText(join.left, 80) }))
      focusWhenLost('.relation-frame', '.relation-details-body button')
      await refreshProject()
    }
  })
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={Undo2}
        isDisabled={isDisabled || remove.isPending}
        onPress={() => remove.mutate()}
      >
        {label}
      </Button>
      {remove.isError && <ErrorState inline error={remove.error} />}
    </>
  )
}
