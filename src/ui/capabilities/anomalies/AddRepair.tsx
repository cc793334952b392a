import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { isRepairable } from '../../../contract'
import { usePreferences } from '../../app/preferences'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, formatInteger, useText } from '../../parts'
import type { Listed } from './register-view'
import { text } from './text'

/** Adds the repairs proposed for one anomaly or for many to the recipe, and notes them as in repair; nothing where no step can make any. */
export function AddRepair({ entries }: { entries: readonly Listed[] }) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const by = usePreferences(({ userName }) => userName)
  const proposed = entries.filter(({ anomaly: { proposal } }) => proposal && isRepairable(proposal.repair))
  const left = proposed.filter(({ repair }) => !repair.steps.length)
  const add = useMutation({
    mutationFn: () => api.register.repair({ ids: left.map(({ anomaly }) => anomaly.id), by }),
    onSuccess: async ({ repaired, steps }) => {
      announce(t('repaired', { count: repaired, n: formatInteger(repaired), steps: formatInteger(steps.length) }))
      await refreshProject()
    }
  })
  if (!proposed.length) return null
  const isMany = entries.length > 1
  const counts = { n: formatInteger(left.length), total: formatInteger(entries.length) }
  return (
    <>
      <Button
        size="small"
        icon={ListPlus}
        // What the search under way just found is not in the register yet.
        isDisabled={isReadOnly || add.isPending || !left.length || left.some(({ isKnown }) => !isKnown)}
        onPress={() => add.mutate()}
      >
        {!left.length ? t('repairAdded') : isMany ? t('addRepairs', counts) : t('addRepair')}
      </Button>
      {isMany && left.length > 0 && <p className="muted">{t('addRepairsHint')}</p>}
      {add.isError && <ErrorState inline error={add.error} />}
    </>
  )
}
