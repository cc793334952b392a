import { useEffect, useRef, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { ProjectInfo } from '../../contract'
import { EvidencePanel, useEvidence, useText, visibleText } from '../parts'
import { ErrorBoundary } from './ErrorBoundary'
import { Palette } from './Palette'
import { Rail } from './Rail'
import { useRoute } from './route'
import { overlays, screenById, screens } from './screens'
import { ShortcutsDialog } from './ShortcutsDialog'
import { StatusLine } from './StatusLine'
import { text } from './text'
import { TitleBar } from './TitleBar'
import { useFrameCommands } from './useFrameCommands'
import { useKeptFocus } from './useKeptFocus'
import { useShortcuts } from './useShortcuts'

/** The frame of an open project: title bar, rail, work area, evidence panel, status line. */
export function Frame({ project }: { project: ProjectInfo }) {
  const t = useText(text)
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  const { screen: id, params } = useRoute()
  const hasEvidence = useEvidence(({ evidence }) => evidence !== null)
  const screen = screenById(id) ?? screens[0]
  const work = useRef<HTMLElement>(null)
  const layout = useDefaultLayout({ id: 'frame', panelIds: hasEvidence ? ['work', 'evidence'] : ['work'] })
  useFrameCommands(setOpen)
  useEffect(() => {
    document.title = `${visibleText(project.name, 80)} – Chantier`
    return () => {
      document.title = 'Chantier'
    }
  }, [project.name])
  useShortcuts()
  useKeptFocus(work, `${id} ${params.view ?? ''} ${params.table ?? ''}`)
  if (!screen) return null
  const Screen = screen.component
  return (
    <div className="frame">
      <a
        className="skip-link"
        href="#contenu"
        onClick={(event) => {
          event.preventDefault()
          work.current?.focus()
        }}
      >
        {t('skip')}
      </a>
      <TitleBar project={project} onPalette={() => setOpen('palette')} onShortcuts={() => setOpen('shortcuts')} />
      <div className="frame-middle">
        <Rail project={project} current={screen.id} />
        <Group className="frame-panels" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
          <Panel id="work" minSize="40%">
            <main id="contenu" ref={work} tabIndex={-1} className="work" aria-label={t(screen.id)}>
              <ErrorBoundary key={screen.id}>
                <Screen />
              </ErrorBoundary>
            </main>
          </Panel>
          {hasEvidence && <Separator className="separator" />}
          {hasEvidence && (
            <Panel
              id="evidence"
              defaultSize={400}
              minSize={300}
              maxSize="55%"
              groupResizeBehavior="preserve-pixel-size"
            >
              <EvidencePanel />
            </Panel>
          )}
        </Group>
      </div>
      <StatusLine project={project} />
      <Palette isOpen={open === 'palette'} onClose={() => setOpen(null)} />
      {overlays.map((Overlay, place) => (
        <Overlay key={place} />
      ))}
      <ShortcutsDialog isOpen={open === 'shortcuts'} onClose={() => setOpen(null)} />
    </div>
  )
}
