import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import type { Repair } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, useText } from '../../parts'
import { repairSteps } from './repair-steps'
import { text } from './text'

/** Adds a proposed repair to its table's recipe; nothing where no step can make it. */
export function AddRepair({ table, repair }: { table: string; repair: Repair }) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const steps = repairSteps(repair)
  const add = useMutation({
    mutationFn: async () => {
      for (const spec of steps) await api.recipe.add({ table, spec })
    },
    onSuccess: () => announce(t('repairAdded')),
    // Steps added before one that was refused are in the recipe too.
    onSettled: () => refreshProject()
  })
  if (!steps.length) return null
  return (
    <>
      <Button
        size="small"
        icon={ListPlus}
        isDisabled={isReadOnly || add.isPending || add.isSuccess}
        onPress={() => add.mutate()}
      >
        {t(add.isSuccess ? 'repairAdded' : 'addRepair')}
      </Button>
      {add.isError && <ErrorState inline error={add.error} />}
    </>
  )
}
