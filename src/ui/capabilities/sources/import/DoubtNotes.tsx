import { CircleHelp } from 'lucide-react'
import type { TextReading } from '../../../../contract'
import { Button, useLocalize, useText, visibleText } from '../../../parts'
import { quoted } from '../quoted'
import { type Doubt, isDayFirst, isOfDays } from './doubts'
import { readingInBrief } from './reading-words'
import { text } from './text'

type DoubtNotesProps = {
  doubts: readonly Doubt[]
  /** Some value of a column, to show what is at stake. */
  exampleOf: (doubt: Doubt) => string | null
  onDecide: (decided: readonly { name: string; reading: TextReading }[]) => void
  isDisabled?: boolean
}

const MOST = 20

/** Columns that can be read in two ways, each with both to choose from; several of dates are decided at once. */
export function DoubtNotes({ doubts, exampleOf, onDecide, isDisabled }: DoubtNotesProps) {
  const t = useText(text)
  const localize = useLocalize()
  const days = doubts.filter(isOfDays)
  const decideAll = (dayFirst: boolean): void =>
    onDecide(
      days.flatMap(({ column, ways }) => {
        const reading = ways.find((way) => isDayFirst(way) === dayFirst)
        return reading ? [{ name: column.name, reading }] : []
      })
    )
  return (
    <>
      {days.length > 1 && (
        <li className="import-note import-note-warning import-doubt">
          <CircleHelp size={14} aria-hidden />
          <span>{t('doubtAll', { count: days.length })}</span>
          <Button size="small" isDisabled={isDisabled} onPress={() => decideAll(true)}>
            {t('dayFirstAll')}
          </Button>
          <Button size="small" isDisabled={isDisabled} onPress={() => decideAll(false)}>
            {t('monthFirstAll')}
          </Button>
        </li>
      )}
      {doubts.slice(0, MOST).map((doubt) => {
        const { column, ways } = doubt
        const example = exampleOf(doubt)
        const name = visibleText(column.name, 60)
        const [first, second] = ways.map((way) => localize(readingInBrief(way)))
        // Several shapes in one column are not spelt out: only their order tells the two ways apart.
        const told = (reading: TextReading): string =>
          localize(readingInBrief(reading)) +
          (first === second ? t(isDayFirst(reading) ? 'dayFirst' : 'monthFirst') : '')
        return (
          <li key={doubt.place} className="import-note import-note-warning import-doubt">
            <CircleHelp size={14} aria-hidden />
            <span className="isolate">
              {t(isOfDays(doubt) ? 'doubtDays' : 'doubtMark', { column: name })}
              {example !== null && ` (${quoted(example)})`}
            </span>
            {ways.map((reading, place) => (
              <Button
                key={place}
                size="small"
                isDisabled={isDisabled}
                aria-label={t('decide', { column: name, reading: told(reading) })}
                onPress={() => onDecide([{ name: column.name, reading }])}
              >
                {told(reading)}
              </Button>
            ))}
          </li>
        )
      })}
    </>
  )
}
