import { Button, ErrorState, ProgressBar, useText } from '../../parts'
import { text } from './text'
import type { useRelations } from './useRelations'

/** How far the search for relations is, in a line, where they are only a help: it may be stopped, and begun again. */
export function SearchState({ search }: { search: ReturnType<typeof useRelations> }) {
  const t = useText(text)
  const { isPending, isStopped, progress, error, cancel, refetch } = search
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />
  if (isStopped)
    return (
      <p className="join-keys-note muted">
        {t('stopped')}
        <Button size="small" variant="quiet" onPress={() => void refetch()}>
          {t('again')}
        </Button>
      </p>
    )
  return isPending ? <ProgressBar label={t('searching')} progress={progress} onCancel={cancel} /> : null
}
