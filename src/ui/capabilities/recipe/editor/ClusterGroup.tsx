import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import type { MergeGroup } from '../../../../contract'
import { Button, Checkbox, formatInteger, tellingText, TextField, useText, visibleText } from '../../../parts'
import { formText } from './text'

type ClusterGroupProps = {
  /** What was proposed; null where the group was made by hand or by an earlier step. */
  proposed: MergeGroup | null
  /** What is accepted of it; null where it is not. */
  group: MergeGroup | null
  /** Texts of the other groups. */
  taken: readonly string[]
  /** Rows of each text of the column. */
  counts: ReadonlyMap<string, number>
  isNew: boolean
  onChange: (group: MergeGroup | null) => void
}

/** One group: accepted as a whole, then its kept name, its texts, and a field to add one. */
export function ClusterGroup({ proposed, group, taken, counts, isNew, onChange }: ClusterGroupProps) {
  const t = useText(formText)
  // A text that was taken out stays in sight, to be put back.
  const [seen, setSeen] = useState(() => [...new Set([...(proposed?.variants ?? []), ...(group?.variants ?? [])])])
  const into = group?.into ?? proposed?.into ?? ''
  const members = [...new Set([...seen, ...(group?.variants ?? [])])]
  const told = (text: string): string => {
    const rows = counts.get(text)
    return rows === undefined ? tellingText(text, 60).shown : `${tellingText(text, 60).shown} (${formatInteger(rows)})`
  }
  return (
    <li>
      <Checkbox
        isSelected={group !== null}
        onChange={(on) => onChange(on ? (proposed ?? { into, variants: seen }) : null)}
      >
        <span className="isolate">
          {into ? t('acceptCluster', { into: visibleText(into, 60) }) : t('unnamedCluster')}
        </span>{' '}
        {!group && <span className="muted">{members.map(told).join(' · ')}</span>}
      </Checkbox>
      {group && (
        <div
          className="recipe-cluster"
          role="group"
          aria-label={into ? t('acceptCluster', { into }) : t('unnamedCluster')}
        >
          <TextField
            label={t('clusterName')}
            value={group.into}
            autoFocus={isNew}
            onChange={(name) => onChange({ ...group, into: name })}
          />
          <div className="recipe-cluster-members" role="group" aria-label={t('clusterMembers')}>
            {members.map((text) => (
              <Checkbox
                key={text}
                isSelected={group.variants.includes(text)}
                onChange={(on) =>
                  onChange({
                    ...group,
                    variants: on ? [...group.variants, text] : group.variants.filter((other) => other !== text)
                  })
                }
              >
                <span className="isolate">{told(text)}</span>
              </Checkbox>
            ))}
          </div>
          <AddMember
            offered={[...counts.keys()].filter((text) => !members.includes(text) && !taken.includes(text))}
            told={told}
            onAdd={(text) => {
              setSeen([...members, text])
              if (!group.variants.includes(text)) onChange({ ...group, variants: [...group.variants, text] })
            }}
          />
        </div>
      )}
    </li>
  )
}

type AddMemberProps = { offered: readonly string[]; told: (text: string) => string; onAdd: (text: string) => void }

/** A field for a further text of a group, with those of the column to choose from; Enter adds it. */
function AddMember({ offered, told, onAdd }: AddMemberProps) {
  const t = useText(formText)
  const [typed, setTyped] = useState('')
  const list = useId()
  const add = (): void => {
    if (typed === '') return
    onAdd(typed)
    setTyped('')
  }
  return (
    <div className="recipe-cluster-add">
      <TextField
        label={t('addMember')}
        list={list}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) event.continuePropagation()
          else add()
        }}
      />
      <datalist id={list}>
        {offered.map((text) => (
          <option key={text} value={text} label={told(text)} />
        ))}
      </datalist>
      <Button icon={Plus} isDisabled={typed === ''} onPress={add}>
        {t('addMemberButton')}
      </Button>
    </div>
  )
}
