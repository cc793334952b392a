import { Circle, CircleAlert, LoaderCircle } from 'lucide-react'
import type { ProjectInfo } from '../../contract'
import { useText, visibleText } from '../parts'
import { useJobs } from './jobs'
import { useEngineLost } from './project'
import { useStatusFacts } from './status'
import { text } from './text'

/** The place of the filter among the facts: it may be long, and gives way to figures. */
const FILTER = 2

/** Table · rows shown · filter in words · selection · engine. */
export function StatusLine({ project }: { project: ProjectInfo }) {
  const t = useText(text)
  const { table, rows, filter, selection } = useStatusFacts()
  const busy = useJobs(({ jobs }) => jobs.some((job) => job.state === 'running'))
  const lost = useEngineLost()
  const Icon = lost ? CircleAlert : busy ? LoaderCircle : Circle
  return (
    <footer className="status-line" aria-label={t('statusLine')}>
      {[table, rows, filter, selection].map((fact, place) =>
        fact ? (
          <span key={place} className={place === FILTER ? 'status-fact status-long isolate' : 'status-fact isolate'}>
            {visibleText(fact, 160)}
          </span>
        ) : null
      )}
      <span className="status-space" />
      <span className="status-fact status-long muted isolate">{visibleText(project.path, 100)}</span>
      <span
        className={lost ? 'status-fact status-lost' : 'status-fact'}
        role="status"
        title={lost ? t('engineLostLong') : undefined}
      >
        <Icon size={12} aria-hidden />
        {t(lost ? 'engineLost' : busy ? 'engineBusy' : 'engineReady')}
      </span>
    </footer>
  )
}
