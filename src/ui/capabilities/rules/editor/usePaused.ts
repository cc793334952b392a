import { useEffect, useState } from 'react'

/** Milliseconds without a change before rows are asked for. */
const PAUSE = 250

/** A value once it has stayed the same for a moment. */
export function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
