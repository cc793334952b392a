import { Fragment } from 'react'
import { middleCut } from '../../../parts'

/** A name on two lines where it must; a longer one loses its middle, since names of one set differ at their ends. */
export function FileName({ name, strong = false }: { name: string; strong?: boolean }) {
  const parts = middleCut(name, 40).split(/(?<=[_\-. ])/)
  return (
    <span className={strong ? 'file-name file-name-strong isolate' : 'file-name isolate'}>
      {parts.map((part, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
