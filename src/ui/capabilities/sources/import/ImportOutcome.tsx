import { CircleCheck, Compass, TriangleAlert, X } from 'lucide-react'
import { go, tableParam } from '../../../app/route'
import { Button, ErrorState, IconButton, localize, namedMessage, useText, visibleText } from '../../../parts'
import type { ChosenFile, Failure, ImportDraft } from './draft'
import { forgetLoad, useLoad } from './load'
import { changeDraft } from './store'
import { text } from './text'

/** What the last load did, where the import goes on: how many tables it loaded, and why the others are still here. */
export function ImportOutcome({ draft }: { draft: ImportDraft }) {
  const t = useText(text)
  const { outcome, error, failures } = useLoad()
  const [first] = outcome?.loaded ?? []
  return (
    <div className="import-outcome" role="status">
      {outcome && (
        <div className="outcome-line">
          {outcome.failed ? (
            <TriangleAlert size={16} className="found-warning" aria-hidden />
          ) : (
            <CircleCheck size={16} aria-hidden />
          )}
          <p>
            {outcome.cancelled && `${t('stopped')} `}
            {(outcome.failed > 0 || outcome.loaded.length > 0) && (
              <>
                {t('jobLoaded', { count: outcome.loaded.length })}
                {outcome.failed > 0 && `, ${t('jobMissed', { count: outcome.failed })}`}
                {'. '}
              </>
            )}
            {t(outcome.failed ? 'tryAgain' : 'goOn')}{' '}
            {outcome.cancelled && draft.files.some(isOnItsWay) && t('stillSending')}
          </p>
          {first && (
            <Button size="small" icon={Compass} onPress={() => go('explore', { table: tableParam(first.table) })}>
              {t('explore', { name: visibleText(first.table.name, 40) })}
            </Button>
          )}
          <IconButton label={t('dismiss')} icon={X} onPress={forgetLoad} />
        </div>
      )}
      {error !== null && <ErrorState inline error={error} />}
      {failures.map((failure, place) => (
        <Refused key={place} failure={failure} />
      ))}
      {draft.refusals.map((failure, place) => (
        <Refused
          key={`refused ${place}`}
          failure={failure}
          onDismiss={() =>
            changeDraft((before) => ({ ...before, refusals: before.refusals.filter((one) => one !== failure) }))
          }
        />
      ))}
    </div>
  )
}

/** True while bytes of a file are still to be sent. */
function isOnItsWay({ complete, error }: ChosenFile): boolean {
  return !complete && error === null
}

function Refused({ failure: { file, message, hint }, onDismiss }: { failure: Failure; onDismiss?: () => void }) {
  const t = useText(text)
  return (
    <div className="outcome-line">
      <TriangleAlert size={16} className="found-warning" aria-hidden />
      <p className="isolate">
        {visibleText(namedMessage(file, localize(message)), 600)}{' '}
        {hint && <span className="muted">{visibleText(localize(hint), 600)}</span>}
      </p>
      {onDismiss && <IconButton label={t('dismiss')} icon={X} onPress={onDismiss} />}
    </div>
  )
}
