import { useMutation } from '@tanstack/react-query'
import { ListPlus } from 'lucide-react'
import { isGuess, isHiding, isRepairable, type Repair } from '../../../contract'
import { usePreferences } from '../../app/preferences'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, formatInteger, useLocalize, useText, visibleText } from '../../parts'
import type { Listed } from './register-view'
import { text } from './text'

/**
 * Adds the repairs proposed for one anomaly or for many to the recipe, and notes them as in repair; nothing where no step can make any.
 * Of many, those that rest on a guess, and those that hide names, are asked for apart: whoever adds all would not see what each supposes.
 */
export function AddRepair({ entries }: { entries: readonly Listed[] }) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const by = usePreferences(({ userName }) => userName)
  const proposed = entries.filter(({ anomaly: { proposal } }) => proposal && isRepairable(proposal.repair))
  const left = proposed.filter(({ repair }) => !repair.steps.length)
  const add = useMutation({
    mutationFn: (some: readonly Listed[]) => api.register.repair({ ids: some.map(({ anomaly }) => anomaly.id), by }),
    onSuccess: async ({ repaired, steps }) => {
      announce(t('repaired', { count: repaired, n: formatInteger(repaired), steps: formatInteger(steps.length) }))
      await refreshProject()
    }
  })
  if (!proposed.length) return null
  const isMany = entries.length > 1
  const those = (are: (repair: Repair) => boolean): Listed[] =>
    isMany ? left.filter(({ anomaly: { proposal } }) => proposal && are(proposal.repair)) : []
  const [guesses, hiding] = [those(isGuess), those(isHiding)]
  const sure = left.filter((entry) => !guesses.includes(entry) && !hiding.includes(entry))
  const isApart = guesses.length + hiding.length > 0
  const counts = { n: formatInteger(sure.length), total: formatInteger(entries.length) }
  // What the search under way just found is not in the register yet.
  const isWaiting = isReadOnly || add.isPending || left.some(({ isKnown }) => !isKnown)
  return (
    <>
      {(sure.length > 0 || !isApart) && (
        <Button size="small" icon={ListPlus} isDisabled={isWaiting || !left.length} onPress={() => add.mutate(sure)}>
          {!left.length ? t('repairAdded') : isMany ? t('addRepairs', counts) : t('addRepair')}
        </Button>
      )}
      {isMany && sure.length > 0 && <p className="muted">{t('addRepairsHint')}</p>}
      <Apart entries={guesses} why="guesses" isWaiting={isWaiting} onAdd={add.mutate} />
      <Apart entries={hiding} why="hiding" isWaiting={isWaiting} onAdd={add.mutate} />
      {add.isError && <ErrorState inline error={add.error} />}
    </>
  )
}

interface ApartProps {
  entries: readonly Listed[]
  why: 'guesses' | 'hiding'
  isWaiting: boolean
  onAdd: (entries: readonly Listed[]) => void
}

/** Repairs of many that are asked for apart, with what each is about. */
function Apart({ entries, why, isWaiting, onAdd }: ApartProps) {
  const t = useText(text)
  const localize = useLocalize()
  if (!entries.length) return null
  const counts = { count: entries.length, n: formatInteger(entries.length) }
  return (
    <div className="anomaly-guesses">
      <p>{t(why, counts)}</p>
      <ul>
        {entries.map(({ anomaly: { id, message } }) => (
          <li key={id} className="isolate">
            {visibleText(localize(message), 200)}
          </li>
        ))}
      </ul>
      <Button size="small" variant="quiet" icon={ListPlus} isDisabled={isWaiting} onPress={() => onAdd(entries)}>
        {t('addGuesses', counts)}
      </Button>
    </div>
  )
}
