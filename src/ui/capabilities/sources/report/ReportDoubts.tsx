import { useMutation } from '@tanstack/react-query'
import type { Source, TextReading } from '../../../../contract'
import { refreshProject, useProject } from '../../../app/project'
import { api } from '../../../client'
import { announce, ErrorState, useText } from '../../../parts'
import { DoubtNotes } from '../import/DoubtNotes'
import { doubtsOf } from '../import/doubts'
import { text } from '../text'

/** Columns of a loaded table that can be read in two ways; a press reads them so, as a change that can be undone. */
export function ReportDoubts({ source }: { source: Source }) {
  const t = useText(text)
  const readOnly = useProject()?.readOnly ?? true
  const doubts = doubtsOf(source.report.columns.filter(({ lossless }) => !lossless))
  const decide = useMutation({
    mutationFn: async (decided: readonly { name: string; reading: TextReading }[]) => {
      for (const { name, reading } of decided) await api.sources.reread({ source: source.id, column: name, reading })
    },
    onSettled: () => refreshProject(),
    onSuccess: () => announce(t('reread'))
  })
  if (!doubts.length && !decide.isError) return null
  return (
    <section className="report-doubts" aria-label={t('toCheck')}>
      <h3>{t('toCheck')}</h3>
      <ul>
        <DoubtNotes
          doubts={doubts}
          exampleOf={() => null}
          onDecide={(decided) => decide.mutate(decided)}
          isDisabled={readOnly || decide.isPending}
        />
      </ul>
      {decide.isError && <ErrorState inline error={decide.error} />}
    </section>
  )
}
