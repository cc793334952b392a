import { memo } from 'react'
import type { Glance } from '../../../contract'

const HEIGHT = 18

/** A column in miniature under its name: the share that is present, and how its values spread. */
export const HeaderGlance = memo(function HeaderGlance({ glance, width }: { glance: Glance | null; width: number }) {
  if (!glance) return <span className="grid-glance" aria-hidden />
  const present = glance.rows ? 1 - glance.missing / glance.rows : 0
  const most = Math.max(1, ...glance.bars.map(({ n }) => n))
  const room = Math.max(16, width - 17)
  const step = Math.min(room / Math.max(1, glance.bars.length), 14)
  return (
    <svg className="grid-glance" aria-hidden width={room} height={HEIGHT + 5}>
      {glance.bars.map(({ n }, place) => {
        const tall = n ? Math.max(1, (n / most) * HEIGHT) : 0
        return (
          <rect
            key={place}
            className={glance.ordered ? 'grid-bar' : 'grid-bar grid-bar-value'}
            x={place * step}
            y={HEIGHT - tall}
            width={Math.max(0.5, step - (step > 3 ? 1 : 0))}
            height={tall}
          />
        )
      })}
      <rect className="grid-absent" x={0} y={HEIGHT + 2} width={room} height={3} />
      <rect className="grid-present" x={0} y={HEIGHT + 2} width={room * present} height={3} />
    </svg>
  )
})
