import type { Progress } from '../../contract'
import { ProgressBar } from './ProgressBar'
import { visibleText } from './visible-text'

type JobProgressProps = {
  /** A running job; what it is at is told to screen readers, politely, by the job itself. */
  job: {
    label: string
    progress: Progress | null
    /** Seconds that the step in hand still takes, where that can be told. */
    left: number | null
    cancel: () => void
  }
}

/** A running job: its step, how far it is in bytes, the time left, and its cancel. */
export function JobProgress({ job: { label, progress, left, cancel } }: JobProgressProps) {
  return (
    <div className="job-progress">
      <ProgressBar label={visibleText(label, 120)} progress={progress} left={left} onCancel={cancel} />
    </div>
  )
}
