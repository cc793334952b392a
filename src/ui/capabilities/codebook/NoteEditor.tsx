import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { NoteTexts } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import { announce, Button, ErrorState, TextField, useText, visibleText } from '../../parts'
import { codesText, readCodes } from './codes-text'
import { text } from './text'

type Props = {
  table: string
  column: string | null
  begin: NoteTexts | null
  /** True where `begin` is no note yet, so that it is kept as one even where nothing is typed. */
  isNew: boolean
  /** True where `begin` is not a note yet but what the file said. */
  isProposed: boolean
  onClose: () => void
}

/** A note typed in place: Ctrl+Enter saves, Escape leaves it as it was. */
export function NoteEditor({ table, column, begin, isNew, isProposed, onClose }: Props) {
  const t = useText(text)
  const { codes: _, ...begun } = textsOf(begin)
  const [texts, setTexts] = useState(begun)
  const [codes, setCodes] = useState(codesText(begin?.codes ?? []))
  const read = readCodes(codes)
  const isChanged =
    JSON.stringify({ ...texts, codes: read.codes }) !== JSON.stringify(textsOf(begin)) || (isNew && begin !== null)
  const save = useMutation({
    mutationFn: () => api.codebook.write({ table, column, texts: { ...texts, codes: read.codes } }),
    onSuccess: async () => {
      announce(t('saved'))
      await refreshProject()
      onClose()
    }
  })
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    if (read.bad !== null) return
    // A note saved as it stood is no change: nothing to undo, no day that it was changed.
    if (isChanged) save.mutate()
    else onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  const field = (name: keyof typeof texts) => ({
    label: t(name),
    value: texts[name],
    onChange: (value: string) => setTexts({ ...texts, [name]: value })
  })
  return (
    <form
      className="note-editor"
      aria-label={t('noteOn', { name: visibleText(column ?? table, 80) })}
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      {isProposed && <p className="muted">{t('proposed')}</p>}
      <TextField {...field('label')} placeholder={t('labelHint')} maxLength={300} autoFocus />
      <TextField {...field('description')} lines={2} maxLength={10_000} />
      {column !== null && (
        <>
          <TextField {...field('unit')} maxLength={100} />
          <TextField
            label={t('codes')}
            placeholder={t('codesHint')}
            lines={3}
            value={codes}
            onChange={setCodes}
            error={read.bad === null ? undefined : t('codesBad', { line: visibleText(read.bad, 60) })}
          />
        </>
      )}
      <TextField {...field('source')} placeholder={t('sourceHint')} maxLength={2_000} />
      <TextField {...field('doubt')} placeholder={t('doubtHint')} maxLength={2_000} />
      {save.error && <ErrorState error={save.error} inline />}
      <div className="note-actions">
        <Button type="submit" variant="primary" size="small" isPending={save.isPending} isDisabled={read.bad !== null}>
          {t('save')}
        </Button>
        <Button size="small" onPress={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

/** The texts that the editor begins with; all empty where there is no note. */
function textsOf(note: NoteTexts | null) {
  const { label = '', description = '', unit = '', source = '', doubt = '', codes = [] } = note ?? {}
  return { label, description, unit, source, doubt, codes }
}
