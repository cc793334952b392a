import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { ColumnPairing, ComparedSide, CompareRequest, SidesCompared } from '../../../contract'
import { withPinHints } from '../findings'
import {
  Button,
  Figure,
  formatInteger,
  formatPercent,
  PageTurner,
  SearchField,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { ComparedColumn } from './ComparedColumn'
import { OneSided } from './OneSided'
import { text } from './text'

/** Columns laid out at once. */
const PAGE = 100
/** From so many rows a side, a test finds nearly every difference. */
const MANY_ROWS = 100_000

type Props = {
  compared: SidesCompared
  request: CompareRequest
  onPair: (pairs: ColumnPairing[]) => void
  /** Compares with the rest of the rows instead of all of them; null where that is no choice. */
  onRest: (() => void) | null
  /** Takes the lead, which takes the focus from a control that went away. */
  lead: (element: HTMLElement | null) => void
}

/** A comparison: what it is of, what moved, and every column with its figures. */
export function Compared({ compared, request, onPair, onRest, lead }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  const { a, b, pairs, shared } = compared
  const [search, setSearch] = useState('')
  const [from, setFrom] = useState(0)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const wanted = search.toLowerCase()
  const shown = pairs.filter((pair) => [pair.a.name, pair.b.name].some((name) => name.toLowerCase().includes(wanted)))
  const first = from < shown.length ? from : 0
  const toggle = (name: string): void =>
    setOpen((before) =>
      before.has(name) ? new Set([...before].filter((one) => one !== name)) : new Set([...before, name])
    )
  return (
    <>
      <section className="compare-sides" aria-label={t('sides')}>
        <SideFacts name="a" side={a} />
        <SideFacts name="b" side={b} />
      </section>
      <section className="compare-lead">
        <h2 className="isolate" tabIndex={-1} ref={lead}>
          {leadOf(compared, t)}
        </h2>
        <p>{localize(shared.reason)}</p>
        {shared.kind === 'overlap' && onRest && (
          <p>
            <Button size="small" icon={Scale} onPress={onRest}>
              {t('toRest')}
            </Button>
          </p>
        )}
        {shared.kind === 'independent' && Math.min(a.rows, b.rows) >= MANY_ROWS && <p>{t('manyRows')}</p>}
        <p className="muted">{t('howRead')}</p>
      </section>
      <OneSided compared={compared} pairs={request.pairs} onPair={onPair} />
      {pairs.length > 12 && <SearchField label={t('search')} value={search} onChange={setSearch} />}
      <ul className="column-list compare-list" aria-label={t('list')}>
        {shown.slice(first, first + PAGE).map((pair) => (
          <ComparedColumn
            key={pair.b.name}
            pair={pair}
            compared={compared}
            request={request}
            isOpen={open.has(pair.b.name)}
            onToggle={() => toggle(pair.b.name)}
          />
        ))}
      </ul>
      {!shown.length && <p className="muted">{t('none')}</p>}
      <PageTurner first={first} size={PAGE} total={shown.length} onTurn={setFrom} />
    </>
  )
}

function leadOf({ pairs }: SidesCompared, t: ReturnType<typeof useText<keyof typeof text.keys>>): string {
  const moved = pairs.filter(({ verdict }) => verdict === 'moved')
  // What makes the sides differs whatever the rows are: it did not move.
  const total = formatInteger(pairs.filter(({ verdict }) => verdict !== 'criterion').length)
  const [most] = moved
  if (!most) return t('movedNone', { total })
  const name = visibleText(most.b.name, 60)
  return t('lead', { moved: t('moved', { count: moved.length, total }), name, share: formatPercent(most.moved) })
}

function SideFacts({ name, side }: { name: 'a' | 'b'; side: ComparedSide }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <div className="compare-side">
      <span className={`compare-swatch compare-swatch-${name}`} aria-hidden />
      <strong>{t(name)}</strong>
      <span className="compare-side-words">
        <span className="isolate">{visibleText(localize(side.label), 160)}</span>
        <span className="muted isolate">
          {visibleText(localize(side.words), 300)}
          {side.note && ` (${visibleText(localize(side.note), 300)})`} ·{' '}
          {t('columnsOf', { n: formatInteger(side.columns) })}
        </span>
      </span>
      <Figure
        value={side.rows}
        format={formatInteger}
        label={t('rows')}
        showLabel
        evidence={withPinHints(side.evidence, { kind: 'comparison', unit: 'count' })}
      />
    </div>
  )
}
