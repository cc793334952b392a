import { useState } from 'react'
import { Button, Dialog, TextField, useText } from '../../../parts'
import { beginWithFiles, refuse } from './begin'
import { pastedFile, pastedFiles } from './paste'
import { addressGiven, addressIn } from './refusals'
import { text } from './text'

/** A place to paste a table, for those who do not know that Ctrl+V does it anywhere on the screen. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text)
  const [pasted, setPasted] = useState('')
  const use = (files: File[]): void => {
    onClose()
    beginWithFiles(files)
  }
  const usePasted = (): void => {
    const address = addressIn(pasted)
    if (address === null) return use([pastedFile(pasted, new Date())])
    onClose()
    refuse(addressGiven(address))
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
          <Button variant="primary" isDisabled={!pasted.trim()} onPress={usePasted}>
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
          const isAddress = addressIn(event.clipboardData.getData('text/plain')) !== null
          const files = pasted || isAddress ? null : pastedFiles(event.clipboardData, new Date())
          if (!files) return
          event.preventDefault()
          use(files)
        }}
        autoFocus
      />
    </Dialog>
  )
}
