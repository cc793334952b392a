import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { RecipeBranch } from '../../../contract'
import { queryClient } from '../../app/queries'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import {
  Badge,
  Button,
  ErrorState,
  formatDateTime,
  formatInteger,
  Loading,
  TextField,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { BranchPair } from './BranchPair'
import { text } from './text'

/** The states of a recipe that one may come back to: named, compared, and gone to. */
export function Branches({ table }: { table: string }) {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const found = useQuery({
    queryKey: ['recipe', 'branches', table],
    queryFn: ({ signal }) => api.recipe.branches({ table }, { signal })
  })
  // Of the branch `of`, at which it is shown.
  const [pair, setPair] = useState<{ of: string; a: string; b: string } | null>(null)
  const edit = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onSettled: () => refreshProject() })
  const names = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['recipe', 'branches', table] })
  })
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Loading lines={3} height={28} />
  const branches = found.data
  const [now] = branches
  const title = titleIn(t)
  // A state without a name would be out of sight once another one is taken up.
  const keepAs =
    now && now.id === null && now.steps.length ? t('branchBefore', { at: formatDateTime(new Date()) }) : null
  const sides = branches.map((branch) => ({ key: keyOf(branch), title: title(branch), change: branch.change }))
  return (
    <>
      <p className="muted">{t('branchesHint')}</p>
      {(edit.isError || names.isError) && <ErrorState inline error={edit.error ?? names.error} />}
      <ul className="recipe-branches" aria-label={t('branches')}>
        {branches.map((branch) => (
          <BranchLine
            key={keyOf(branch)}
            branch={branch}
            title={title(branch)}
            isDisabled={isReadOnly || edit.isPending || names.isPending}
            onName={(name) =>
              names.mutate(() =>
                branch.id === null
                  ? api.recipe.nameBranch({ table, name, change: branch.change })
                  : api.recipe.renameBranch({ id: branch.id, name })
              )
            }
            onForget={() => names.mutate(() => api.recipe.forgetBranch({ id: branch.id ?? '' }))}
            onSwitch={() => {
              setPair(null)
              edit.mutate(() => api.recipe.switchBranch({ table, change: branch.change, keepAs }))
            }}
            isCompared={pair?.of === keyOf(branch)}
            onCompare={(on) => setPair(on && now ? { of: keyOf(branch), a: keyOf(now), b: keyOf(branch) } : null)}
          >
            {pair?.of === keyOf(branch) && (
              <BranchPair
                table={table}
                sides={sides}
                pair={pair}
                onChange={(chosen) => setPair({ ...pair, ...chosen })}
                onClose={() => setPair(null)}
              />
            )}
          </BranchLine>
        ))}
      </ul>
    </>
  )
}

/** The state of now keeps its key while changes come: a comparison with it stays one. */
function keyOf({ id, change, current }: RecipeBranch): string {
  return id ?? (current ? 'now' : `change ${change ?? ''}`)
}

function titleIn(t: ReturnType<typeof useText<keyof typeof text.keys>>): (branch: RecipeBranch) => string {
  return ({ name, current, at }) =>
    name || (current ? t('branchNow') : at ? t('branchLeft', { at: formatDateTime(at) }) : t('branchBegin'))
}

type BranchLineProps = {
  branch: RecipeBranch
  title: string
  isDisabled: boolean
  onName: (name: string) => void
  onForget: () => void
  onSwitch: () => void
  isCompared: boolean
  onCompare: (on: boolean) => void
  /** Its comparison with another branch, while it is open. */
  children: ReactNode
}

function BranchLine(line: BranchLineProps) {
  const { branch, title, isDisabled, onName, onForget, onSwitch, isCompared, onCompare, children } = line
  const t = useText(text)
  const localize = useLocalize()
  const [naming, setNaming] = useState<string | null>(null)
  const { current, steps, rows, id, last } = branch
  return (
    <li className="recipe-branch">
      <div className="recipe-branch-line">
        <strong className="isolate">{visibleText(title, 120)}</strong>
        {current && <Badge tone="info">{t('branchCurrent')}</Badge>}
        <span className="muted num">
          {t('steps', { count: steps.length })} · {t('branchRows', { count: rows, n: formatInteger(rows) })}
        </span>
        <span className="recipe-branch-actions">
          <Button size="small" isDisabled={isDisabled} onPress={() => setNaming(branch.name)}>
            {t(id === null ? 'branchName' : 'branchRename')}
          </Button>
          {!current && (
            <>
              <Button size="small" isDisabled={isDisabled} onPress={onSwitch}>
                {t('branchSwitch')}
              </Button>
              <Button size="small" aria-expanded={isCompared} onPress={() => onCompare(!isCompared)}>
                {t('branchCompare')}
              </Button>
            </>
          )}
          {id !== null && (
            <Button size="small" variant="quiet" isDisabled={isDisabled} onPress={onForget}>
              {t('branchForget')}
            </Button>
          )}
        </span>
      </div>
      {naming !== null && (
        <form
          className="recipe-branch-name"
          onKeyDown={(event) => event.key === 'Escape' && setNaming(null)}
          onSubmit={(event) => {
            event.preventDefault()
            if (!naming.trim()) return
            onName(naming.trim())
            setNaming(null)
          }}
        >
          <TextField label={t('branchNameField')} value={naming} onChange={setNaming} maxLength={120} autoFocus />
          <Button type="submit" size="small" variant="primary" isDisabled={isDisabled || !naming.trim()}>
            {t('branchKeep')}
          </Button>
          <Button size="small" onPress={() => setNaming(null)}>
            {t('cancel')}
          </Button>
        </form>
      )}
      {steps.length > 0 && (
        <details>
          <summary>{t('branchSteps')}</summary>
          <ol>
            {steps.map(({ title: step, enabled, problem }, place) => (
              <li key={`${place} ${step.en}`} className={enabled && !problem ? 'isolate' : 'muted isolate'}>
                {visibleText(localize(step), 300)}
                {!enabled && ` (${t('off')})`}
                {enabled && problem && ` (${t('broken')} : ${visibleText(localize(problem), 300)})`}
              </li>
            ))}
          </ol>
        </details>
      )}
      {id === null && last && (
        <span className="muted isolate">{t('branchLast', { label: visibleText(localize(last), 200) })}</span>
      )}
      {children}
    </li>
  )
}
