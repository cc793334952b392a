import { X } from 'lucide-react'
import { JobOnItsWay } from '../../app/JobOnItsWay'
import { useRunningJob } from '../../app/jobs'
import { ErrorState, formatTime, IconButton, namedMessage, useLocalize, useText, visibleText } from '../../parts'
import type { Failure } from './import/draft'
import { type FailureGroup, failureGroups } from './import/failure-groups'
import { useLoad } from './import/load'
import { forgetRefused, useRefused } from './import/refused-files'
import { text } from './text'

const SHOWN = 5

/** What runs, and what loads could not take, by import: it stays, whatever is loaded next, until it is put away. */
export function LoadOutcome() {
  const t = useText(text)
  const localize = useLocalize()
  const job = useRunningJob()
  const last = useLoad()
  const { refused } = useRefused()
  return (
    <>
      {job && <JobOnItsWay job={job} />}
      {last.error !== null && <ErrorState inline error={last.error} />}
      {failureGroups(last, refused).map((group) => (
        <Failures key={group.at} group={group} />
      ))}
      <span className="sr-only" role="status">
        {last.failures
          .map(({ file, message }) => `${t('failed', { file: visibleText(file, 80) })} ${localize(message)}`)
          .join(' ')}
      </span>
    </>
  )
}

/** What one import could not take: of an earlier one it is a line that opens. */
function Failures({ group: { at, failures, isLast } }: { group: FailureGroup }) {
  const t = useText(text)
  const count = failures.length
  const putAway = (): void => {
    forgetRefused(failures)
    if (isLast) useLoad.setState({ failures: [], error: null })
  }
  const close = <IconButton label={t('dismiss')} icon={X} onPress={putAway} />
  if (!isLast)
    return (
      <div className="section-line load-failures-before">
        <details>
          <summary>{t('failuresBefore', { count, time: at ? formatTime(at) : '' })}</summary>
          <RefusedFiles failures={failures} />
        </details>
        {close}
      </div>
    )
  return (
    <div className="load-failures">
      <div className="section-line">
        <h2>{t('failuresTitle', { count })}</h2>
        {close}
      </div>
      <RefusedFiles failures={failures} />
    </div>
  )
}

function RefusedFiles({ failures }: { failures: readonly Failure[] }) {
  const t = useText(text)
  const more = failures.slice(SHOWN)
  return (
    <div className="load-failures">
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
  )
}

function RefusedFile({ failure: { file, message, hint } }: { failure: Failure }) {
  const named = { fr: namedMessage(file, message.fr), en: namedMessage(file, message.en) }
  return <ErrorState inline error={{ data: { kind: 'input', message: named, hint: hint ?? undefined } }} />
}
