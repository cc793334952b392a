import { X } from 'lucide-react'
import { JobOnItsWay } from '../../app/JobOnItsWay'
import { useRunningJob } from '../../app/jobs'
import { ErrorState, IconButton, namedMessage, useLocalize, useText, visibleText } from '../../parts'
import type { Failure } from './import/draft'
import { forgetLoad, useLoad } from './import/load'
import { forgetRefused, isSame, useRefused } from './import/refused-files'
import { text } from './text'

const SHOWN = 5

/** What runs, and what loads could not take: it stays, whatever is loaded next, until it is put away. */
export function LoadOutcome() {
  const t = useText(text)
  const localize = useLocalize()
  const job = useRunningJob()
  const { failures: last, error } = useLoad()
  const { refused } = useRefused()
  const failures = [...last, ...refused.filter((one) => !last.some((other) => isSame(one, other)))]
  const more = failures.slice(SHOWN)
  const putAway = (): void => {
    forgetLoad()
    forgetRefused()
  }
  return (
    <>
      {job && <JobOnItsWay job={job} />}
      {error !== null && <ErrorState inline error={error} />}
      {failures.length > 0 && (
        <div className="load-failures">
          <div className="section-line">
            <h2>{t('failuresTitle', { count: failures.length })}</h2>
            <IconButton label={t('dismiss')} icon={X} onPress={putAway} />
          </div>
          {failures.slice(0, SHOWN).map((failure, place) => (
            <RefusedFile key={place} failure={failure} />
          ))}
          {more.length > 0 && (
            <details>
              <summary>{t('failuresMore', { count: more.length })}</summary>
              {more.map((failure, place) => (
                <RefusedFile key={place} failure={failure} />
              ))}
            </details>
          )}
        </div>
      )}
      <span className="sr-only" role="status">
        {last
          .map(({ file, message }) => `${t('failed', { file: visibleText(file, 80) })} ${localize(message)}`)
          .join(' ')}
      </span>
    </>
  )
}

function RefusedFile({ failure: { file, message, hint } }: { failure: Failure }) {
  const named = { fr: namedMessage(file, message.fr), en: namedMessage(file, message.en) }
  return <ErrorState inline error={{ data: { kind: 'input', message: named, hint: hint ?? undefined } }} />
}
