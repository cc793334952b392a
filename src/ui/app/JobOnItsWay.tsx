import { JobProgress } from '../parts'
import { type RunningJob, useJobs } from './jobs'

/** How far a running job is, with its cancel: the only thing on a screen that is rendered at every step of the job. */
export function JobOnItsWay({ job: { id, label, cancel } }: { job: RunningJob }) {
  const job = useJobs(({ jobs }) => jobs.find((each) => each.id === id))
  return <JobProgress job={{ label, cancel, progress: job?.progress ?? null, left: job?.left ?? null }} />
}
