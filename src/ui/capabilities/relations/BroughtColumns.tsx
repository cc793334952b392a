import { useState } from 'react'
import { Button, Checkbox, formatInteger, SearchField, useText, visibleText } from '../../parts'
import { text } from './text'

type BroughtColumnsProps = {
  all: readonly string[]
  chosen: readonly string[]
  onChange: (columns: string[]) => void
}

/** Columns beyond which one is looked for by its name. */
const MANY = 12

/** Which columns of the right table the join brings. */
export function BroughtColumns({ all, chosen, onChange }: BroughtColumnsProps) {
  const t = useText(text)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = all.filter((name) => name.toLowerCase().includes(wanted))
  const isChosen = (name: string): boolean => chosen.includes(name)
  return (
    <fieldset className="join-columns">
      <legend>
        <span>{t('bring', { n: formatInteger(chosen.length), total: formatInteger(all.length) })}</span>
        <span className="join-columns-all">
          <Button
            size="small"
            variant="quiet"
            onPress={() => onChange(all.filter((name) => isChosen(name) || shown.includes(name)))}
          >
            {t('all')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            onPress={() => onChange(all.filter((name) => isChosen(name) && !shown.includes(name)))}
          >
            {t('none')}
          </Button>
        </span>
      </legend>
      {all.length > MANY && (
        // Enter in a field keeps the step or the join that it is part of; here it is only asked for a name.
        <div onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}>
          <SearchField label={t('findColumn')} value={search} onChange={setSearch} />
        </div>
      )}
      <div className="join-columns-list">
        {!shown.length && <span className="muted">{t('noColumn')}</span>}
        {shown.map((name) => (
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
