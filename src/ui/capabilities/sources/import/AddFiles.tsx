import { ClipboardPaste, FilePlus2, FolderPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { currentHost } from '../../../app/host'
import { Button, type ButtonProps, Menu, useText } from '../../../parts'
import { beginImport, beginWithFiles } from './begin'
import { pickedPaths } from './gather'
import { PasteDialog } from './PasteDialog'
import { text } from './text'

/** The ways in, side by side: files, a folder, a pasted table; the main one first, or last as in a title line. */
export function AddButtons({ mainLast = false }: { mainLast?: boolean }) {
  const t = useText(text)
  const [pasting, setPasting] = useState(false)
  return (
    <>
      {!mainLast && <FilesButton variant="primary" />}
      <FileTrigger acceptDirectory onSelect={(files) => beginWithFiles([...(files ?? [])])}>
        <Button icon={FolderPlus}>{t('addFolder')}</Button>
      </FileTrigger>
      <Button icon={ClipboardPaste} onPress={() => setPasting(true)}>
        {t('paste')}
      </Button>
      {mainLast && <FilesButton variant="primary" />}
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </>
  )
}

/** The same behind one button, for an import that has begun. */
export function AddMenu() {
  const t = useText(text)
  const [pasting, setPasting] = useState(false)
  const files = useRef<HTMLButtonElement>(null)
  const folder = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Menu
        label={t('addFiles')}
        trigger={
          <Button variant="quiet" icon={FilePlus2}>
            {t('addFiles')}
          </Button>
        }
        entries={[
          { id: 'files', label: t('addFiles'), icon: FilePlus2, onAction: () => files.current?.click() },
          { id: 'folder', label: t('addFolder'), icon: FolderPlus, onAction: () => folder.current?.click() },
          { id: 'paste', label: t('paste'), icon: ClipboardPaste, onAction: () => setPasting(true) }
        ]}
      />
      <span hidden>
        <FilesButton buttonRef={files} />
        <FileTrigger acceptDirectory onSelect={(chosen) => beginWithFiles([...(chosen ?? [])])}>
          <Button ref={folder}>{t('addFolder')}</Button>
        </FileTrigger>
      </span>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </>
  )
}

type FilesButtonProps = { variant?: ButtonProps['variant']; buttonRef?: React.Ref<HTMLButtonElement> }

function FilesButton({ variant, buttonRef }: FilesButtonProps) {
  const t = useText(text)
  const { chooseFiles } = currentHost()
  if (chooseFiles)
    return (
      <Button
        className="add-main"
        variant={variant}
        icon={FilePlus2}
        ref={buttonRef}
        onPress={() => void chooseFiles().then((paths) => paths.length && beginImport(pickedPaths(paths)))}
      >
        {t('addFiles')}
      </Button>
    )
  return (
    <FileTrigger allowsMultiple onSelect={(files) => files?.length && beginWithFiles([...files])}>
      <Button className="add-main" variant={variant} icon={FilePlus2} ref={buttonRef}>
        {t('addFiles')}
      </Button>
    </FileTrigger>
  )
}
