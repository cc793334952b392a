import { Equal, Plus, Trash2 } from 'lucide-react'
import { Button, IconButton, Select, useText, visibleText } from '../../parts'
import { type DraftPair, EMPTY_PAIR, MOST_PAIRS } from './join-draft'
import { text } from './text'

/** One table of a join, as far as its keys are chosen. */
type Side = { table: string | null; columns: readonly string[] }

type KeyPairsProps = {
  pairs: readonly DraftPair[]
  left: Side
  right: Side
  onChange: (pairs: DraftPair[]) => void
}

/** The columns that match, one to six pairs: those of the left table, those of the right beside them. */
export function KeyPairs({ pairs, left, right, onChange }: KeyPairsProps) {
  const t = useText(text)
  const change = (place: number, part: Partial<DraftPair>): void =>
    onChange(pairs.map((pair, at) => (at === place ? { ...pair, ...part } : pair)))
  const labelOf = (key: 'leftKey' | 'rightKey', n: number, { table }: Side): string =>
    t(key, { n, table: visibleText(table ?? '', 60) })
  return (
    <fieldset className="join-keys">
      <legend>{t('keys')}</legend>
      {pairs.map((pair, place) => (
        <div key={place} className="join-pair">
          <Select
            label={labelOf('leftKey', place + 1, left)}
            hideLabel
            options={optionsOf(left)}
            value={pair.left}
            onChange={(value) => change(place, { left: value })}
          />
          <Equal size={14} aria-hidden />
          <Select
            label={labelOf('rightKey', place + 1, right)}
            hideLabel
            options={optionsOf(right)}
            value={pair.right}
            onChange={(value) => change(place, { right: value })}
          />
          <IconButton
            label={t('removePair', { n: place + 1 })}
            icon={Trash2}
            isDisabled={pairs.length < 2}
            onPress={() => onChange(pairs.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      {pairs.length < MOST_PAIRS && (
        <Button size="small" variant="quiet" icon={Plus} onPress={() => onChange([...pairs, EMPTY_PAIR])}>
          {t('addPair')}
        </Button>
      )}
    </fieldset>
  )
}

function optionsOf({ columns }: Side) {
  return columns.map((name) => ({ value: name, label: visibleText(name, 80) }))
}
