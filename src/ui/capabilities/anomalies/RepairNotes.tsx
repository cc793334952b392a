import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import type { StepEffect } from '../../../contract'
import { go, tableParam } from '../../app/route'
import { api } from '../../client'
import { Badge, Button, formatInteger, useLocalize, useText, visibleText } from '../../parts'
import type { Listed } from './register-view'
import { text } from './text'

/** The steps that repair an anomaly: what each changed, and the way to it; and that the count above is that of the last search. */
export function RepairNotes({ entry: { anomaly, repair, found, settlement } }: { entry: Listed }) {
  const t = useText(text)
  const localize = useLocalize()
  const { name } = anomaly.table
  // As the screen of the recipe asks for it, so that it is measured once.
  const recipe = useQuery({
    queryKey: ['recipe', name],
    enabled: repair.steps.length > 0,
    queryFn: ({ signal }) => api.recipe.show({ table: name }, { signal })
  })
  if (!repair.steps.length && !repair.lost) return null
  const effects = new Map(recipe.data?.steps.map((effect) => [effect.step.id, effect]))
  return (
    <div className="anomaly-repair">
      {repair.lost > 0 && (
        <p>
          <Badge tone="warning">{t('repairLost', { count: repair.lost, n: formatInteger(repair.lost) })}</Badge>
        </p>
      )}
      {repair.steps.map(({ id, title, enabled }) => (
        <p key={id} className="isolate">
          {t(settlement?.holds ? 'settledBy' : 'repairedBy', { step: visibleText(localize(title), 300) })}{' '}
          <span className="muted num">{enabled ? <Changed effect={effects.get(id)} /> : t('repairOff')}</span>{' '}
          <Button
            size="small"
            variant="quiet"
            icon={ListChecks}
            onPress={() => go('recipe', { table: tableParam({ schema: 'clean', name }), step: id })}
          >
            {t('toStep')}
          </Button>
        </p>
      ))}
      {repair.steps.length > 0 && found && (
        <p className="muted">{t(anomaly.table.schema === 'clean' ? 'countOfSearchPrepared' : 'countOfSearch')}</p>
      )}
    </div>
  )
}

/** What a step does to the rows that come to it. */
function Changed({ effect }: { effect: StepEffect | undefined }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!effect) return null
  const { problem, rows, changedCells } = effect
  if (problem) return t('repairBroken', { reason: visibleText(localize(problem), 300) })
  if (rows) return t('repairRows', { count: rows.before - rows.after, n: formatInteger(rows.before - rows.after) })
  return changedCells === null ? null : t('repairCells', { count: changedCells, n: formatInteger(changedCells) })
}
