import { Button, Checkbox, formatInteger, useText, visibleText } from '../../parts'
import { text } from './text'

type BroughtColumnsProps = {
  all: readonly string[]
  chosen: readonly string[]
  onChange: (columns: string[]) => void
}

/** Which columns of the right table the join brings. */
export function BroughtColumns({ all, chosen, onChange }: BroughtColumnsProps) {
  const t = useText(text)
  const isChosen = (name: string): boolean => chosen.includes(name)
  return (
    <fieldset className="join-columns">
      <legend>
        <span>{t('bring', { n: formatInteger(chosen.length), total: formatInteger(all.length) })}</span>
        <span className="join-columns-all">
          <Button size="small" variant="quiet" onPress={() => onChange([...all])}>
            {t('all')}
          </Button>
          <Button size="small" variant="quiet" onPress={() => onChange([])}>
            {t('none')}
          </Button>
        </span>
      </legend>
      <div className="join-columns-list">
        {all.map((name) => (
          <Checkbox
            key={name}
            isSelected={isChosen(name)}
            onChange={(selected) => onChange(all.filter((other) => (other === name ? selected : isChosen(other))))}
          >
            <span className="isolate">{visibleText(name, 60)}</span>
          </Checkbox>
        ))}
      </div>
      <p className="muted">{t('sameNames')}</p>
    </fieldset>
  )
}
