import type { Estimates, Workstream, WorkstreamValue } from '../../../contract'
import { useProject } from '../../app/project'
import { NumberField, Select, useText, visibleText } from '../../parts'
import { useEditWorkstream } from './queries'
import { text } from './text'

type EstimateInputProps = {
  workstream: Workstream
  name: keyof Estimates
  /** In a table the header says what it is: the label, with the workstream's title, is for screen readers. */
  inTable?: boolean
  /** Unit of a value that is not given yet. */
  valueUnit?: WorkstreamValue['unit']
}

const IMPACTS = [
  ['none', null],
  ['minimal', 0.25],
  ['low', 0.5],
  ['medium', 1],
  ['high', 2],
  ['massive', 3]
] as const

/** One estimate of a workstream, edited where it stands. */
export function EstimateInput({ workstream, name, inTable = false, valueUnit = 'points' }: EstimateInputProps) {
  const t = useText(text)
  const edit = useEditWorkstream(workstream.id)
  const isDisabled = useProject()?.readOnly ?? true
  const { estimates } = workstream
  const save = (change: Partial<Estimates>): void => edit.mutate({ estimates: change })
  const label = inTable ? t('of', { name: t(name), title: visibleText(workstream.title, 80) }) : t(name)
  const shared = { label, hideLabel: inTable, isDisabled, className: inTable ? 'estimate-cell' : undefined }
  if (name === 'impact') {
    const options = [
      t('impactNone'),
      t('impactMinimal'),
      t('impactLow'),
      t('impactMedium'),
      t('impactHigh'),
      t('impactMassive')
    ]
    const chosen = IMPACTS.find(([, value]) => value === estimates.impact)?.[0] ?? 'none'
    return (
      <Select
        {...shared}
        options={IMPACTS.map(([value], place) => ({ value, label: options[place] ?? '' }))}
        value={chosen}
        onChange={(key) => save({ impact: IMPACTS.find(([other]) => other === key)?.[1] ?? null })}
      />
    )
  }
  const { value, unit, max, write } = numeric(name, estimates, valueUnit)
  return (
    <NumberField
      {...shared}
      value={value ?? NaN}
      minValue={0}
      maxValue={max}
      formatOptions={{ maximumFractionDigits: 2 }}
      description={inTable || !unit ? undefined : t(unit)}
      onChange={(next) => {
        const wanted = Number.isNaN(next) ? null : next
        if (wanted !== value) save(write(wanted))
      }}
    />
  )
}

function numeric(name: Exclude<keyof Estimates, 'impact'>, estimates: Estimates, valueUnit: WorkstreamValue['unit']) {
  if (name === 'reach')
    return {
      value: estimates.reach?.people ?? null,
      unit: 'reachUnit' as const,
      max: 1e12,
      write: (people: number | null): Partial<Estimates> => ({
        reach: people === null ? null : { people, source: { kind: 'manual' } }
      })
    }
  if (name === 'confidence')
    return {
      value: estimates.confidence,
      unit: 'confidenceUnit' as const,
      max: 100,
      write: (confidence: number | null): Partial<Estimates> => ({ confidence })
    }
  if (name === 'effort')
    return {
      value: estimates.effort,
      unit: 'effortUnit' as const,
      max: 1e6,
      write: (effort: number | null): Partial<Estimates> => ({ effort: effort || null })
    }
  const unit = estimates.value?.unit ?? valueUnit
  return {
    value: estimates.value?.amount ?? null,
    unit: null,
    max: unit === 'eur' ? 1e15 : 10,
    write: (amount: number | null): Partial<Estimates> => ({ value: amount === null ? null : { unit, amount } })
  }
}
