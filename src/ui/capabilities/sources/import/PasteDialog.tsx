import { useState } from 'react'
import { Button, Dialog, TextField, useText } from '../../../parts'
import { beginWithFiles } from './begin'
import { pastedFile, pastedFiles } from './paste'
import { text } from './text'

/** A place to paste a table, for those who do not know that Ctrl+V does it anywhere on the screen. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text)
  const [pasted, setPasted] = useState('')
  const use = (files: File[]): void => {
    onClose()
    beginWithFiles(files)
  }
  return (
    <Dialog
      title={t('paste')}
      size="medium"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={!pasted.trim()} onPress={() => use([pastedFile(pasted, new Date())])}>
            {t('pasteUse')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('pasteHere')}
        description={t('pasteHint')}
        lines={8}
        value={pasted}
        onChange={setPasted}
        onPaste={(event) => {
          const files = pasted ? null : pastedFiles(event.clipboardData, new Date())
          if (!files) return
          event.preventDefault()
          use(files)
        }}
        autoFocus
      />
    </Dialog>
  )
}
