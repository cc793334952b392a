import { Download } from 'lucide-react'
import type { CodebookFormat } from '../../../contract'
import { followEvents, runJob } from '../../app/jobs'
import { api } from '../../client'
import { Button, currentLanguage, Menu, useText } from '../../parts'
import { downloadFile } from '../../parts/download'
import { text } from './text'

/** Hands the codebook over as a file, in the language of the moment. */
export function ExportMenu({ isDisabled }: { isDisabled: boolean }) {
  const t = useText(text)
  const write = async (format: CodebookFormat): Promise<void> => {
    const language = currentLanguage()
    const file = await runJob(t('exporting'), async (signal, onProgress) =>
      followEvents(await api.codebook.export({ format, language }, { signal }), onProgress)
    ).catch(() => null)
    // A failure stands in the job tray already.
    if (file) downloadFile(file.fileName, new Blob([file.text], { type: file.mediaType }))
  }
  const entry = (id: CodebookFormat, label: string, description?: string) => ({
    id,
    label,
    description,
    onAction: () => void write(id)
  })
  return (
    <Menu
      label={t('export')}
      trigger={
        <Button variant="primary" icon={Download} isDisabled={isDisabled}>
          {t('export')}
        </Button>
      }
      entries={[
        entry('html', t('html')),
        entry('csv_fr', t('csvFr'), t('csvFrHint')),
        entry('csv', t('csv'), t('csvHint')),
        entry('json', t('json'), t('jsonHint')),
        entry('markdown', t('markdown'))
      ]}
    />
  )
}
