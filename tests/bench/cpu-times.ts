/** What work costs the processor, which other programs beside it change less than the clock. */
export function cpuMs<Value>(work: () => Value): { ms: number; value: Value } {
  const begin = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(begin)
  return { ms: (user + system) / 1000, value }
}

export const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN
