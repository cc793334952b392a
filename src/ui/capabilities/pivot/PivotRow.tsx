import type { CSSProperties } from 'react'
import { formatInteger, useText } from '../../parts'
import type { Box } from '../../parts/grid/selection'
import { cellStyle, HEAD, type Lanes, sameUpTo, type Sight } from './geometry'
import { shade } from './heat'
import { HeldRight } from './HeldRight'
import type { Group } from './model'
import { type Cell, inOneLine, type Reading } from './reading'
import { text } from './text'
import { FEW, measureWords, observations } from './words'

type Props = {
  row: Group
  /** The group drawn above, whose names need not be repeated. */
  before: Group | undefined
  reading: Reading
  sight: Sight
  lanes: Lanes
  /** How many fields stand in rows. */
  depth: number
  index: number
  style: CSSProperties
  /** Place of the cell that the keyboard is on; -1 where it is on another row. */
  active: number
  /** The cells that are selected; null where none is on this row. */
  selected: Pick<Box, 'left' | 'right'> | null
  greatest: readonly number[] | null
  idOf: (place: number) => string
  onClick: (place: number, isExtended: boolean) => void
}

/** One row of a pivot table: its names, then its cells in sight. */
export function PivotRow(props: Props) {
  const { row, before, reading, sight, lanes, depth, index, style, active, selected, greatest, idOf, onClick } = props
  const words = reading.rowWords(row)
  return (
    <div role="row" aria-rowindex={index} className={row.isWhole ? 'pivot-row' : 'pivot-row pivot-total'} style={style}>
      <div className="pivot-corner" style={{ width: depth * HEAD }}>
        {words.map((word, place) => (
          <span
            key={place}
            role="rowheader"
            aria-colindex={place + 1}
            aria-label={word}
            className="pivot-label isolate"
            style={{ width: HEAD }}
            title={word}
          >
            {before && place < words.length - 1 && sameUpTo(before, row, place) && row.isWhole ? '' : word}
          </span>
        ))}
      </div>
      <HeldRight
        lanes={lanes}
        places={sight.places}
        draw={(places) =>
          places.map((place) => {
            const cell = reading.cell(row, place)
            return (
              cell && (
                <PivotCell
                  key={place}
                  cell={cell}
                  row={inOneLine(words)}
                  column={inOneLine(reading.columnWords(cell.over))}
                  id={idOf(place)}
                  index={depth + place + 1}
                  isActive={place === active}
                  isSelected={selected !== null && place >= selected.left && place <= selected.right}
                  style={{
                    ...cellStyle(depth * HEAD, lanes, place),
                    ...(greatest && row.isWhole && cell.over.isWhole ? shade(cell.figures, cell.at, greatest) : {})
                  }}
                  onClick={(isExtended) => onClick(place, isExtended)}
                />
              )
            )
          })
        }
      />
    </div>
  )
}

type CellProps = {
  cell: Cell
  /** Names of its row and of its column in one line. */
  row: string
  column: string
  id: string
  index: number
  isActive: boolean
  isSelected: boolean
  style: CSSProperties
  onClick: (isExtended: boolean) => void
}

function PivotCell({ cell, row, column, id, index, isActive, isSelected, style, onClick }: CellProps) {
  const t = useText(text)
  const { over, measure, figures, words } = cell
  const n = figures ? observations(measure, figures, cell.at) : null
  const isFew = n !== null ? n < FEW : Boolean(figures && measure.aggregate.startsWith('share') && figures.n < FEW)
  const said = t('cell', { row, column, measure: measureWords(measure), figure: words })
  return (
    <span
      id={id}
      role="gridcell"
      aria-colindex={index}
      aria-selected={isSelected}
      aria-label={isFew ? t('cellFew', { cell: said }) : said}
      className={`pivot-cell pivot-figure${over.isWhole ? '' : ' pivot-sum'}${isActive ? ' pivot-active' : ''}`}
      style={style}
      onClick={({ shiftKey }) => onClick(shiftKey)}
    >
      {figures && (
        <>
          {n !== null && <span className="pivot-n">{t('n', { n: formatInteger(n) })}</span>}
          <span className="pivot-clip num">
            {words}
            {isFew && '\u00a0°'}
          </span>
        </>
      )}
    </span>
  )
}
