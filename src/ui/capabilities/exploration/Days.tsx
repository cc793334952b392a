import { Compass } from 'lucide-react'
import type { ExplorationDay } from '../../../contract'
import { go } from '../../app/route'
import {
  Badge,
  EmptyState,
  ErrorState,
  formatDate,
  formatInteger,
  formatTime,
  Loading,
  useText,
  visibleText
} from '../../parts'
import { useDays } from './queries'
import { text } from './text'
import { VERDICT_TONES } from './tones'

/** Columns named of one table on one day. */
const NAMED = 12

/** What was looked at day by day, the latest first: for the journal. */
export function ExplorationDays() {
  const t = useText(text)
  const { data, isPending, isError, error, refetch } = useDays()
  if (isPending) return <Loading lines={6} height={28} />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data.length)
    return (
      <EmptyState
        icon={Compass}
        sentence={t('noLook')}
        action={{ label: t('toExplore'), icon: Compass, onPress: () => go('explore') }}
      />
    )
  return (
    <ol className="map-days" aria-label={t('days')}>
      {data.map((day) => (
        <li key={day.day}>
          <Day day={day} />
        </li>
      ))}
    </ol>
  )
}

function Day({ day }: { day: ExplorationDay }) {
  const t = useText(text)
  const { looks, figures, comparisons, written, decided } = day
  const counted = (key: 'looks' | 'figures' | 'newComparisons' | 'writtenThatDay' | 'decidedThatDay', n: number) =>
    t(key, { count: n, n: formatInteger(n) })
  const words = [
    counted('looks', looks),
    counted('figures', figures),
    counted('newComparisons', comparisons),
    ...(written ? [counted('writtenThatDay', written)] : []),
    ...(decided ? [counted('decidedThatDay', decided)] : [])
  ]
  return (
    <>
      <h2>{formatDate(`${day.day}T12:00:00`)}</h2>
      <p>
        {words.join(' · ')}
        {day.first && (
          <span className="muted num">
            {' '}
            ({formatTime(day.first)} – {formatTime(day.last)})
          </span>
        )}
      </p>
      <dl className="facts">
        {day.tables.map(({ table, columns }) => (
          <div key={table} className="map-day-table">
            <dt className="isolate">{visibleText(table, 60)}</dt>
            <dd className="isolate">
              {columns.length
                ? columns
                    .slice(0, NAMED)
                    .map((column) => visibleText(column, 40))
                    .join(', ')
                : t('tableOnly')}
              {columns.length > NAMED && ` ${t('moreColumns', { n: formatInteger(columns.length - NAMED) })}`}
            </dd>
          </div>
        ))}
      </dl>
      {day.guesses.length > 0 && (
        <ul className="map-day-guesses" aria-label={t('dayGuesses')}>
          {day.guesses.map((guess) => (
            <li key={guess.id} className="isolate">
              <DayGuess guess={guess} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A guess as that day left it: written then, confronted then, or both. */
function DayGuess({
  guess: { text: words, time, isWritten, verdict, decidedBy }
}: {
  guess: ExplorationDay['guesses'][number]
}) {
  const t = useText(text)
  return (
    <>
      {visibleText(words, 300)}{' '}
      {isWritten && (
        <span className="muted">
          {t('writtenNow')}, {t(`time_${time}`)}
        </span>
      )}{' '}
      {verdict && <Badge tone={VERDICT_TONES[verdict]}>{t(verdict)}</Badge>}
      {decidedBy && <span className="muted"> {visibleText(decidedBy, 300)}</span>}
    </>
  )
}
