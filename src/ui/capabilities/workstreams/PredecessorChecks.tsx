import type { Workstream } from '../../../contract'
import { Checkbox, useText, visibleText } from '../../parts'
import { text } from './text'

type PredecessorChecksProps = {
  workstream: { id: string }
  all: readonly Pick<Workstream, 'id' | 'title'>[]
  chosen: readonly string[]
  isDisabled?: boolean
  onChange: (after: string[]) => void
}

/** The other workstreams, each with a box: does this one wait for its end? */
export function PredecessorChecks({ workstream, all, chosen, isDisabled, onChange }: PredecessorChecksProps) {
  const t = useText(text)
  const others = all.filter(({ id }) => id !== workstream.id)
  return (
    <fieldset className="predecessors">
      <legend className="field-label">{t('after')}</legend>
      {others.length === 0 && <p className="muted">{t('noOther')}</p>}
      {others.map(({ id, title }) => (
        <Checkbox
          key={id}
          isDisabled={isDisabled}
          isSelected={chosen.includes(id)}
          onChange={(wanted) => onChange(wanted ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          <span className="isolate">{visibleText(title, 120)}</span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
