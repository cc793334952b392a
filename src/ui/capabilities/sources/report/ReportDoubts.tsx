import { useMutation } from '@tanstack/react-query'
import type { Source, TextReading } from '../../../../contract'
import { refreshProject, useProject } from '../../../app/project'
import { api } from '../../../client'
import { announce, Button, ErrorState, formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { TriangleAlert } from 'lucide-react'
import { DoubtNotes } from '../import/DoubtNotes'
import { doubtsOf } from '../import/doubts'
import { examplesOf } from '../import/ReadingField'
import { typeInBrief } from '../import/readings'
import { text } from '../text'

const MOST = 20

/** Columns of a loaded table that can be read in two ways, and numbers that were codes; a press reads them otherwise, as a change that can be undone. */
export function ReportDoubts({ source }: { source: Source }) {
  const t = useText(text)
  const localize = useLocalize()
  const readOnly = useProject()?.readOnly ?? true
  const doubts = doubtsOf(source.report.columns.filter(({ lossless }) => !lossless))
  const coded = source.report.columns.filter(({ lostZeros }) => lostZeros?.count)
  const decide = useMutation({
    mutationFn: async (decided: readonly { name: string; reading: TextReading }[]) => {
      for (const { name, reading } of decided) await api.sources.reread({ source: source.id, column: name, reading })
    },
    onSettled: () => refreshProject(),
    onSuccess: () => announce(t('reread'))
  })
  if (!doubts.length && !coded.length && !decide.isError) return null
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
        {coded.slice(0, MOST).map((column, place) => {
          const { count, examples } = column.lostZeros ?? { count: 0, examples: [] }
          const name = visibleText(column.name, 60)
          return (
            <li key={place} className="import-note import-note-warning import-doubt">
              <TriangleAlert size={14} aria-hidden />
              <span className="isolate">
                {t('zerosLost', { column: name, count, n: formatInteger(count), type: localize(typeInBrief(column)) })}{' '}
                {examplesOf(examples)}
              </span>
              <Button
                size="small"
                isDisabled={readOnly || decide.isPending}
                aria-label={t('readAsTextNamed', { column: name })}
                onPress={() => decide.mutate([{ name: column.name, reading: { kind: 'text' } }])}
              >
                {t('readAsText')}
              </Button>
            </li>
          )
        })}
      </ul>
      {decide.isError && <ErrorState inline error={decide.error} />}
    </section>
  )
}
