import { memo } from 'react'
import type { Glance } from '../../../contract'

const HEIGHT = 18
/** Room at an end for the mark of what lies beyond it. */
const END = 7

/** A column in miniature under its name: the share that is present, and how its values spread; arrows at the ends tell that values lie beyond. */
export const HeaderGlance = memo(function HeaderGlance({ glance, width }: { glance: Glance | null; width: number }) {
  if (!glance) return <span className="grid-glance" aria-hidden />
  const present = glance.rows ? 1 - glance.missing / glance.rows : 0
  const most = Math.max(1, ...glance.bars.map(({ n }) => n))
  const room = Math.max(16, width - 17)
  const { below, above } = glance.beyond
  const start = below ? END : 0
  const step = Math.min((room - start - (above ? END : 0)) / Math.max(1, glance.bars.length), 14)
  const end = start + step * glance.bars.length
  return (
    <svg className="grid-glance" aria-hidden width={room} height={HEIGHT + 5}>
      {glance.bars.map(({ n }, place) => {
        const tall = n ? Math.max(1, (n / most) * HEIGHT) : 0
        return (
          <rect
            key={place}
            className={glance.ordered ? 'grid-bar' : 'grid-bar grid-bar-value'}
            x={start + place * step}
            y={HEIGHT - tall}
            width={Math.max(0.5, step - (step > 3 ? 1 : 0))}
            height={tall}
          />
        )
      })}
      {below && <path className="grid-beyond" d={`M${END - 2} ${HEIGHT - 6}v6l-5 -3z`} />}
      {above && <path className="grid-beyond" d={`M${end + 2} ${HEIGHT - 6}v6l5 -3z`} />}
      <rect className="grid-absent" x={0} y={HEIGHT + 2} width={room} height={3} />
      <rect className="grid-present" x={0} y={HEIGHT + 2} width={room * present} height={3} />
    </svg>
  )
})
