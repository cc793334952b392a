import {
  ArrowDown,
  ArrowUp,
  ChartColumn,
  CornerDownRight,
  Download,
  Filter as FilterIcon,
  Search,
  X
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Condition, Sort } from '../../../contract'
import { IconButton } from '../IconButton'
import { useText } from '../i18n'
import { Toolbar } from '../Toolbar'
import { visibleText } from '../visible-text'
import { text } from './text'

type Props = {
  conditions: readonly Condition[]
  /** A condition as it is read. */
  inWords: (condition: Condition) => string
  sort: readonly Sort[]
  hasGlances: boolean
  onCondition: (place: number) => void
  onSort: (column: string) => void
  onGlances: () => void
  onFind: () => void
  /** Null where rows bear numbers of their own. */
  onGoTo: (() => void) | null
  onExport: () => void
  picker: ReactNode
  /** More buttons of the screen's own. */
  children?: ReactNode
}

/** What the view is made by, each part with its way out, and what can be done with it. */
export function GridBar(props: Props) {
  const { conditions, inWords, sort, hasGlances, onCondition, onSort, onGlances, onFind, onGoTo, onExport, picker } =
    props
  const t = useText(text)
  return (
    <div className="grid-bar-line">
      <ul className="grid-chips" aria-label={t('view')}>
        {conditions.map((condition, place) => (
          <li key={JSON.stringify(condition)} className="grid-chip">
            <FilterIcon size={12} aria-hidden />
            <span className="isolate">{inWords(condition)}</span>
            <Remove label={t('removeFilter', { filter: inWords(condition) })} onPress={() => onCondition(place)} />
          </li>
        ))}
        {sort.map(({ column, descending }, place) => (
          <li key={column} className="grid-chip">
            {descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />}
            <span className="isolate">
              {sort.length > 1 && <span className="muted num">{place + 1} </span>}
              {visibleText(column, 60)}
              <span className="sr-only">, {t(descending ? 'descending' : 'ascending')}</span>
            </span>
            <Remove label={t('removeSort', { name: visibleText(column, 60) })} onPress={() => onSort(column)} />
          </li>
        ))}
      </ul>
      <Toolbar label={t('tools')} className="grid-tools">
        <IconButton label={t('find')} shortcut="Ctrl+F" icon={Search} onPress={onFind} />
        {onGoTo && <IconButton label={t('goToRow')} shortcut="Ctrl+G" icon={CornerDownRight} onPress={onGoTo} />}
        {picker}
        <IconButton label={t('glances')} icon={ChartColumn} isPressedState={hasGlances} onPress={onGlances} />
        {props.children}
        <IconButton label={t('exportMore')} icon={Download} onPress={onExport} />
      </Toolbar>
    </div>
  )
}

function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <AriaButton className="icon-button icon-button-small" aria-label={label} onPress={onPress}>
      <X size={12} aria-hidden />
    </AriaButton>
  )
}
