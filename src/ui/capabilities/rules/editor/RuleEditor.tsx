import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { RuleKind, type RuleDraft, type TableInfo } from '../../../../contract'
import { refreshProject } from '../../../app/project'
import { api } from '../../../client'
import { announce, Button, ErrorState, ScreenHeader, Select, useText, visibleText } from '../../../parts'
import { text } from '../text'
import { draftOf, formOf, type RuleForm } from './form'
import { LiveCount, LiveRows, useLive } from './LiveCount'
import { MoreFields } from './MoreFields'
import { SpecFields } from './SpecFields'
import { formText } from './text'
import { useJudged } from './useJudged'

type Props = {
  table: TableInfo
  /** The rule that is changed; null for a new one. */
  id: string | null
  draft: RuleDraft | null
  onClose: () => void
  onKept: (id: string) => void
}

/** The form of a rule, with the rows that fail it as it stands. Escape leaves it; nothing is kept then. */
export function RuleEditor({ table, id, draft: before, onClose, onKept }: Props) {
  const t = useText(formText)
  const w = useText(text)
  const [form, setForm] = useState<RuleForm>(() => formOf(before))
  const change = (changed: Partial<RuleForm>): void => setForm((present) => ({ ...present, ...changed }))
  const judged = useJudged(table, form.schema)
  // How a bound is read depends on its column.
  const draft = judged.isPending ? null : draftOf(form, table.ref, judged.table.columns)
  const live = useLive(draft)
  const keep = useMutation({
    mutationFn: async (rule: RuleDraft) =>
      id === null ? (await api.rules.add({ rules: [rule] }))[0] : api.rules.change({ id, rule }),
    onSuccess: async (rule) => {
      await refreshProject()
      announce(t(id === null ? 'kept' : 'saved'))
      if (rule) onKept(rule.id)
    }
  })
  return (
    <form
      className="rule-editor"
      aria-label={t(id === null ? 'create' : 'change')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (draft && !keep.isPending) keep.mutate(draft)
      }}
    >
      <ScreenHeader title={t(id === null ? 'create' : 'change')} subtitle={visibleText(table.ref.name, 120)}>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button variant="primary" type="submit" isDisabled={!draft || keep.isPending}>
          {t(id === null ? 'keep' : 'save')}
        </Button>
      </ScreenHeader>
      <div className="rule-editor-body">
        {keep.isError && <ErrorState inline error={keep.error} />}
        {judged.error !== null && <ErrorState inline error={judged.error} />}
        <div className="rule-form">
          <Select
            label={t('kind')}
            autoFocus
            className="rule-form-wide"
            description={t(`hint_${form.kind}`)}
            value={form.kind}
            options={RuleKind.options.map((kind) => ({
              value: kind,
              label: w(`kind_${kind}`),
              description: t(`hint_${kind}`)
            }))}
            onChange={(kind) => change({ kind })}
          />
          <SpecFields form={form} table={judged.table} onChange={change} />
        </div>
        <details className="rule-more" open={before !== null}>
          <summary>{t('more')}</summary>
          <div className="rule-form">
            <MoreFields form={form} table={judged.table} onChange={change} />
          </div>
        </details>
        <LiveRows live={live} />
      </div>
      <LiveCount live={live} />
    </form>
  )
}
