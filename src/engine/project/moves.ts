import { AsyncLocalStorage } from 'node:async_hooks'

/** Counts the changes of a project, and tells those that some work makes itself from those that others make under it. */
export class Moves {
  private all = 0
  private readonly own = new AsyncLocalStorage<{ count: number }>()

  /** One more: to be said just before and just after a change is kept, so that what began in between is known too. */
  note(): void {
    this.all++
    const own = this.own.getStore()
    if (own) own.count++
  }

  /** Does some work; where it fails, `then` learns whether others changed the project meanwhile while the work itself did not. */
  async under<T>(work: () => Promise<T>, then: (error: unknown, byOthers: boolean) => Promise<T>): Promise<T> {
    const [begun, own] = [this.all, { count: 0 }]
    try {
      return await this.own.run(own, work)
    } catch (error) {
      return then(error, own.count === 0 && this.all !== begun)
    }
  }
}
