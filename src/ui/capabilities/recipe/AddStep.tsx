import { useMutation } from '@tanstack/react-query'
import { CopyMinus, Plus, SearchX } from 'lucide-react'
import { useState } from 'react'
import type { StepSpec } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { Button, Dialog, ErrorState, Menu, Select, TextField, useText } from '../../parts'
import { text } from './text'

/** Adds a step at the end of a table's recipe. */
export function AddStep({ table, columns }: { table: string; columns: string[] }) {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const [asking, setAsking] = useState(false)
  const add = useMutation({
    mutationFn: (spec: StepSpec) => api.recipe.add({ table, spec }),
    onSuccess: async () => {
      setAsking(false)
      await refreshProject()
    }
  })
  return (
    <>
      <Menu
        label={t('add')}
        trigger={
          <Button variant="primary" icon={Plus} isDisabled={isDisabled || add.isPending}>
            {t('add')}
          </Button>
        }
        entries={[
          {
            id: 'missing',
            label: t('missing'),
            description: t('missingNote'),
            icon: SearchX,
            onAction: () => setAsking(true)
          },
          {
            id: 'deduplicate',
            label: t('deduplicate'),
            description: t('deduplicateNote'),
            icon: CopyMinus,
            onAction: () => add.mutate({ kind: 'deduplicate' })
          }
        ]}
      />
      {!asking && add.isError && <ErrorState inline error={add.error} />}
      {asking && (
        <MissingCodes columns={columns} error={add.error} onAdd={add.mutate} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

type MissingCodesProps = { columns: string[]; error: unknown; onAdd: (spec: StepSpec) => void; onClose: () => void }

function MissingCodes({ columns, error, onAdd, onClose }: MissingCodesProps) {
  const t = useText(text)
  const [column, setColumn] = useState(columns[0] ?? null)
  const [codes, setCodes] = useState('')
  const values = codes
    .split(';')
    .map((code) => code.trim())
    .filter(Boolean)
  return (
    <Dialog
      title={t('missing')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!column || !values.length}
            onPress={() => column && onAdd({ kind: 'missing', column, values })}
          >
            {t('confirm')}
          </Button>
        </>
      }
    >
      <Select
        label={t('column')}
        options={columns.map((name) => ({ value: name, label: name }))}
        value={column}
        onChange={setColumn}
      />
      <TextField label={t('codes')} description={t('missingNote')} value={codes} onChange={setCodes} autoFocus />
      {Boolean(error) && <ErrorState inline error={error} />}
    </Dialog>
  )
}
