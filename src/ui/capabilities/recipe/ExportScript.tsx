import { useMutation } from '@tanstack/react-query'
import { FileCode } from 'lucide-react'
import type { ScriptLanguage } from '../../../contract'
import { api } from '../../client'
import { Button, currentLanguage, ErrorState, Menu, useLocalize, useText } from '../../parts'
import { downloadFile } from '../../parts/download'
import { text } from './text'

const LANGUAGES = ['sql', 'python', 'r'] as const

/** Hands over the script that makes the prepared table again. */
export function ExportScript({ table }: { table: string }) {
  const t = useText(text)
  const localize = useLocalize()
  const written = useMutation({
    mutationFn: (language: ScriptLanguage) => api.recipe.script({ table, language, words: currentLanguage() }),
    onSuccess: ({ name, text: script }) => downloadFile(name, new Blob([script], { type: 'text/plain' }))
  })
  return (
    <div className="recipe-export">
      <Menu
        label={t('export')}
        trigger={
          <Button icon={FileCode} isDisabled={written.isPending}>
            {t('export')}
          </Button>
        }
        entries={LANGUAGES.map((language) => ({
          id: language,
          label: t(`export_${language}`),
          description: t(`exportNote_${language}`),
          onAction: () => written.mutate(language)
        }))}
      />
      {written.isError && <ErrorState inline error={written.error} />}
      {written.data?.notes.map((note) => (
        <p key={note.en} className="muted">
          {localize(note)}
        </p>
      ))}
    </div>
  )
}
