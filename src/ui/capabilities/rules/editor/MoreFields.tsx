import { DIMENSION_OF, ScoreDimension, type Thresholds } from '../../../../contract'
import { NumberField, Select, TextField, useText, visibleText } from '../../../parts'
import { FilterSelect, useSifting } from '../../facets'
import { text } from '../text'
import type { FieldsProps } from './SpecFields'
import { formText } from './text'

/** What every rule may say besides: name, rows, missing values, segment, dimension, thresholds. */
export function MoreFields({ form, table, onChange }: FieldsProps) {
  const t = useText(formText)
  const w = useText(text)
  const { filter: present } = useSifting(table.ref)
  const own = DIMENSION_OF[form.kind]
  return (
    <>
      <TextField
        label={t('name')}
        description={t('nameHint')}
        value={form.name}
        maxLength={200}
        onChange={(name) => onChange({ name })}
      />
      <Select
        label={t('dimension')}
        value={form.dimension ?? own}
        options={ScoreDimension.options.map((one) => ({
          value: one,
          label: one === own ? t('ownDimension', { name: w(one) }) : w(one)
        }))}
        onChange={(dimension) => onChange({ dimension: dimension === own ? null : dimension })}
      />
      {form.kind !== 'not_null' && (
        <Select
          label={t('missing')}
          value={form.missing}
          options={(['apart', 'fail'] as const).map((one) => ({ value: one, label: t(`missing_${one}`) }))}
          onChange={(missing) => onChange({ missing })}
        />
      )}
      <Select
        label={t('schema')}
        value={form.schema}
        options={(['clean', 'raw'] as const).map((one) => ({ value: one, label: t(`schema_${one}`) }))}
        onChange={(schema) => onChange({ schema })}
      />
      <Select
        label={t('segment')}
        value={form.segment}
        options={[
          { value: '', label: t('noSegment') },
          ...table.columns.map(({ name }) => ({ value: name, label: visibleText(name, 80) }))
        ]}
        onChange={(segment) => onChange({ segment })}
      />
      <FilterSelect
        table={table.ref}
        present={present}
        filter={form.filter}
        onChange={(filter) => onChange({ filter })}
      />
      <fieldset className="rule-form-wide rule-thresholds">
        <legend>{t('thresholds')}</legend>
        {(['warning', 'error', 'critical'] as const).map((level) => (
          <NumberField
            key={level}
            label={t(level)}
            description={t('thresholdHint')}
            minValue={0}
            maxValue={1}
            step={0.001}
            formatOptions={{ style: 'percent', maximumFractionDigits: 2 }}
            value={form.thresholds[level] ?? NaN}
            onChange={(share) => onChange({ thresholds: withLevel(form.thresholds, level, share) })}
          />
        ))}
      </fieldset>
    </>
  )
}

function withLevel(thresholds: Thresholds, level: keyof Thresholds, share: number): Thresholds {
  return { ...thresholds, [level]: Number.isFinite(share) ? share : null }
}
