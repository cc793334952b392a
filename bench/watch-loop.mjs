import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION = 1
const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
delay.enable()

/** Loaded before the program whose event loop is measured: answers the longest hold, in milliseconds, and begins anew. */
process.on('message', (asked) => {
  if (asked !== 'longest') return
  process.send?.(Math.max(0, delay.max / 1e6 - RESOLUTION))
  delay.reset()
})
process.channel?.unref()
