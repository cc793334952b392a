import { useMutation } from '@tanstack/react-query'
import { Check, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { RuleDraft, Suggestion, TableInfo } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import {
  announce,
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  formatInteger,
  ProgressBar,
  ScreenHeader,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { ShareBar } from './ShareBar'
import { text } from './text'
import { useRefocus } from './useRefocus'
import { useSuggestions } from './useRules'

type Props = { table: TableInfo; onAdjust: (draft: RuleDraft) => void; onBack: () => void }

/** Rules that the data suggest, with the rows that fail them today: accepted one by one or together, or left. */
export function SuggestionsView({ table, onAdjust, onBack }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const found = useSuggestions(table.ref)
  const refocus = useRefocus()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const suggestions = found.data?.suggestions ?? []
  const chosen = suggestions.filter((one) => picked.has(keyOf(one)))
  const accept = useMutation({
    mutationFn: ({ rules }: { rules: readonly RuleDraft[]; place: number }) =>
      api.rules.add({ rules: [...rules], origin: 'suggested' }),
    onSuccess: async (kept, { place }) => {
      setPicked(new Set())
      announce(t('accepted', { count: kept.length }))
      await refreshProject()
      // What was accepted is no longer listed: the next one takes its place.
      const next = (at: number): string => `.rule-suggestion:nth-child(${at}) .rule-accept`
      refocus(next(place + 1), next(place), '.rule-picks button', '.screen-actions button')
    }
  })
  const pick = (some: readonly Suggestion[]): void => setPicked(new Set(some.map(keyOf)))
  const turn = (one: Suggestion, isOn: boolean): void => {
    const next = new Set(picked)
    if (isOn) next.add(keyOf(one))
    else next.delete(keyOf(one))
    setPicked(next)
  }
  return (
    <>
      <ScreenHeader
        title={t('suggestions')}
        subtitle={t('suggestionsOf', {
          rows: formatInteger(found.data?.rows ?? table.rows),
          table: visibleText(table.ref.name, 80)
        })}
      >
        <Button onPress={onBack}>{t('back')}</Button>
        <Button
          variant="primary"
          icon={Check}
          isDisabled={!chosen.length || accept.isPending}
          onPress={() => accept.mutate({ rules: chosen.map(({ draft }) => draft), place: 0 })}
        >
          {chosen.length ? t('acceptSome', { count: chosen.length }) : t('acceptChosen')}
        </Button>
      </ScreenHeader>
      <div className="rule-suggestions">
        {accept.isError && <ErrorState inline error={accept.error} />}
        {found.isError && <ErrorState inline error={found.error} onRetry={() => void found.refetch()} />}
        {found.isFetching && <ProgressBar label={t('suggesting')} progress={found.progress} onCancel={found.cancel} />}
        {!found.isFetching && !found.data && !found.isError && (
          <p className="muted">
            {t('stopped')}{' '}
            <Button size="small" icon={RotateCcw} onPress={() => void found.refetch()}>
              {t('retry')}
            </Button>
          </p>
        )}
        {found.data?.notes.map((note) => (
          <p key={note.en} className="muted isolate">
            {localize(note)}
          </p>
        ))}
        {suggestions.length > 0 && (
          <div className="rule-picks">
            <Button size="small" onPress={() => pick(suggestions)}>
              {t('selectAll')}
            </Button>
            <Button size="small" onPress={() => pick(suggestions.filter(({ counts }) => counts.failing > 0))}>
              {t('selectFailing')}
            </Button>
            <Button size="small" onPress={() => pick([])}>
              {t('selectNone')}
            </Button>
          </div>
        )}
        {found.data && !suggestions.length && !found.isFetching && <EmptyState sentence={t('noSuggestion')} />}
        <ul className="rule-suggestion-list">
          {suggestions.map((one, place) => {
            const name = visibleText(localize(one.words), 300)
            return (
              <li key={keyOf(one)} className="rule-suggestion">
                <Checkbox isSelected={picked.has(keyOf(one))} onChange={(isOn) => turn(one, isOn)}>
                  <span className="isolate rule-suggestion-words">{name}</span>
                </Checkbox>
                <span className="rule-suggestion-count">
                  <span className="num">
                    {one.counts.failing
                      ? t('wouldFail', { count: one.counts.failing, n: formatInteger(one.counts.failing) })
                      : t('wouldPass')}
                  </span>
                  <ShareBar counts={one.counts} />
                </span>
                <span className="muted rule-suggestion-reason isolate">
                  {t(`kind_${one.draft.spec.kind}`)} · {t(one.draft.dimension)} · {localize(one.reason)}
                </span>
                <span className="rule-suggestion-actions">
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t('adjustNamed', { name })}
                    onPress={() => onAdjust(one.draft)}
                  >
                    {t('adjust')}
                  </Button>
                  <Button
                    size="small"
                    aria-label={t('acceptNamed', { name })}
                    isDisabled={accept.isPending}
                    className="rule-accept"
                    onPress={() => accept.mutate({ rules: [one.draft], place })}
                  >
                    {t('accept')}
                  </Button>
                </span>
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}

function keyOf({ draft }: Suggestion): string {
  return JSON.stringify(draft.spec)
}
