import { useMutation } from '@tanstack/react-query'
import { Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import type { Finding, Workstream } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { Badge, Button, Dialog, ErrorState, useText } from '../../parts'
import { FindingList } from '../findings'
import { text } from './text'

/** The findings that this workstream rests on, each with its figure and its way to the rows. */
export function EvidenceSection({ workstream, findings }: { workstream: Workstream; findings: readonly Finding[] }) {
  const t = useText(text)
  const [choosing, setChoosing] = useState(false)
  const isDisabled = useProject()?.readOnly ?? true
  const link = useMutation({
    mutationFn: ({ findingId, pinned }: { findingId: string; pinned: boolean }) =>
      pinned
        ? api.workstreams.unlinkFinding({ id: workstream.id, findingId })
        : api.workstreams.linkFinding({ id: workstream.id, findingId }),
    onSettled: () => refreshProject()
  })
  const isPinned = ({ id }: Finding): boolean => workstream.findingIds.includes(id)
  const gone = workstream.findingIds.filter((id) => !findings.some((finding) => finding.id === id))
  return (
    <section className="workstream-section" aria-label={t('evidence')}>
      <div className="workstream-section-head">
        <h2>{t('evidence')}</h2>
        <Button size="small" icon={Pin} isDisabled={isDisabled} onPress={() => setChoosing(true)}>
          {t('pin')}
        </Button>
      </div>
      {link.isError && <ErrorState inline error={link.error} />}
      <FindingList
        only={isPinned}
        empty={<p className="muted">{t('noEvidence')}</p>}
        actions={({ id }) => (
          <Button
            size="small"
            icon={PinOff}
            isDisabled={isDisabled}
            onPress={() => link.mutate({ findingId: id, pinned: true })}
          >
            {t('unpin')}
          </Button>
        )}
      />
      {gone.map((id) => (
        <p key={id} className="workstream-gone">
          <Badge tone="warning">{t('goneFinding')}</Badge>
          <Button size="small" isDisabled={isDisabled} onPress={() => link.mutate({ findingId: id, pinned: true })}>
            {t('unpin')}
          </Button>
        </p>
      ))}
      <Dialog title={t('pinTitle')} size="medium" isOpen={choosing} onClose={() => setChoosing(false)}>
        <FindingList
          only={(finding) => !isPinned(finding)}
          empty={<p className="muted">{findings.length ? t('allPinned') : t('noFindings')}</p>}
          actions={({ id }) => (
            <Button size="small" icon={Pin} onPress={() => link.mutate({ findingId: id, pinned: false })}>
              {t('pinThis')}
            </Button>
          )}
        />
      </Dialog>
    </section>
  )
}
