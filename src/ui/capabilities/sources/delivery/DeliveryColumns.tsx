import { ArrowLeftRight, type LucideIcon, Minus, Plus, Shapes } from 'lucide-react'
import type { DeliveryDiff } from '../../../../contract'
import {
  Badge,
  Checkbox,
  formatInteger,
  formatPercent,
  type Tone,
  useLocalize,
  useText,
  visibleText
} from '../../../parts'
import { typeInWords } from '../import/readings'
import { changedColumns } from './renames'
import { acceptRename, type DeliveryMode } from './store'
import { text } from './text'

type DeliveryColumnsProps = { diff: DeliveryDiff; mode: DeliveryMode; refused: readonly number[] }

/** Columns that do not stay as they are; each renamed pair can be taken or left. */
export function DeliveryColumns({ diff, mode, refused }: DeliveryColumnsProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { kept, renamed, retyped } = diff.columns
  const { added, gone } = changedColumns(diff, refused)
  const type = (name: string): string => localize(typeInWords({ type: name, format: null }))
  const isSame = !renamed.length && !retyped.length && !added.length && !gone.length
  return (
    <section aria-label={t('columns')}>
      <h2>
        {t('columns')} <span className="count">{t('kept', { count: kept.length, n: formatInteger(kept.length) })}</span>
      </h2>
      {isSame && <p className="muted">{t('columnsSame')}</p>}
      {!isSame && (
        <table className="data-table delivery-columns">
          <caption className="sr-only">{t('columns')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('fate')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('detail')}</th>
            </tr>
          </thead>
          <tbody>
            {renamed.map(({ from, to, likeness }, place) => (
              <Row
                key={`renamed ${place}`}
                tone="info"
                icon={ArrowLeftRight}
                fate={t('columnRenamed')}
                detail={t('likeness', { share: formatPercent(likeness, 0) })}
              >
                <Checkbox isSelected={!refused.includes(place)} onChange={(accepted) => acceptRename(place, accepted)}>
                  <span className="isolate">
                    {t('renameAccept', { from: visibleText(from, 80), to: visibleText(to, 80) })}
                  </span>
                </Checkbox>
              </Row>
            ))}
            {added.map((name, place) => (
              <Row
                key={`added ${place}`}
                tone="good"
                icon={Plus}
                fate={t('columnAdded')}
                detail={mode === 'append' ? t('addedNoteAppend') : ''}
              >
                {visibleText(name, 120)}
              </Row>
            ))}
            {gone.map((name, place) => (
              <Row
                key={`gone ${place}`}
                tone="critical"
                icon={Minus}
                fate={t('columnGone')}
                detail={t(mode === 'append' ? 'goneNoteAppend' : 'goneNoteRefresh')}
              >
                {visibleText(name, 120)}
              </Row>
            ))}
            {retyped.map(({ name, from, to }, place) => (
              <Row
                key={`retyped ${place}`}
                tone="warning"
                icon={Shapes}
                fate={t('columnRetyped')}
                detail={t('retypedNote', { from: type(from), to: type(to) })}
              >
                {visibleText(name, 120)}
              </Row>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type RowProps = { tone: Tone; icon: LucideIcon; fate: string; detail: string; children: React.ReactNode }

function Row({ tone, icon, fate, detail, children }: RowProps) {
  return (
    <tr>
      <td>
        <Badge tone={tone} icon={icon}>
          {fate}
        </Badge>
      </td>
      <td className="isolate">{children}</td>
      <td className="muted">{detail}</td>
    </tr>
  )
}
