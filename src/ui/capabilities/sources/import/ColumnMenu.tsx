import { ChevronDown, CircleHelp, CircleSlash, TriangleAlert } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { ColumnReading } from '../../../../contract'
import { useLocalize, useText, visibleText } from '../../../parts'
import { columnChoice, type FoundTable } from './draft'
import { LabelChoice } from './LabelChoice'
import { MissingMarks } from './MissingMarks'
import { readingOrigin } from './plan'
import { ReadingField } from './ReadingField'
import { isDoubtful, typeInBrief, typeInWords } from './readings'
import { text } from './text'

type ColumnMenuProps = {
  table: FoundTable
  column: ColumnReading
  /** The one of all headers that the Tab key stops at. */
  isEntry: boolean
}

/** How one column is read, in words; pressed, it opens what can be chosen about the column. */
export function ColumnMenu({ table, column, isEntry }: ColumnMenuProps) {
  const t = useText(text)
  const localize = useLocalize()
  const name = visibleText(column.name, 60)
  const type = localize(typeInWords(column))
  const { missing: chosen, labelled } = columnChoice(table, column.name)
  const proposed = column.missing.filter(({ text }) => !chosen.includes(text)).length
  const isChosen = readingOrigin(table, column.name) !== 'found' || chosen.length > 0 || labelled === true
  return (
    <DialogTrigger>
      <AriaButton
        className={isChosen ? 'column-type column-type-chosen' : 'column-type'}
        excludeFromTabOrder={!isEntry}
        aria-label={t('columnMenu', { name, type })}
      >
        <span className="column-type-words" title={visibleText(type)}>
          {visibleText(localize(typeInBrief(column)), 80)}
        </span>
        {isDoubtful(column) && <CircleHelp size={12} className="found-warning" aria-hidden />}
        {column.failures + (column.lostZeros?.count ?? 0) > 0 && (
          <TriangleAlert size={12} className="found-warning" aria-hidden />
        )}
        {proposed > 0 && <CircleSlash size={12} aria-hidden />}
        <ChevronDown size={12} aria-hidden />
      </AriaButton>
      <Popover className="popover column-popover" aria-labelledby="" placement="bottom start" offset={2}>
        <Dialog className="column-dialog" aria-label={t('column', { name })}>
          <h3 className="isolate">{t('column', { name })}</h3>
          <ReadingField table={table} column={column} />
          <LabelChoice table={table} column={column} />
          <MissingMarks table={table} column={column} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
