/** A search that lasts some seconds with one worker and finds a number of rows that can be compared: for the stories of
 *  interruption. The host is random but always the same. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright/test'
import type { JobInfo, SearchOptions } from '../../src/model/job'

/** Paths of five nodes whose ends have the same mark: the search must look at a thousand for each that it finds. */
export const longMotif = 'A -> B; B -> C; C -> D; D -> E; A.mark == E.mark'

export interface LongHost {
  nodeCount?: number
  edgeCount?: number
  markCount?: number
  name?: string
}

/** Five times the work for a few rows more: for stories of several tabs. */
export const longerHost: LongHost = { edgeCount: 30_000, markCount: 5_000, name: 'longer.csv' }

/** Opens the host; answers its id. */
export function openLongHost(page: Page, size: LongHost = {}): Promise<string> {
  const { nodeCount = 900, edgeCount = 20_000, markCount = 1_000, name = 'long.csv' } = size
  return page.evaluate(
    async ({ nodeCount, edgeCount, markCount, name }) => {
      let state = 12345
      const next = (bound: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return Math.floor((state / 2 ** 32) * bound)
      }
      const edges = ['source,target']
      for (let i = 0; i < edgeCount; i++) edges.push(`n${next(nodeCount)},n${next(nodeCount)}`)
      const nodes = ['id,mark']
      for (let i = 0; i < nodeCount; i++) nodes.push(`n${i},${next(markCount)}`)
      const host = await globalThis.motifscope.hosts.open(new File([edges.join('\n')], name), {
        nodes: new File([nodes.join('\n')], 'nodes.csv'),
      })
      return host.id
    },
    { nodeCount, edgeCount, markCount, name },
  )
}

/** What the stories look at of a job. */
export type JobWords = Pick<
  JobInfo,
  'id' | 'state' | 'tasksDone' | 'tasksTotal' | 'progress' | 'isInterrupted' | 'priority' | 'tabCount'
> & {
  count: number
}

/** How a job stands. */
export function jobInfo(page: Page, id: string): Promise<JobWords> {
  return page.evaluate(async (id) => {
    const job = await globalThis.motifscope.jobs.get(id)
    return { ...job, count: Number(job.count) }
  }, id)
}

/** Starts a search with one worker and answers its id. */
export function startLong(
  page: Page,
  hostId: string,
  options: SearchOptions = {},
  motif = longMotif,
): Promise<string> {
  return page.evaluate(
    async ({ hostId, motif, options }) =>
      (await globalThis.motifscope.jobs.start(hostId, motif, { workers: 1, ...options })).id,
    { hostId, motif, options },
  )
}

/** Waits until a job has found more than `count` matches. */
export function waitForMatches(page: Page, id: string, count = 0): Promise<void> {
  return page.evaluate(
    async ({ id, count }) => {
      while (Number((await globalThis.motifscope.jobs.get(id)).count) <= count)
        await new Promise((resolve) => setTimeout(resolve, 20))
    },
    { id, count },
  )
}

/** Waits until a job is in one of these states. */
export function waitForState(page: Page, id: string, ...states: JobInfo['state'][]): Promise<JobWords> {
  return page.evaluate(
    async ({ id, states }) => {
      for (;;) {
        const job = await globalThis.motifscope.jobs.get(id)
        if (states.includes(job.state)) return { ...job, count: Number(job.count) }
        if (job.state === 'failed') throw new Error(`The job failed: ${job.error?.message}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    { id, states },
  )
}

export interface RowDigest {
  rowCount: number
  /** Rows that occur more than once. */
  doubled: number
  /** SHA-256 over the sorted rows. */
  digest: string
}

/** What the rows of a job are, whatever their order. */
export async function rowsOf(page: Page, id: string): Promise<RowDigest> {
  const text = await page.evaluate(async (id) => {
    const blob = await (await globalThis.motifscope.jobs.result(id)).export('csv')
    const [header = '', ...rows] = (await blob.text()).trimEnd().split(/\r?\n/)
    return [header, ...rows.sort()].join('\n')
  }, id)
  const rows = text.split('\n').slice(1)
  const doubled = rows.filter((row, i) => row === rows[i - 1]).length
  return { rowCount: rows.length, doubled, digest: createHash('sha256').update(text).digest('hex') }
}
