import { FilePlus2, ListEnd, RefreshCw } from 'lucide-react'
import { useRef } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { Source } from '../../../../contract'
import { currentHost } from '../../../app/host'
import { useProject } from '../../../app/project'
import { Button, Menu, useText } from '../../../parts'
import { pickedPaths, type Picked } from '../import/gather'
import { beginDelivery, type DeliveryMode } from './store'
import { text } from './text'

/** The two ways a newer file can come to a source: behind its rows, or in place of them. */
export function NewDelivery({ source }: { source: Source }) {
  const t = useText(text)
  const readOnly = useProject()?.readOnly ?? true
  const { chooseFiles } = currentHost()
  const mode = useRef<DeliveryMode>('append')
  const chooser = useRef<HTMLButtonElement>(null)
  const take = (picked: Picked | undefined): void => {
    if (picked) beginDelivery(source, mode.current, picked)
  }
  const choose = (way: DeliveryMode): void => {
    mode.current = way
    if (chooseFiles) void chooseFiles().then((paths) => take(pickedPaths(paths)[0]))
    else chooser.current?.click()
  }
  return (
    <>
      <Menu
        label={t('new')}
        trigger={
          <Button className="new-delivery" icon={FilePlus2} isDisabled={readOnly}>
            {t('new')}
          </Button>
        }
        entries={[
          {
            id: 'append',
            label: t('append'),
            description: t('appendNote'),
            icon: ListEnd,
            onAction: () => choose('append')
          },
          {
            id: 'refresh',
            label: t('refresh'),
            description: t('refreshNote'),
            icon: RefreshCw,
            onAction: () => choose('refresh')
          }
        ]}
      />
      <span hidden>
        <FileTrigger onSelect={(files) => take([...(files ?? [])].map((file) => ({ name: file.name, file }))[0])}>
          <Button ref={chooser}>{t('new')}</Button>
        </FileTrigger>
      </span>
    </>
  )
}
