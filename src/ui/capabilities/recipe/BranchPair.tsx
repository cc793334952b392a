import { useEffect, useRef } from 'react'
import { Button, Select, useText, visibleText } from '../../parts'
import { BranchesSideBySide } from './BranchesSideBySide'
import { text } from './text'

type Side = { key: string; title: string; change: number | null }
type Pair = { a: string; b: string }
type BranchPairProps = {
  table: string
  /** What may be compared. */
  sides: readonly Side[]
  pair: Pair
  onChange: (chosen: Partial<Pair>) => void
  onClose: () => void
}

/**
 * Two branches to choose and their comparison, which comes into sight with the focus in it. Closed, it hands the focus back to
 * what had it before.
 */
export function BranchPair({ table, sides, pair, onChange, onClose }: BranchPairProps) {
  const t = useText(text)
  const [a, b] = [pair.a, pair.b].map((key) => sides.find((side) => side.key === key))
  const panel = useRef<HTMLDivElement>(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    opener.current ??= document.activeElement
    panel.current?.focus({ preventScroll: true })
  }, [])
  const close = (): void => {
    onClose()
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const show = (): void => panel.current?.scrollIntoView({ block: 'nearest' })
  useEffect(() => {
    // Browsers of today answer with a promise, which is no way to clean up.
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div
      ref={panel}
      className="recipe-branch-compared"
      role="group"
      aria-label={t('branchCompare')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      <div className="recipe-branch-pair">
        {(['a', 'b'] as const).map((side) => (
          <Select
            key={side}
            label={t(side === 'a' ? 'branchA' : 'branchB')}
            value={pair[side]}
            onChange={(key) => onChange({ [side]: key })}
            options={sides.map(({ key, title }) => ({ value: key, label: visibleText(title, 80) }))}
          />
        ))}
        <Button size="small" onPress={close}>
          {t('closeCompare')}
        </Button>
      </div>
      {a && b && (
        <BranchesSideBySide table={table} a={a.change} b={b.change} names={[a.title, b.title]} onShown={show} />
      )}
    </div>
  )
}
