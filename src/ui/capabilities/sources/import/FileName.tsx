import { Fragment } from 'react'
import { middleCut } from '../../../parts'

type FileNameProps = {
  name: string
  /** Where it lies below the folder that was chosen. */
  folder?: string
  strong?: boolean
}

/** A name on two lines where it must; a longer one loses its middle, since names of one set differ at their ends. */
export function FileName({ name, folder = '', strong = false }: FileNameProps) {
  const parts = middleCut(name, 40).split(/(?<=[_\-. ])/)
  return (
    <span className={strong ? 'file-name file-name-strong isolate' : 'file-name isolate'}>
      {folder && <span className="muted">{middleCut(folder, 40)}/&#8203;</span>}
      {parts.map((part, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
