import { ListTodo } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import {
  Badge,
  Button,
  ErrorState,
  formatDuration,
  JobProgress,
  namedMessage,
  useLocalize,
  useText,
  visibleText
} from '../parts'
import { clearJobs, type Job, type JobShortfall, useJobs } from './jobs'
import { text } from './text'

/** Work in progress and finished, each with its progress, cancel and failure. */
export function JobTray() {
  const t = useText(text)
  const jobs = useJobs((state) => state.jobs)
  const running = jobs.filter((job) => job.state === 'running').length
  const failed = jobs.some((job) => job.state === 'failed' || job.shortfall !== null)
  const label = running ? t('jobsRunning', { count: running }) : t('jobs')
  return (
    <DialogTrigger>
      <AriaButton className={`icon-button job-button ${failed ? 'job-button-failed' : ''}`} aria-label={label}>
        <ListTodo size={16} aria-hidden />
        {running > 0 && <span className="job-count num">{running}</span>}
      </AriaButton>
      <Popover className="popover job-tray" placement="bottom end" offset={6}>
        <Dialog className="job-dialog" aria-label={t('jobs')}>
          {jobs.length === 0 && <p className="muted">{t('noJobs')}</p>}
          <ul>
            {jobs.map((job) => (
              <li key={job.id} className="job">
                <JobLine job={job} />
              </li>
            ))}
          </ul>
          {jobs.length > running && (
            <Button variant="quiet" size="small" onPress={clearJobs}>
              {t('clearJobs')}
            </Button>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function JobLine({ job }: { job: Job }) {
  const t = useText(text)
  if (job.state === 'running') return <JobProgress job={job} />
  return (
    <>
      <div className="job-line">
        <span className="isolate">{visibleText(job.label, 120)}</span>
        <span className="num muted">
          {job.endedAt !== null && formatDuration((job.endedAt - job.startedAt) / 1000)}
        </span>
        {job.state === 'done' &&
          (job.shortfall ? <Badge tone="warning">{t('jobPartly')}</Badge> : <Badge tone="good">{t('jobDone')}</Badge>)}
        {job.state === 'failed' && <Badge tone="critical">{t('jobFailed')}</Badge>}
        {job.state === 'cancelled' && <Badge tone="neutral">{t('jobCancelled')}</Badge>}
      </div>
      {job.shortfall && <Shortfall shortfall={job.shortfall} />}
      {job.state === 'failed' && !job.shortfall && <ErrorState inline error={job.error} />}
    </>
  )
}

/** How much was done, and why each of the rest was not. */
function Shortfall({ shortfall: { summary, reasons } }: { shortfall: JobShortfall }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <div className="job-shortfall">
      <p>{summary}</p>
      <ul>
        {reasons.slice(0, MOST_REASONS).map(({ file, message, hint }, place) => (
          <li key={place} className="isolate">
            {visibleText(namedMessage(file, localize(message)), 400)}
            {hint && <span className="muted"> {visibleText(localize(hint), 300)}</span>}
          </li>
        ))}
      </ul>
      {reasons.length > MOST_REASONS && (
        <p className="muted">{t('jobMoreReasons', { count: reasons.length - MOST_REASONS })}</p>
      )}
    </div>
  )
}

const MOST_REASONS = 20
