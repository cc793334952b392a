import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Link, RelationsFound } from '../../../contract'
import { formatPercent, IconButton, Toolbar, useText } from '../../parts'
import { IsolatedTables } from './IsolatedTables'
import { EdgeLabel, EdgeLine } from './RelationEdge'
import { CARD, layoutDiagram } from './layout'
import { TableCard } from './TableCard'
import { text } from './text'
import { isJoinOf } from './words'
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
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const diagram = useMemo(() => layoutDiagram(found, links, expanded), [found, links, expanded])
  const { view, zoom, fit, onKeyDown, onPointerDown, reveal, centre } = useView(frame, diagram)
  const turn = (name: string): void =>
    setExpanded(
      (before) => new Set(before.has(name) ? [...before].filter((other) => other !== name) : [...before, name])
    )
  const joined = (link: Link): boolean => found.joins.some((join) => isJoinOf(join, link))
  const isChosen = (link: Link): boolean => chosen?.kind === 'link' && chosen.id === link.id
  // What is chosen in a list beside the diagram comes into view.
  const chosenCard = chosen?.kind === 'table' ? diagram.cards.find(({ name }) => name === chosen.name) : undefined
  const [x, y] = chosenCard ? [chosenCard.x + CARD.width / 2, chosenCard.y + CARD.header / 2] : [null, null]
  useEffect(() => {
    if (x !== null && y !== null) centre({ x, y })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once a choice, not once a move of the view
  }, [x, y])
  return (
    <div className="relation-diagram">
      <p id="relation-help" className="sr-only">
        {t('diagramHelp')}
      </p>
      <div className="relation-map">
        <div
          ref={frame}
          className="relation-frame"
          role="group"
          tabIndex={0}
          aria-label={t('diagramLabel', { tables: found.tables.length, links: links.length })}
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
                  onExpand={() => turn(card.name)}
                />
                {diagram.edges
                  .filter(({ link }) => link.from.name === card.name)
                  .map((edge) => (
                    <EdgeLabel
                      key={edge.link.id}
                      edge={edge}
                      isChosen={isChosen(edge.link)}
                      isJoined={joined(edge.link)}
                      onChoose={() => onChoose({ kind: 'link', id: edge.link.id })}
                    />
                  ))}
              </div>
            ))}
          </div>
        </div>
        <Toolbar label={t('diagram')} className="relation-zoom">
          <span className="relation-scale num" aria-hidden>
            {formatPercent(view.scale, 0)}
          </span>
          <IconButton label={t('zoomIn')} shortcut="+" icon={ZoomIn} onPress={() => zoom(1.25)} />
          <IconButton label={t('zoomOut')} shortcut="−" icon={ZoomOut} onPress={() => zoom(0.8)} />
          <IconButton label={t('fit')} shortcut="0" icon={Maximize} onPress={fit} />
        </Toolbar>
      </div>
      <IsolatedTables
        tables={diagram.isolated}
        chosen={chosen?.kind === 'table' ? chosen.name : null}
        onChoose={(name) => onChoose({ kind: 'table', name })}
      />
    </div>
  )
}
