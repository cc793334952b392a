import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { usePreferences } from '../../app/preferences'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, useText } from '../../parts'
import type { Listed } from './register-view'
import { repairSteps } from './repair-steps'
import { text } from './text'

/** Adds the repair proposed for an anomaly to its table's recipe, and notes in the register that it is in repair; nothing where no step can make it. */
export function AddRepair({ entry: { anomaly, verdict, isKnown } }: { entry: Listed }) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const by = usePreferences(({ userName }) => userName)
  const steps = anomaly.proposal ? repairSteps(anomaly.proposal.repair) : []
  const add = useMutation({
    mutationFn: async () => {
      for (const spec of steps) await api.recipe.add({ table: anomaly.table.name, spec })
      // One that the search under way just found is not in the register yet.
      if (isKnown && verdict.state !== 'in_repair')
        await api.register.decide({ ids: [anomaly.id], state: 'in_repair', by })
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
