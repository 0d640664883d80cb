/** Questions of Cypher asked from within a page of the tests: what comes back is plain. */
import type { Page } from 'playwright'
import type { RowBatch } from '../../../src/grand/remote/cypher-endpoint'

export interface Asking {
  over: 'neo4jOverHttp' | 'neo4jOverBolt' | 'neuPrintOverHttp'
  options: object
  query: string
  parameters?: object
}

/** An answer, with the pauses that were made when there were any; or the fault. */
export type Told =
  { fields: string[]; rows: unknown[][]; pauses?: number[] } | { code: string; message: string; hint: string }

/** What the page keeps from one call to the next. */
interface Kept {
  batches: AsyncIterator<RowBatch>
  ending: AbortController
  reading: Promise<unknown>
}

export function ask(page: Page, asking: Asking): Promise<Told> {
  return page.evaluate(async ({ over, options, query, parameters }) => {
    const pauses: number[] = []
    const pause = async (ms: number) => void pauses.push(ms)
    const endpoint = window.endpoints[over]({ ...options, pause } as never)
    const answer: { fields: string[]; rows: unknown[][] } = { fields: [], rows: [] }
    try {
      for await (const { fields, rows } of endpoint.run(query, parameters as never)) {
        answer.fields = fields
        answer.rows.push(...rows)
      }
      return pauses.length > 0 ? { ...answer, pauses } : answer
    } catch (error) {
      const { code, message, hint } = error as { code: string; message: string; hint: string }
      return { code, message, hint }
    } finally {
      await endpoint.close()
    }
  }, asking)
}

/** Takes the first row, and leaves the others where they are. */
export async function firstThenRest(page: Page, asking: Asking) {
  const first = await page.evaluate(async ({ over, options, query }) => {
    const endpoint = window.endpoints[over](options as never)
    const batches = endpoint.run(query, {}, { batchSize: 1 })[Symbol.asyncIterator]()
    Object.assign(window, { kept: { batches } satisfies Partial<Kept> })
    return (await batches.next()).value as RowBatch
  }, asking)
  return {
    first,
    rest: () =>
      page.evaluate(async () => {
        const { batches } = (window as unknown as { kept: Kept }).kept
        const rest: RowBatch[] = []
        for (;;) {
          const { done, value } = await batches.next()
          if (done) return rest
          rest.push(value)
        }
      }),
    leave: () =>
      page.evaluate(() => void (window as unknown as { kept: Kept }).kept.batches.return?.(undefined)),
  }
}

/** Asks, and answers how to end the question. */
export async function giveUp(page: Page, asking: Asking): Promise<() => Promise<void>> {
  await page.evaluate(({ over, options, query }) => {
    const ending = new AbortController()
    const endpoint = window.endpoints[over](options as never)
    const batches = endpoint.run(query, {}, { signal: ending.signal })[Symbol.asyncIterator]()
    const reading = batches.next().catch(() => undefined)
    Object.assign(window, { kept: { batches, ending, reading } satisfies Kept })
  }, asking)
  return () =>
    page.evaluate(async () => {
      const { ending, reading } = (window as unknown as { kept: Kept }).kept
      ending.abort()
      await reading
    })
}
