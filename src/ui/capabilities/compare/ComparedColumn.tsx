import '../explore/column-row.css'
import { ChevronRight } from 'lucide-react'
import type { ComparedPair, CompareRequest, SidesCompared } from '../../../contract'
import { Badge, formatPercent, useText, visibleText } from '../../parts'
import { KIND_ICONS } from '../explore/kind-icons'
import { changeInBrief } from './class-words'
import { Overlay } from './Overlay'
import { PairDetails } from './PairDetails'
import { text } from './text'
import { verdictKey } from './verdict-key'

type Props = {
  pair: ComparedPair
  compared: SidesCompared
  request: CompareRequest
  isOpen: boolean
  onToggle: () => void
}

/** One column in two lines: how far it moved, and by what; opened, everything else. */
export function ComparedColumn({ pair, compared, request, isOpen, onToggle }: Props) {
  const t = useText(text)
  const { a, b, moved, verdict } = pair
  const Icon = KIND_ICONS[b.semantic.kind]
  const name = a.name === b.name ? visibleText(b.name, 80) : `${visibleText(a.name, 60)} → ${visibleText(b.name, 60)}`
  return (
    <li className="column-item compare-column">
      <button type="button" className="column-row compare-row" aria-expanded={isOpen} onClick={onToggle}>
        <ChevronRight size={14} aria-hidden className="column-chevron" />
        <Icon size={14} aria-hidden className="compare-kind-icon" />
        <span className="column-names">
          <span className="column-name isolate">{name}</span>
          <span className="compare-brief isolate">
            {a.type !== b.type && (
              <Badge tone="warning">
                {t('typeChanged', { from: visibleText(a.type, 30), to: visibleText(b.type, 30) })}
              </Badge>
            )}{' '}
            {changeInBrief(pair, t)}
          </span>
        </span>
        <Overlay pair={pair} width={180} height={36} />
        <ShiftBar share={moved} isFaint={verdict !== 'moved'} />
        <span className="compare-shift">
          {verdict !== 'same' && <span className="num">{moved === null ? '–' : formatPercent(moved)}</span>}
          <span className="compare-verdict">{t(verdictKey(pair))}</span>
        </span>
      </button>
      {isOpen && <PairDetails pair={pair} compared={compared} request={request} />}
    </li>
  )
}

/** The shift as a line from 0 to 100 %. */
function ShiftBar({ share, isFaint }: { share: number | null; isFaint: boolean }) {
  const width = 96
  return (
    <svg className="compare-bar" width={width} height={6} aria-hidden>
      <rect className="compare-bar-ground" width={width} height={6} />
      {share !== null && share > 0 && (
        <rect
          className={isFaint ? 'compare-bar-faint' : 'compare-bar-moved'}
          width={Math.max(2, width * share)}
          height={6}
        />
      )}
    </svg>
  )
}
