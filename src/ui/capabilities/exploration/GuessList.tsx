import type { ColumnAt, Guess, TableInfo, TableRef } from '../../../contract'
import { ErrorState, Loading, useText } from '../../parts'
import { GuessCard } from './GuessCard'
import { GuessForm, type GuessDraft } from './GuessForm'
import { useGuesses } from './queries'
import { text } from './text'

type Props = {
  tables: readonly TableInfo[]
  table: TableRef
  draft: GuessDraft | null
  onDraft: (draft: GuessDraft | null) => void
}

/** The guesses in the order they were written, and the form of one being written. */
export function GuessList({ tables, table, draft, onDraft }: Props) {
  const t = useText(text)
  const { data, isPending, isError, error, refetch } = useGuesses()
  const edit = (guess: Guess): void => onDraft({ guess, columns: guess.columns })
  return (
    <>
      {draft && (
        <GuessForm key={keyOf(draft)} draft={draft} tables={tables} table={table} onClose={() => onDraft(null)} />
      )}
      {isPending && <Loading lines={3} height={120} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && !draft && <p className="muted guess-none">{t('noGuess')}</p>}
      {data && data.length > 0 && (
        <ul className="guess-list" aria-label={t('guessList')}>
          {data.map((guess) => (
            <li key={guess.id}>
              <GuessCard guess={guess} onEdit={() => edit(guess)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function keyOf({ guess, columns }: GuessDraft): string {
  return guess?.id ?? JSON.stringify(columns satisfies readonly ColumnAt[])
}
