import { useMutation } from '@tanstack/react-query'
import { FileCode } from 'lucide-react'
import type { ScriptLanguage } from '../../../contract'
import { api } from '../../client'
import { Button, currentLanguage, ErrorState, Menu, useLocalize, useText } from '../../parts'
import { downloadFile } from '../../parts/download'
import { text } from './text'

const LANGUAGES = ['sql', 'python', 'r'] as const

/** The script that was last handed over, with the `state` of the table and its recipe that it was written for. */
export function useScript(table: string, state: string) {
  return useMutation({
    mutationFn: async (language: ScriptLanguage) => ({
      ...(await api.recipe.script({ table, language, words: currentLanguage() })),
      of: JSON.stringify([table, state])
    }),
    onSuccess: ({ name, text: script }) => downloadFile(name, new Blob([script], { type: 'text/plain' }))
  })
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
        onAction: () => script.mutate(language)
      }))}
    />
  )
}

/** What to know of the script that was handed over, for as long as table and recipe are what it was written for. */
export function ScriptNotes({ script, table, state }: { script: Script; table: string; state: string }) {
  const t = useText(text)
  const localize = useLocalize()
  if (script.isError) return <ErrorState inline error={script.error} />
  if (!script.data?.notes.length || script.data.of !== JSON.stringify([table, state])) return null
  return (
    <ul className="recipe-script-notes muted isolate" aria-label={t('exportNotes', { name: script.data.name })}>
      {script.data.notes.map((note) => (
        <li key={note.en}>{localize(note)}</li>
      ))}
    </ul>
  )
}
