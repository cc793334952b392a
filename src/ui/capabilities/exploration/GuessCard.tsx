import { Clock, Gavel, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Guess } from '../../../contract'
import { api } from '../../client'
import {
  Badge,
  Button,
  ErrorState,
  formatDateTime,
  formatInteger,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { Confront } from './Confront'
import { useGuessChange } from './queries'
import { text } from './text'
import { TIME_TONES, VERDICT_TONES } from './tones'

/** One guess: its words, where it stands in time, what became of it. */
export function GuessCard({ guess, onEdit }: { guess: Guess; onEdit: () => void }) {
  const t = useText(text)
  const localize = useLocalize()
  const [confronting, setConfronting] = useState(false)
  const reopen = useGuessChange(() => api.exploration.decide({ id: guess.id, outcome: null }))
  const remove = useGuessChange(() => api.exploration.remove({ id: guess.id }))
  const { outcome, decidedBy, seenBefore, inView, looked, time } = guess
  const since = looked ? t('since', { count: looked, n: formatInteger(looked) }) : t('since_zero')
  const failed = reopen.error ?? remove.error
  return (
    <article className="guess-card" aria-label={visibleText(guess.text, 120)}>
      <header>
        <h2 className="isolate">{visibleText(guess.text, 1000)}</h2>
        {outcome ? (
          <Badge tone={VERDICT_TONES[outcome.verdict]}>{t(outcome.verdict)}</Badge>
        ) : (
          <Badge tone="neutral">{t('open')}</Badge>
        )}
      </header>
      <p className="guess-facts">
        <span className="mono isolate">
          {visibleText(guess.columns.map(({ table, column }) => `${table}.${column}`).join(', '), 300)}
        </span>
        <span className="muted">
          {t('confidence')} {t(guess.confidence)}
        </span>
      </p>
      <p className="guess-facts">
        <Badge tone={TIME_TONES[time]} icon={time === 'before' ? Clock : undefined}>
          {t(`time_${time}`)}
        </Badge>
        <span className="muted">{t('writtenAt', { at: formatDateTime(guess.writtenAt) })}</span>
        <span className="muted">{since}</span>
      </p>
      {seenBefore && (
        <p className="muted isolate">
          {t('seenBefore', {
            at: formatDateTime(seenBefore.at),
            figure: visibleText(localize(seenBefore.figure), 200)
          })}
        </p>
      )}
      {!seenBefore && inView && <p className="muted">{t('inViewBefore', { at: formatDateTime(inView) })}</p>}
      {outcome && (decidedBy || outcome.figure) && (
        <p className="isolate">
          {t('decidedBy')}{' '}
          {decidedBy &&
            (decidedBy.gone ? (
              <em>{t('findingGone')}</em>
            ) : (
              <strong>
                {visibleText(decidedBy.title, 200)} ({localize(decidedBy.figure)})
              </strong>
            ))}
          {decidedBy && outcome.figure && ' · '}
          {visibleText(outcome.figure, 500)}
        </p>
      )}
      {failed && <ErrorState inline error={failed} />}
      {confronting ? (
        <Confront guess={guess} onClose={() => setConfronting(false)} />
      ) : (
        <div className="guess-actions">
          {outcome ? (
            <Button size="small" icon={RotateCcw} onPress={() => reopen.mutate(undefined)}>
              {t('reopen')}
            </Button>
          ) : (
            <>
              <Button size="small" icon={Gavel} onPress={() => setConfronting(true)}>
                {t('confront')}
              </Button>
              <Button size="small" variant="quiet" icon={Pencil} onPress={onEdit}>
                {t('edit')}
              </Button>
            </>
          )}
          <Button size="small" variant="quiet" icon={Trash2} onPress={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </div>
      )}
    </article>
  )
}
