/** Lists as the dialects take them: anything that can be iterated, at once or piece by piece. */
export type Bunch<T> = Iterable<T> | AsyncIterable<T>

/** In lists of at most `size`, the next only when this one is used up. */
export async function* partsOf<T>(bunch: Bunch<T>, size = 1000): AsyncGenerator<T[]> {
  let part: T[] = []
  for await (const item of bunch) {
    part.push(item)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

export async function gathered<T>(bunch: Bunch<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of bunch) found.push(item)
  return found
}

export const isBunch = (value: unknown): value is Bunch<unknown> =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
