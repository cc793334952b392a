/**
 * What several sources tell, in the order in which it comes, with no more than `most` of them under way at once. One that
 * fails, or a reader that leaves, ends all: `stop` is called, and those under way are waited for.
 */
export async function* sideBySide<T>(
  sources: readonly AsyncIterable<T>[],
  most: number,
  stop: () => void
): AsyncGenerator<T, void> {
  const waiting = sources.map((source) => source[Symbol.asyncIterator]())
  const running = new Map<AsyncIterator<T>, Promise<Told<T>>>()
  const goOn = (source: AsyncIterator<T>): void => {
    const told = source.next().then((result) => ({ source, result }))
    // One that fails while another is listened to is heard at its turn.
    told.catch(() => undefined)
    running.set(source, told)
  }
  try {
    for (;;) {
      for (const source of waiting.splice(0, most - running.size)) goOn(source)
      if (!running.size) return
      const { source, result } = await Promise.race(running.values())
      running.delete(source)
      if (result.done) continue
      goOn(source)
      yield result.value
    }
  } finally {
    if (running.size) stop()
    await Promise.allSettled(running.values())
    await Promise.allSettled([...running.keys()].map((source) => source.return?.()))
  }
}

interface Told<T> {
  source: AsyncIterator<T>
  result: IteratorResult<T, unknown>
}
