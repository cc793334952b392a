import { Equal, Plus, Trash2 } from 'lucide-react'
import { Button, IconButton, Select, useText, visibleText } from '../../parts'
import { type DraftPair, MOST_PAIRS } from './join-draft'
import { text } from './text'

type KeyPairsProps = {
  pairs: readonly DraftPair[]
  left: readonly string[]
  right: readonly string[]
  onChange: (pairs: DraftPair[]) => void
}

/** The columns that match, one to six pairs. */
export function KeyPairs({ pairs, left, right, onChange }: KeyPairsProps) {
  const t = useText(text)
  const change = (place: number, part: Partial<DraftPair>): void =>
    onChange(pairs.map((pair, at) => (at === place ? { ...pair, ...part } : pair)))
  return (
    <fieldset className="join-keys">
      <legend>{t('keys')}</legend>
      {pairs.map((pair, place) => (
        <div key={place} className="join-pair">
          <Select
            label={t('leftKey', { n: place + 1 })}
            hideLabel
            options={optionsOf(left)}
            value={pair.left}
            onChange={(value) => change(place, { left: value })}
          />
          <Equal size={14} aria-hidden />
          <Select
            label={t('rightKey', { n: place + 1 })}
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
        <Button
          size="small"
          variant="quiet"
          icon={Plus}
          onPress={() => onChange([...pairs, { left: null, right: null }])}
        >
          {t('addPair')}
        </Button>
      )}
    </fieldset>
  )
}

function optionsOf(names: readonly string[]) {
  return names.map((name) => ({ value: name, label: visibleText(name, 80) }))
}
