import { ArrowLeftRight, ChevronDown, type LucideIcon, Minus, PencilLine, Plus, Shapes } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { DeliveryDiff, Source } from '../../../../contract'
import {
  Badge,
  Button,
  formatInteger,
  formatPercent,
  Menu,
  type Tone,
  useLocalize,
  useText,
  visibleText
} from '../../../parts'
import { typeInWords } from '../import/readings'
import type { OpenedRows } from './ComparedTable'
import { withPair } from './renames'
import { type DeliveryMode, pairColumns } from './store'
import { text } from './text'

/** Rows of this table shown at first. */
const FEW = 200

type DeliveryColumnsProps = {
  source: Source
  diff: DeliveryDiff
  mode: DeliveryMode
  onOpen: (rows: OpenedRows) => void
}

/** Columns that do not stay as they are. A column of the table that the file lacks can be said to be one of the new ones. */
export function DeliveryColumns({ source, diff, mode, onOpen }: DeliveryColumnsProps) {
  const t = useText(text)
  const localize = useLocalize()
  const [all, setAll] = useState(false)
  const { kept, renamed, added, gone, retyped, changed } = diff.columns
  const type = (name: string): string => localize(typeInWords({ type: name, format: null }))
  const order = new Map(source.report.columns.map(({ name }, place) => [name, place]))
  const own = [...renamed, ...gone.map((from) => ({ from, to: null, likeness: null, known: false }))].sort(
    (a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0)
  )
  const rows: ReactNode[] = [
    ...own.map(({ from, to, likeness, known }) => (
      <Row
        key={`own ${from}`}
        tone={to === null ? 'critical' : 'info'}
        icon={to === null ? Minus : ArrowLeftRight}
        fate={t(to === null ? 'columnGone' : 'columnRenamed')}
        detail={
          to === null
            ? t(mode === 'append' ? 'goneNoteAppend' : 'goneNoteRefresh')
            : likeness === null
              ? t(known ? 'asBefore' : 'byHand')
              : t('likeness', { share: formatPercent(likeness, 0) })
        }
        action={<Partner own={from} partner={to} diff={diff} />}
      >
        {visibleText(from, 120)}
      </Row>
    )),
    ...added.map((name) => (
      <Row
        key={`added ${name}`}
        tone="good"
        icon={Plus}
        fate={t('columnAdded')}
        detail={mode === 'append' ? t('addedNoteAppend') : t('addedNoteRefresh')}
      >
        {visibleText(name, 120)}
      </Row>
    )),
    ...retyped.map(({ name, from, to, becomes }) => (
      <Row
        key={`retyped ${name}`}
        tone="warning"
        icon={Shapes}
        fate={t('columnRetyped')}
        detail={
          becomes === undefined
            ? t('retypedNote', { from: type(from), to: type(to) })
            : t('retypedNoteAppend', { from: type(from), to: type(to), becomes: type(becomes) })
        }
      >
        {visibleText(name, 120)}
      </Row>
    )),
    ...changed.map(({ name, rows: count }) => (
      <Row
        key={`changed ${name}`}
        tone="warning"
        icon={PencilLine}
        fate={t('columnChanged')}
        detail={t('changedCells', { count, n: formatInteger(count) })}
        action={
          <Button variant="quiet" size="small" onPress={() => onOpen({ kind: 'changed', column: name })}>
            {t('seeRows')}
          </Button>
        }
      >
        {visibleText(name, 120)}
      </Row>
    ))
  ]
  return (
    <section aria-label={t('columns')}>
      <h2>{t('columns')}</h2>
      {kept.length > 0 && (
        <details className="delivery-kept">
          <summary>{t('kept', { count: kept.length, n: formatInteger(kept.length) })}</summary>
          <p className="isolate">{kept.map((name) => visibleText(name, 60)).join(', ')}</p>
        </details>
      )}
      {rows.length === 0 ? (
        <p className="muted">{t('columnsSame')}</p>
      ) : (
        <table className="data-table delivery-columns">
          <caption className="sr-only">{t('columns')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('fate')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('pairOrRows')}</th>
              <th scope="col">{t('detail')}</th>
            </tr>
          </thead>
          <tbody>{all ? rows : rows.slice(0, FEW)}</tbody>
        </table>
      )}
      {!all && rows.length > FEW && (
        <Button variant="quiet" onPress={() => setAll(true)}>
          {t('showAll', { n: formatInteger(rows.length) })}
        </Button>
      )}
    </section>
  )
}

/** Which new column an old one has become: found, or said here; none takes the pairing away. */
function Partner({ own, partner, diff }: { own: string; partner: string | null; diff: DeliveryDiff }) {
  const t = useText(text)
  const { added } = diff.columns
  if (partner === null && !added.length) return null
  const name = visibleText(own, 60)
  const candidates = partner === null ? added : [partner, ...added]
  const label = partner === null ? t('pairNone') : t('pairIs', { to: visibleText(partner, 60) })
  return (
    <Menu
      label={t('pairMenu', { name })}
      trigger={
        <Button
          size="small"
          className="pair-button"
          icon={ChevronDown}
          aria-label={`${t('pairMenu', { name })} : ${label}`}
        >
          {label}
        </Button>
      }
      entries={[
        ...candidates.map((to) => ({
          id: `to ${to}`,
          label: t('pairIs', { to: visibleText(to, 60) }),
          icon: ArrowLeftRight,
          onAction: () => void pairColumns(withPair(diff, own, to))
        })),
        ...(partner === null
          ? []
          : [
              {
                id: 'none',
                label: t('unpair'),
                icon: Minus,
                onAction: () => void pairColumns(withPair(diff, own, null))
              }
            ])
      ]}
    />
  )
}

type RowProps = {
  tone: Tone
  icon: LucideIcon
  fate: string
  detail: string
  action?: ReactNode
  children: ReactNode
}

function Row({ tone, icon, fate, detail, action, children }: RowProps) {
  return (
    <tr>
      <td>
        <Badge tone={tone} icon={icon}>
          {fate}
        </Badge>
      </td>
      <td className="isolate">{children}</td>
      <td>{action}</td>
      <td className="muted">{detail}</td>
    </tr>
  )
}
