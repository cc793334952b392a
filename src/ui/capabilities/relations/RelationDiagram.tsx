import { KeyRound, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Link, RelationsFound } from '../../../contract'
import { formatPercent, IconButton, Toolbar, useText } from '../../parts'
import { IsolatedTables } from './IsolatedTables'
import { EdgeLabel, EdgeLine } from './RelationEdge'
import { type Diagram, type Level, SIZES } from './diagram'
import { formFor, READABLE } from './form'
import { layoutDiagram } from './layout'
import { TableCard } from './TableCard'
import { text } from './text'
import { isJoinOf } from './words'
import { useRoom, useView } from './useView'

export type Chosen = { kind: 'table'; name: string } | { kind: 'link'; id: string }

type RelationDiagramProps = {
  found: RelationsFound
  links: readonly Link[]
  chosen: Chosen | null
  /** With null, nothing is chosen any more. */
  onChoose: (chosen: Chosen | null) => void
}

/** Until the room is known. */
const NOTHING: Diagram = { level: 'keys', cards: [], edges: [], isolated: [], width: 0, height: 0 }

/**
 * Tables as cards and links between them: all at once, with keys and figures where they can be read so, else by name.
 * Everything is reached by Tab; arrows, plus, minus and 0 move the view, K turns keys and figures on and off.
 */
export function RelationDiagram({ found, links, chosen, onChoose }: RelationDiagramProps) {
  const t = useText(text)
  const frame = useRef<HTMLDivElement>(null)
  const moved = useRef(false)
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const [level, setLevel] = useState<Level>()
  const room = useRoom(frame, moved)
  const form = useMemo(() => room && formFor(found, links, room, level), [found, links, room, level])
  const diagram = useMemo(
    () => (form ? layoutDiagram(found, links, expanded, form) : NOTHING),
    [found, links, expanded, form]
  )
  const isNames = diagram.level === 'names'
  const chosenCard = chosen?.kind === 'table' ? diagram.cards.find(({ name }) => name === chosen.name) : undefined
  const first = chosenCard ?? diagram.cards[0]
  const { view, zoom, fit, onKeyDown, onPointerDown, reveal, centre } = useView(
    frame,
    {
      width: diagram.width,
      height: diagram.height,
      ...(level === 'keys' && { least: READABLE.keys }),
      ...(first && { anchor: { x: first.x + first.width / 2, y: first.y + first.height / 2 } })
    },
    moved
  )
  const turnLevel = (): void => {
    moved.current = false
    setLevel(isNames ? 'keys' : 'names')
  }
  const turn = (name: string): void =>
    setExpanded(
      (before) => new Set(before.has(name) ? [...before].filter((other) => other !== name) : [...before, name])
    )
  const joined = (link: Link): boolean => found.joins.some((join) => isJoinOf(join, link))
  const isChosen = (link: Link): boolean => chosen?.kind === 'link' && chosen.id === link.id
  const isOfChosen = ({ from, to }: Link): boolean =>
    chosen?.kind === 'table' && (from.name === chosen.name || to.name === chosen.name)
  // What is chosen in a list beside the diagram comes into view.
  const [x, y] = chosenCard
    ? [chosenCard.x + chosenCard.width / 2, chosenCard.y + SIZES[diagram.level].card.header / 2]
    : [null, null]
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
          data-level={diagram.level}
          role="group"
          tabIndex={0}
          aria-label={t('diagramLabel', {
            tables: t('tables', { count: found.tables.length }),
            links: t('links', { count: links.length })
          })}
          aria-describedby="relation-help"
          onKeyDown={(event) => {
            if (event.key === 'Escape' && chosen) {
              event.stopPropagation()
              onChoose(null)
            } else if (isBare(event) && event.key.toLowerCase() === 'k') turnLevel()
            else onKeyDown(event)
          }}
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
                <EdgeLine key={edge.link.id} edge={edge} isChosen={isChosen(edge.link) || isOfChosen(edge.link)} />
              ))}
            </svg>
            {diagram.cards.map((card) => (
              <div key={card.name} className="relation-group">
                <TableCard
                  card={card}
                  isName={isNames}
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
                      isMark={isNames}
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
          <IconButton
            label={t('withKeys')}
            shortcut="K"
            icon={KeyRound}
            isPressedState={!isNames}
            onPress={turnLevel}
          />
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

function isBare({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey
}
