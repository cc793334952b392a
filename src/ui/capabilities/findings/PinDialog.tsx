import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { filterLine, rowsToTell, type Filter } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, Dialog, ErrorState, TextField, useLocalize, useText, visibleText } from '../../parts'
import { FilterSelect, useSifting } from '../facets'
import { closePinning, type PinSubject, usePinning } from './pinning'
import { text } from './text'

/** The dialog that gives a finding its words, when pinned or edited; mounted once, opened by `askToPin`. */
export function PinDialog() {
  const subject = usePinning((state) => state.subject)
  return subject && <PinForm subject={subject} />
}

function PinForm({ subject }: { subject: PinSubject }) {
  const t = useText(text)
  const localize = useLocalize()
  const form = useId()
  const proposed = useProposed(subject)
  const [title, setTitle] = useState(proposed.title)
  const [note, setNote] = useState(proposed.note)
  const [tried, setTried] = useState(false)
  const [filter, setFilter] = useState<Filter | undefined>(undefined)
  const save = useMutation({
    mutationFn: () => write(subject, title.trim(), note, filter),
    onSuccess: async (finding) => {
      announce(subject.kind === 'pin' ? t('pinned', { title: finding.title }) : t('saved'))
      closePinning()
      await refreshProject()
    }
  })
  const submit = (): void => {
    setTried(true)
    if (title.trim()) save.mutate()
  }
  const isPin = subject.kind === 'pin'
  const rows = rowsToTell(isPin ? subject.evidence : subject.finding.evidence)
  return (
    <Dialog
      title={isPin ? t('pinTitle') : t('editTitle')}
      isOpen
      onClose={closePinning}
      size="medium"
      actions={
        <>
          <Button onPress={closePinning}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isPending={save.isPending}>
            {isPin ? t('pinAction') : t('save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="pin-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {proposed.figure && <p className="pin-figure num">{proposed.figure}</p>}
        {isPin && <p className="muted isolate">{visibleText(localize(subject.evidence.definition), 500)}</p>}
        {rows && <p className="finding-filter isolate">{visibleText(localize(filterLine(rows)), 510)}</p>}
        <TextField
          label={t('name')}
          value={title}
          onChange={setTitle}
          maxLength={300}
          autoFocus
          error={tried && !title.trim() ? t('nameNeeded') : undefined}
        />
        <TextField label={t('note')} description={t('noteHint')} value={note} onChange={setNote} lines={4} />
        {subject.kind === 'pin' && <PinFilter subject={subject} filter={filter} onChange={setFilter} />}
        {save.isError && <ErrorState inline error={save.error} />}
      </form>
    </Dialog>
  )
}

function useProposed(subject: PinSubject): { title: string; note: string; figure: string | null } {
  const localize = useLocalize()
  if (subject.kind === 'edit') {
    const { title, note, figure } = subject.finding
    return { title, note, figure: localize(figure.text) }
  }
  return {
    title: (subject.hints?.title ?? localize(subject.evidence.title)).slice(0, 300),
    note: '',
    figure: subject.figure
  }
}

function write(subject: PinSubject, title: string, note: string, filter: Filter | undefined) {
  if (subject.kind === 'edit') return api.findings.update({ id: subject.finding.id, title, note })
  const { kind = 'query', unit, interval, text: words } = subject.hints ?? {}
  const request = { title, note, kind, unit, interval, text: words, evidence: subject.evidence, filter }
  const anomaly = subject.hints?.anomaly
  return anomaly ? api.register.pin({ id: anomaly, request }) : api.findings.pin(request)
}

type PinFilterProps = {
  subject: PinSubject & { kind: 'pin' }
  filter: Filter | undefined
  onChange: (filter: Filter | undefined) => void
}

/**
 * Narrows the figure to the rows of a filter; not where it has one already, or words of its own that would no longer be
 * true, nor where it is of a rule or of a query written by hand, which say their rows themselves.
 */
function PinFilter({ subject: { evidence, hints }, filter, onChange }: PinFilterProps) {
  const t = useText(text)
  const table = evidence.table ?? { schema: 'raw', name: '' }
  const { filter: present } = useSifting(table)
  if (!evidence.table || evidence.applied || evidence.rule || hints?.text || hints?.isWritten) return null
  return (
    <>
      <FilterSelect table={evidence.table} present={present} filter={filter} onChange={onChange} />
      {filter && <p className="muted">{t('filterHint')}</p>}
    </>
  )
}
