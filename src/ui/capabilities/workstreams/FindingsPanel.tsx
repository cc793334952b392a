import { HardHat, Smile } from 'lucide-react'
import { useState } from 'react'
import type { Finding, Workstream } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useProject } from '../../app/project'
import { go } from '../../app/route'
import { Button, Checkbox, EmptyState, ScreenHeader, useText, visibleText } from '../../parts'
import { FindingList } from '../findings'
import { text } from './text'

type FindingsPanelProps = {
  findings: readonly Finding[]
  all: readonly Workstream[]
  onCreate: (findings: readonly Finding[]) => void
}

/** The findings, to be kept by ticking and turned into a workstream. */
export function FindingsPanel({ findings, all, onCreate }: FindingsPanelProps) {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const [kept, setKept] = useState<readonly string[]>([])
  const chosen = findings.filter(({ id }) => kept.includes(id))
  const usersOf = (id: string): string =>
    all
      .filter(({ findingIds }) => findingIds.includes(id))
      .map(({ title }) => visibleText(title, 80))
      .join(', ')
  return (
    <>
      <ScreenHeader title={t('findings')} subtitle={t('findingsSubtitle')}>
        <Button
          variant="primary"
          icon={HardHat}
          isDisabled={isDisabled}
          onPress={() => {
            onCreate(chosen)
            setKept([])
          }}
        >
          {chosen.length ? t('createFrom', { count: chosen.length }) : t('create')}
        </Button>
      </ScreenHeader>
      <div className="screen-body workstream-editor">
        {findings.length === 0 ? (
          <EmptyState
            icon={HardHat}
            sentence={t('noFindings')}
            action={{ label: t('toSatisfaction'), icon: Smile, onPress: () => go('satisfaction') }}
          >
            <BundledCaseLink />
          </EmptyState>
        ) : (
          <FindingList
            level={2}
            actions={({ id }) => (
              <>
                <Checkbox
                  isSelected={kept.includes(id)}
                  onChange={(wanted) => setKept(wanted ? [...kept, id] : kept.filter((other) => other !== id))}
                >
                  {t('keep')}
                </Checkbox>
                {usersOf(id) && <span className="muted isolate">{t('usedBy', { titles: usersOf(id) })}</span>}
              </>
            )}
          />
        )}
      </div>
    </>
  )
}
