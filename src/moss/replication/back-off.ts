/** How long to wait before a remote that failed is asked again. Pure. */

const firstMs = 1_000
const longestMs = 5 * 60_000

/** Milliseconds to wait after so many failures in a row (1, 2, …). `random`: from 0 to 1, so that browsers that failed
 *  together do not come back together. Never sooner than the remote asked for. */
export function backOffMs(failures: number, random: number, retryAfterMs = 0): number {
  const whole = Math.min(firstMs * 2 ** Math.min(failures - 1, 30), longestMs)
  return Math.round(Math.max(whole * (0.5 + random / 2), retryAfterMs))
}
