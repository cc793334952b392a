import type { ReactNode } from 'react'
import { heldWidth, type Lanes } from './geometry'

type Props = { lanes: Lanes; places: readonly number[]; draw: (places: readonly number[]) => ReactNode }

/** The cells of a line: those that scroll, then the totals, which stay in sight at the right. */
export function HeldRight({ lanes, places, draw }: Props) {
  const held = places.filter((place) => place >= lanes.held)
  return (
    <>
      {draw(places.filter((place) => place < lanes.held))}
      {held.length > 0 && (
        <div className="pivot-held" role="presentation" style={{ width: heldWidth(lanes) }}>
          {draw(held)}
        </div>
      )}
    </>
  )
}
