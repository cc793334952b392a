import type { ReactNode } from 'react'
import { type Option, Select, useText } from '../../../parts'
import { ChoiceField } from './ChoiceField'
import type { choiceOf } from './choice'
import { text } from './text'

type ChoiceSelectProps = {
  label: string
  choice: Pick<ReturnType<typeof choiceOf>, 'origin' | 'reset'>
  width: 'small' | 'medium' | 'large'
  /** Value in force, and the one that was detected where it is known; null is one of the values. */
  value: string | null | undefined
  found: string | null | undefined
  options: readonly { value: string | null; label: string }[]
  onChoose: (value: string | null) => void
  children?: ReactNode
}

const NONE = '\u0000none'

/** A choice among several values, the detected one first and named so. */
export function ChoiceSelect({ label, choice, width, value, found, options, onChoose }: ChoiceSelectProps) {
  const t = useText(text)
  const all = [value, found].reduce<readonly { value: string | null; label: string }[]>(
    (list, one) =>
      one === undefined || list.some((option) => option.value === one)
        ? list
        : [{ value: one, label: one ?? t('none') }, ...list],
    options
  )
  const first = all.find((option) => option.value === found)
  const ordered = first ? [first, ...all.filter((option) => option !== first)] : all
  const listed = ordered.map((option): Option => ({
    value: option.value ?? NONE,
    label: option.label,
    description: option === first ? t('isFound') : undefined
  }))
  return (
    <ChoiceField label={label} origin={choice.origin} onReset={choice.reset} width={width}>
      <Select
        label={label}
        options={listed}
        value={value === undefined ? null : (value ?? NONE)}
        placeholder={t('auto')}
        onChange={(chosen) => {
          const plain = chosen === NONE ? null : chosen
          if (found !== undefined && plain === found) choice.reset()
          else onChoose(plain)
        }}
      />
    </ChoiceField>
  )
}
