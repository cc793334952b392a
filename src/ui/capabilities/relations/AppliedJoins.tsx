import { ArrowRight } from 'lucide-react'
import type { AppliedJoin } from '../../../contract'
import { go } from '../../app/route'
import { Button, useText, visibleText } from '../../parts'
import { RemoveJoin } from './RemoveJoin'
import { text } from './text'
import { columnsInWords, leftOf, rightOf } from './words'

/** The joins in force: what each brought to which table, with the way there and back. */
export function AppliedJoins({ joins }: { joins: readonly AppliedJoin[] }) {
  const t = useText(text)
  if (!joins.length) return null
  return (
    <section aria-label={t('appliedJoins')} className="applied-joins">
      <h3>{t('appliedJoins')}</h3>
      <ul>
        {joins.map((join) => (
          <li key={join.step} className="applied-join">
            <p className="isolate">
              {visibleText(join.right, 60)} → <strong>{visibleText(join.left, 60)}</strong>
            </p>
            <p className="muted isolate">{t('joinedBy', { left: leftOf(join), right: rightOf(join) })}</p>
            <p className="isolate">{columnsInWords(join, t)}</p>
            <div className="relation-details-actions">
              <Button
                size="small"
                variant="quiet"
                icon={ArrowRight}
                onPress={() => go('explore', { table: `clean.${join.left}` })}
              >
                {t('seeTable')}
              </Button>
              <RemoveJoin join={join} label={t('removeJoin')} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
