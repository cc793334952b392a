import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import type { Finding, Workstream, WorkstreamStatus } from '../../../contract'
import { focusWhenLost } from '../../app/focus'
import { refreshProject, useProject } from '../../app/project'
import { setParams } from '../../app/route'
import { api } from '../../client'
import { announce, Button, ErrorState, ScreenHeader, Select, useText, visibleText } from '../../parts'
import { DraftField } from './DraftField'
import { EstimateSection } from './EstimateSection'
import { EvidenceSection } from './EvidenceSection'
import { PlanningSection } from './PlanningSection'
import { useEditWorkstream } from './queries'
import { text } from './text'

export const STATUSES: readonly WorkstreamStatus[] = ['idea', 'ready', 'doing', 'done']

type WorkstreamEditorProps = { workstream: Workstream; all: readonly Workstream[]; findings: readonly Finding[] }

/** One workstream: what is wrong, what to do, on what evidence, at what cost, when. */
export function WorkstreamEditor({ workstream, all, findings }: WorkstreamEditorProps) {
  const t = useText(text)
  const edit = useEditWorkstream(workstream.id)
  const isDisabled = useProject()?.readOnly ?? true
  const remove = useMutation({
    mutationFn: () => api.workstreams.remove({ id: workstream.id }),
    onSuccess: async ({ released }) => {
      const titles = released.map(({ title }) => title).join(', ')
      announce(released.length ? t('removedReleased', { titles }) : t('removed'))
      setParams({ workstream: '' })
      await refreshProject()
      // Its button is gone with the workstream: the focus goes to the list that it was chosen from.
      focusWhenLost('.split-list .list-item[aria-current="true"]')
    }
  })
  return (
    <>
      <ScreenHeader title={visibleText(workstream.title, 300)} subtitle={t(workstream.status)}>
        <Button
          variant="quiet"
          icon={Trash2}
          isDisabled={isDisabled}

          onPress={() => !remove.isPending && remove.mutate()}
        >
          {t('remove')}
        </Button>
      </ScreenHeader>
      <div className="screen-body workstream-editor">
        {edit.isError && <ErrorState inline error={edit.error} />}
        {remove.isError && <ErrorState inline error={remove.error} />}
        <div className="workstream-fields">
          <DraftField
            label={t('name')}
            required
            isDisabled={isDisabled}
            value={workstream.title}
            onCommit={(title) => edit.mutate({ title })}
          />
          <Select
            label={t('status')}
            isDisabled={isDisabled}
            options={STATUSES.map((value) => ({ value, label: t(value) }))}
            value={workstream.status}
            onChange={(status) => edit.mutate({ status })}
          />
          <DraftField
            label={t('owner')}
            isDisabled={isDisabled}
            value={workstream.owner}
            onCommit={(owner) => edit.mutate({ owner })}
          />
        </div>
        <div className="workstream-words">
          <DraftField
            label={t('problem')}
            description={t('problemHelp')}
            lines={4}
            isDisabled={isDisabled}
            value={workstream.problem}
            onCommit={(problem) => edit.mutate({ problem })}
          />
          <DraftField
            label={t('action')}
            description={t('actionHelp')}
            lines={4}
            isDisabled={isDisabled}
            value={workstream.action}
            onCommit={(action) => edit.mutate({ action })}
          />
        </div>
        <EvidenceSection workstream={workstream} findings={findings} />
        <EstimateSection
          workstream={workstream}
          findings={findings.filter(({ id }) => workstream.findingIds.includes(id))}
        />
        <PlanningSection workstream={workstream} all={all} />
      </div>
    </>
  )
}
