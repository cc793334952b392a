/**
 * How much of each resource is in use over time: a step function kept as breakpoints, so that its cost depends on the
 * number of tasks and not on how long they are. Step k holds from `time[k]` to `time[k + 1]`, the last for ever.
 */
export class ResourceProfile {
  private readonly time: number[] = [0]
  private readonly used: number[]

  constructor(private readonly capacity: readonly number[]) {
    this.used = capacity.map(() => 0)
  }

  /** The earliest time from `from` on at which `needs` fit for the whole `duration`; needs never pass the capacity. */
  earliest(from: number, duration: number, needs: readonly { resource: number; amount: number }[]): number {
    if (!needs.length || duration === 0) return from
    let start = from
    for (let step = this.stepAt(from); step < this.time.length && this.time[step]! < start + duration; step++) {
      if (this.fits(step, needs)) continue
      start = this.time[step + 1]!
    }
    return start
  }

  /** Takes `needs` from `start` for `duration`. */
  take(start: number, duration: number, needs: readonly { resource: number; amount: number }[]): void {
    if (!needs.length || duration === 0) return
    const first = this.breakAt(start)
    const last = this.breakAt(start + duration)
    const width = this.capacity.length
    for (let step = first; step < last; step++)
      for (const { resource, amount } of needs) this.used[step * width + resource]! += amount
  }

  private fits(step: number, needs: readonly { resource: number; amount: number }[]): boolean {
    const width = this.capacity.length
    for (const { resource, amount } of needs)
      if (this.used[step * width + resource]! + amount > this.capacity[resource]!) return false
    return true
  }

  private stepAt(time: number): number {
    let low = 0
    let high = this.time.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.time[middle]! <= time) low = middle
      else high = middle - 1
    }
    return low
  }

  private breakAt(time: number): number {
    const step = this.stepAt(time)
    if (this.time[step] === time) return step
    const width = this.capacity.length
    this.time.splice(step + 1, 0, time)
    this.used.splice((step + 1) * width, 0, ...this.used.slice(step * width, (step + 1) * width))
    return step + 1
  }
}
