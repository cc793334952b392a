import { useEffect, useState } from 'react'

/** A text while it is edited: it follows what is saved when that changes elsewhere (undo, another edit). */
export function useEdited(saved: string): [value: string, edit: (value: string) => void] {
  const [value, setValue] = useState(saved)
  useEffect(() => setValue(saved), [saved])
  return [value, setValue]
}
