import { ArrowRight, ListChecks, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AppliedJoin } from '../../../contract'
import { go } from '../../app/route'
import { Badge, Button, IconButton, middleCut, useText, visibleText } from '../../parts'
import { RemoveJoin } from './RemoveJoin'
import { text } from './text'
import { columnsInWords } from './words'

/** Says that a join was made and where its columns went, until it is closed, left or undone. */
export function JoinNotice({ join, onClose }: { join: AppliedJoin; onClose: () => void }) {
  const t = useText(text)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => line.current?.focus(), [join.step])
  const table = { table: `clean.${join.left}` }
  return (
    <div ref={line} className="join-notice" role="status" tabIndex={-1}>
      <div className="join-notice-head">
        <Badge tone="good">{t('joined')}</Badge>
        <IconButton label={t('closeNotice')} icon={X} onPress={onClose} />
      </div>
      <p className="join-notice-words isolate">
        {t('joinedWords', {
          count: join.columns.length,
          left: middleCut(visibleText(join.left, 120), 32),
          right: middleCut(visibleText(join.right, 120), 32),
          columns: columnsInWords(join, t)
        })}
      </p>
      <div className="join-notice-actions">
        <Button size="small" icon={ArrowRight} onPress={() => go('explore', table)}>
          {t('seeTable')}
        </Button>
        <Button size="small" variant="quiet" icon={ListChecks} onPress={() => go('recipe', table)}>
          {t('seeStep')}
        </Button>
        <RemoveJoin join={join} label={t('undoJoin')} />
      </div>
    </div>
  )
}
