import { useEffect, useState } from 'react'
import { DropZone } from 'react-aria-components'
import { useText } from '../../../parts'
import { beginWithDropped, beginWithFiles, refuse } from './begin'
import { droppedFiles } from './gather'
import { pastedFiles } from './paste'
import { addressGiven, addressIn } from './refusals'
import { useImport } from './store'
import { text } from '../text'

/** The whole screen takes files, folders and pasted tables; an invitation shows while some are dragged over it. */
export function DropFiles({ children }: { children: React.ReactNode }) {
  const t = useText(text)
  const [over, setOver] = useState(false)
  const isTaken = useImport(({ draft }) => draft?.delivery != null)
  useEffect(() => {
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
  return (
    <DropZone
      className="drop-zone"
      aria-label={t('drop')}
      onDropEnter={() => setOver(true)}
      onDropExit={() => setOver(false)}
      getDropOperation={() => (isTaken ? 'cancel' : 'copy')}
      onDrop={async ({ items }) => {
        setOver(false)
        beginWithDropped(await droppedFiles(items, new Date()))
      }}
    >
      {children}
      {over && (
        <div className="drop-over" aria-hidden>
          {t('dropHere')}
        </div>
      )}
    </DropZone>
  )
}

function onPaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || !event.clipboardData || isTyping(event.target)) return
  if (document.querySelector('[role="dialog"],[role="alertdialog"]')) return
  const address = event.clipboardData.files.length ? null : addressIn(event.clipboardData.getData('text/plain'))
  if (address !== null) {
    event.preventDefault()
    return refuse(addressGiven(address))
  }
  const files = pastedFiles(event.clipboardData, new Date())
  if (!files) return
  event.preventDefault()
  beginWithFiles(files)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
