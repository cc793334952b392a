import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels'
import { IconButton } from './IconButton'
import { useText } from './i18n'
import { text } from './text'

export type SplitViewProps = {
  /** Remembers its sizes under this name. */
  id: string
  listLabel: string
  /** Shown above the list, e.g. a search box or a count. */
  listHeader?: ReactNode
  list: ReactNode
  /** Stays below the list, which scrolls by itself. */
  listFooter?: ReactNode
  children: ReactNode
}

/** A list of 240 to 320 pixels that can be hidden, beside the work area. */
export function SplitView({ id, listLabel, listHeader, list, listFooter, children }: SplitViewProps) {
  const t = useText(text)
  const panel = usePanelRef()
  const [collapsed, setCollapsed] = useState(false)
  const layout = useDefaultLayout({ id: `split-${id}`, panelIds: ['list', 'work'] })
  const toggle = (): void => (collapsed ? panel.current?.expand() : panel.current?.collapse())
  return (
    <Group className="split" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
      <Panel
        id="list"
        panelRef={panel}
        defaultSize={264}
        minSize={240}
        maxSize={320}
        collapsible
        collapsedSize={36}
        groupResizeBehavior="preserve-pixel-size"
        onResize={(size) => setCollapsed(size.inPixels < 100)}
      >
        <section className={collapsed ? 'split-list split-list-collapsed' : 'split-list'} aria-label={listLabel}>
          <div className="split-list-header">
            {!collapsed && <h2 className="split-list-title">{listLabel}</h2>}
            <IconButton
              label={collapsed ? t('showList') : t('hideList')}
              icon={collapsed ? PanelLeftOpen : PanelLeftClose}
              onPress={toggle}
            />
          </div>
          {!collapsed && listHeader}
          {!collapsed && <div className="split-list-body">{list}</div>}
          {!collapsed && listFooter}
        </section>
      </Panel>
      <Separator className="separator" aria-label={t('resize')} />
      <Panel id="work" minSize="30%">
        <div className="split-work">{children}</div>
      </Panel>
    </Group>
  )
}
