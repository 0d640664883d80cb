/** All that a stream brings; Node 20 has no Array.fromAsync. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of stream) found.push(item)
  return found
}
