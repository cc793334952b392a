import { useMutation } from '@tanstack/react-query'
import { FileCode } from 'lucide-react'
import type { ScriptLanguage } from '../../../contract'
import { api } from '../../client'
import { Button, currentLanguage, ErrorState, Menu, useLocalize, useText } from '../../parts'
import { downloadFile } from '../../parts/download'
import { text } from './text'

const LANGUAGES = ['sql', 'python', 'r'] as const

/** A language, with the state that the script was asked for in. */
type Asked = { language: ScriptLanguage; of: string }

/** The script that was last handed over, or why it was not, for as long as the table and the `state` of its recipe are what it was asked for. */
export function useScript(table: string, state: string) {
  const of = JSON.stringify([table, state])
  const script = useMutation({
    mutationFn: ({ language }: Asked) => api.recipe.script({ table, language, words: currentLanguage() }),
    onSuccess: ({ name, text: script }) => downloadFile(name, new Blob([script], { type: 'text/plain' }))
  })
  const isPresent = script.variables?.of === of
  return {
    isPending: script.isPending,
    error: isPresent ? script.error : null,
    written: isPresent ? script.data : undefined,
    write: (language: ScriptLanguage) => script.mutate({ language, of })
  }
}

type Script = ReturnType<typeof useScript>

/** Hands over the script that makes the prepared table again. */
export function ExportScript({ script }: { script: Script }) {
  const t = useText(text)
  return (
    <Menu
      label={t('export')}
      trigger={
        <Button icon={FileCode} isDisabled={script.isPending}>
          {t('export')}
        </Button>
      }
      entries={LANGUAGES.map((language) => ({
        id: language,
        label: t(`export_${language}`),
        description: t(`exportNote_${language}`),
        onAction: () => script.write(language)
      }))}
    />
  )
}

/** What to know of the script that was handed over. */
export function ScriptNotes({ script: { error, written } }: { script: Script }) {
  const t = useText(text)
  const localize = useLocalize()
  if (error) return <ErrorState inline error={error} />
  if (!written?.notes.length) return null
  return (
    <ul className="recipe-script-notes muted isolate" aria-label={t('exportNotes', { name: written.name })}>
      {written.notes.map((note) => (
        <li key={note.en}>{localize(note)}</li>
      ))}
    </ul>
  )
}
