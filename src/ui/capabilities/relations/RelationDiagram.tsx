import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { Link, RelationsFound } from '../../../contract'
import { IconButton, Toolbar, useText } from '../../parts'
import { EdgeLabel, EdgeLine } from './RelationEdge'
import { layoutDiagram } from './layout'
import { TableCard } from './TableCard'
import { text } from './text'
import { useView } from './useView'

export type Chosen = { kind: 'table'; name: string } | { kind: 'link'; id: string }

type RelationDiagramProps = {
  found: RelationsFound
  links: readonly Link[]
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

/** Tables as cards and links between them. Everything is reached by Tab; arrows, plus, minus and 0 move the view. */
export function RelationDiagram({ found, links, chosen, onChoose }: RelationDiagramProps) {
  const t = useText(text)
  const frame = useRef<HTMLDivElement>(null)
  const diagram = useMemo(() => layoutDiagram(found, links), [found, links])
  const { view, zoom, fit, onKeyDown, onPointerDown, reveal } = useView(frame, diagram)
  const isChosen = (link: Link): boolean => chosen?.kind === 'link' && chosen.id === link.id
  return (
    <div className="relation-diagram">
      <p id="relation-help" className="sr-only">
        {t('diagramHelp')}
      </p>
      <div
        ref={frame}
        className="relation-frame"
        role="group"
        tabIndex={0}
        aria-label={t('diagramLabel', { tables: diagram.cards.length, links: links.length })}
        aria-describedby="relation-help"
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onFocus={(event) => event.target.matches(':focus-visible') && reveal(event.target)}
      >
        <div
          className="relation-world"
          style={{
            width: diagram.width,
            height: diagram.height,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`
          }}
        >
          <svg className="relation-lines" width={diagram.width} height={diagram.height} aria-hidden>
            {diagram.edges.map((edge) => (
              <EdgeLine key={edge.link.id} edge={edge} isChosen={isChosen(edge.link)} />
            ))}
          </svg>
          {diagram.cards.map((card) => (
            <div key={card.name} className="relation-group">
              <TableCard
                card={card}
                links={links.filter(({ from, to }) => from.name === card.name || to.name === card.name).length}
                isChosen={chosen?.kind === 'table' && chosen.name === card.name}
                onChoose={() => onChoose({ kind: 'table', name: card.name })}
              />
              {diagram.edges
                .filter(({ link }) => link.from.name === card.name)
                .map((edge) => (
                  <EdgeLabel
                    key={edge.link.id}
                    edge={edge}
                    isChosen={isChosen(edge.link)}
                    onChoose={() => onChoose({ kind: 'link', id: edge.link.id })}
                  />
                ))}
            </div>
          ))}
        </div>
      </div>
      <Toolbar label={t('diagram')} className="relation-zoom">
        <IconButton label={t('zoomIn')} shortcut="+" icon={ZoomIn} onPress={() => zoom(1.25)} />
        <IconButton label={t('zoomOut')} shortcut="−" icon={ZoomOut} onPress={() => zoom(0.8)} />
        <IconButton label={t('fit')} shortcut="0" icon={Maximize} onPress={fit} />
      </Toolbar>
    </div>
  )
}
