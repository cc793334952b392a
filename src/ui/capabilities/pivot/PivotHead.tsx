import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import type { PivotField, PivotSpec } from '../../../contract'
import { useText, visibleText } from '../../parts'
import { HeldRight } from './HeldRight'
import { cellStyle, HEAD, type Lanes, ROW, sameUpTo, type Sight } from './geometry'
import type { Group } from './model'
import { inOneLine, type Reading } from './reading'
import type { PivotSort } from './state'
import { text } from './text'
import { measureWords } from './words'

type Props = {
  spec: PivotSpec
  reading: Reading
  columns: readonly Group[]
  sight: Sight
  lanes: Lanes
  width: number
  sort: PivotSort | null
  /** Place of the heading that the keyboard is on; -1 where it is on a cell. */
  active: number
  idOf: (place: number) => string
  onSort: (place: number) => void
}

/** The headings of a pivot table: a line a level of columns, then the measures, which sort. */
export function PivotHead({ spec, reading, columns, sight, lanes, width, sort, active, idOf, onSort }: Props) {
  const levels = spec.columns.length
  const headWidth = spec.rows.length * HEAD
  return (
    <div className="pivot-head" style={{ width, height: (levels + 1) * ROW }}>
      {Array.from({ length: levels + 1 }, (_, level) => (
        <div role="row" aria-rowindex={level + 1} className="pivot-row" key={level} style={{ top: level * ROW, width }}>
          <div className="pivot-corner" style={{ width: headWidth }}>
            {spec.rows.map(({ column: name }, place) => (
              <span
                key={place}
                role="columnheader"
                aria-colindex={place + 1}
                className="pivot-label isolate"
                style={{ width: HEAD }}
                title={level === levels ? name : undefined}
              >
                {level === levels ? name : ''}
                {place === spec.rows.length - 1 && <AcrossName field={spec.columns[level]} />}
              </span>
            ))}
          </div>
          <HeldRight
            lanes={lanes}
            places={sight.places}
            draw={(places) =>
              level < levels ? (
                <GroupHeads
                  level={level}
                  spec={spec}
                  reading={reading}
                  columns={columns}
                  sight={{ from: places[0] ?? 0, places: [...places] }}
                  lanes={lanes}
                />
              ) : (
                places.map((place) => (
                  <MeasureHead
                    key={place}
                    place={place}
                    spec={spec}
                    reading={reading}
                    lanes={lanes}
                    sort={sort}
                    isActive={place === active}
                    id={idOf(place)}
                    onSort={onSort}
                  />
                ))
              )
            }
          />
        </div>
      ))}
    </div>
  )
}

/** The column whose values stand across at a level, written beside them. */
function AcrossName({ field }: { field: PivotField | undefined }) {
  const t = useText(text)
  if (!field) return null
  const name = visibleText(field.column, 60)
  return (
    <span className="pivot-across" title={t('across', { name })}>
      <span className="pivot-clip isolate">{name}</span>
      <ArrowRight size={12} aria-hidden />
    </span>
  )
}

/** The groups of columns in sight at one level, each over its measures; a name that repeats the one before is left out. */
function GroupHeads({
  level,
  spec,
  reading,
  columns,
  sight,
  lanes
}: Pick<Props, 'spec' | 'reading' | 'columns' | 'sight' | 'lanes'> & { level: number }) {
  const measures = spec.measures.length
  const groups = [...new Set(sight.places.map((place) => Math.floor(place / measures)))]
  return groups.map((place) => {
    const [one, before] = [columns[place], columns[place - 1]]
    const words = one ? reading.columnWords(one) : []
    const from = place * measures
    const isSame =
      before !== undefined && level < spec.columns.length - 1 && from > sight.from && sameUpTo(before, one, level)
    return (
      <span
        key={place}
        role="columnheader"
        aria-colindex={spec.rows.length + from + 1}
        aria-colspan={measures}
        className="pivot-cell pivot-label isolate"
        style={cellStyle(spec.rows.length * HEAD, lanes, from, measures)}
        title={words[level]}
      >
        {isSame ? '' : words[level]}
      </span>
    )
  })
}

type MeasureHeadProps = Pick<Props, 'spec' | 'reading' | 'lanes' | 'sort' | 'onSort'> & {
  place: number
  isActive: boolean
  id: string
}

function MeasureHead({ place, spec, reading, lanes, sort, isActive, id, onSort }: MeasureHeadProps) {
  const t = useText(text)
  const head = reading.head(place)
  if (!head) return null
  const isSorted = sort?.column === head.over.id && sort.measure === head.at
  const words = measureWords(head.measure)
  return (
    <span
      id={id}
      role="columnheader"
      aria-colindex={spec.rows.length + place + 1}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={`pivot-cell pivot-measure${isActive ? ' pivot-active' : ''}`}
      style={cellStyle(spec.rows.length * HEAD, lanes, place)}
      title={t('sortBy', { measure: words, column: inOneLine(reading.columnWords(head.over)) })}
      onClick={() => onSort(place)}
    >
      {isSorted && (sort.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
      <span className="pivot-clip isolate">{words}</span>
    </span>
  )
}
