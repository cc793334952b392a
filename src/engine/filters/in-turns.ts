/** Does some work for each item, no more than so many at once: queries side by side only take each other's cores. */
export async function inTurns<T, R>(
  items: readonly T[],
  work: (item: T, place: number) => Promise<R>,
  atOnce = 4
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let place = next++; place < items.length; place = next++) results[place] = await work(items[place] as T, place)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
