/** Seconds of wall clock and of processor (all threads) that some work took. */
export interface Cost {
  wall: number
  cpu: number
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [used, begun] = [process.cpuUsage(), performance.now()]
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 }
}

/** Highest resident memory in bytes while some work runs, looked at every 5 ms. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  let peak = process.memoryUsage.rss()
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
  try {
    await work()
    return Math.max(peak, process.memoryUsage.rss())
  } finally {
    clearInterval(timer)
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2
}
