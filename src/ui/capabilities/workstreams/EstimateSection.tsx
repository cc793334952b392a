import { useEffect, useState } from 'react'
import type { Finding, Workstream } from '../../../contract'
import { useProject } from '../../app/project'
import { formatInteger, Select, useText, visibleText } from '../../parts'
import { EstimateInput } from './EstimateInput'
import { useEditWorkstream } from './queries'
import { text } from './text'

/** What the ranking needs to know, and where the reach comes from. */
export function EstimateSection({ workstream, findings }: { workstream: Workstream; findings: readonly Finding[] }) {
  const t = useText(text)
  const edit = useEditWorkstream(workstream.id)
  const isDisabled = useProject()?.readOnly ?? true
  const { reach, value } = workstream.estimates
  const [unit, setUnit] = useState(value?.unit ?? 'points')
  useEffect(() => {
    if (value) setUnit(value.unit)
  }, [value])
  const counted = findings.flatMap((finding) => {
    const n = finding.figure.n ?? finding.evidence.n
    return n === null ? [] : [{ id: finding.id, n, title: visibleText(finding.title, 60) }]
  })
  const readOff = (id: string): void => {
    const found = counted.find((finding) => finding.id === id)
    if (found) edit.mutate({ estimates: { reach: { people: found.n, source: { kind: 'finding', findingId: id } } } })
    else if (reach) edit.mutate({ estimates: { reach: { ...reach, source: { kind: 'manual' } } } })
  }
  return (
    <section className="workstream-section" aria-label={t('estimates')}>
      <h2>{t('estimates')}</h2>
      <div className="workstream-fields">
        <EstimateInput workstream={workstream} name="reach" />
        {counted.length > 0 && (
          <Select
            label={t('reachFrom')}
            isDisabled={isDisabled}
            options={[
              { value: 'manual', label: t('manual') },
              ...counted.map(({ id, title, n }) => ({
                value: id,
                label: t('fromFinding', { title, n: formatInteger(n) })
              }))
            ]}
            value={reach?.source.kind === 'finding' ? reach.source.findingId : 'manual'}
            onChange={readOff}
          />
        )}
        <EstimateInput workstream={workstream} name="impact" />
        <EstimateInput workstream={workstream} name="confidence" />
        <EstimateInput workstream={workstream} name="effort" />
        <EstimateInput workstream={workstream} name="value" valueUnit={unit} />
        <Select
          label={t('valueUnit')}
          isDisabled={isDisabled}
          options={[
            { value: 'points', label: t('points') },
            { value: 'eur', label: t('eur') }
          ]}
          value={unit}
          onChange={(wanted) => {
            setUnit(wanted)
            // An amount means nothing in another unit: it is asked for again rather than converted.
            if (value && value.unit !== wanted) edit.mutate({ estimates: { value: null } })
          }}
        />
      </div>
    </section>
  )
}
