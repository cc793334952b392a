import { X } from 'lucide-react'
import { JobOnItsWay } from '../../app/JobOnItsWay'
import { useRunningJob } from '../../app/jobs'
import { ErrorState, IconButton, namedMessage, useLocalize, useText, visibleText } from '../../parts'
import { forgetLoad, useLoad } from './import/load'
import { text } from './text'

/** What runs, and what the last load could not take: it stays until the next one, or until it is put away. */
export function LoadOutcome() {
  const t = useText(text)
  const localize = useLocalize()
  const job = useRunningJob()
  const { failures, error } = useLoad()
  return (
    <>
      {job && <JobOnItsWay job={job} />}
      {error !== null && <ErrorState inline error={error} />}
      {failures.length > 0 && (
        <div className="load-failures">
          <div className="section-line">
            <h2>{t('failuresTitle', { count: failures.length })}</h2>
            <IconButton label={t('dismiss')} icon={X} onPress={forgetLoad} />
          </div>
          {failures.map((failure, place) => (
            <ErrorState
              key={place}
              inline
              error={{
                data: {
                  kind: 'input',
                  message: {
                    fr: namedMessage(failure.file, failure.message.fr),
                    en: namedMessage(failure.file, failure.message.en)
                  },
                  hint: failure.hint ?? undefined
                }
              }}
            />
          ))}
        </div>
      )}
      <span className="sr-only" role="status">
        {failures
          .map(({ file, message }) => `${t('failed', { file: visibleText(file, 80) })} ${localize(message)}`)
          .join(' ')}
      </span>
    </>
  )
}
