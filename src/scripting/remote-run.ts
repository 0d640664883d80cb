/** One search on a server, from the query to the last row: rows are written down page by page, and can be looked at while
 *  more come. What it ends with is stored as the answer of an ordinary job. */
import { infoFrom } from '../jobs/job-info'
import type { AskableGraph } from '../hosts/providers/bring-subgraph'
import type { RelayedSearch } from '../hosts/providers/graph-server'
import { errorDataFrom } from '../model/errors'
import type { JobInfo, JobRecord } from '../model/job'
import type { Motif } from '../model/motif'
import type { RemoteHostInfo } from '../model/remote-host'
import { appendAnswer } from '../storage/answer-rows'
import { storeHost } from '../storage/hosts'
import { putJob } from '../storage/job-records'
import type { MotifscopeDatabase } from '../storage/database'
import type { RunOptions } from '../grand/remote/cypher-endpoint'
import { RemoteAnswer } from './remote-answer'
import type { AnswerHost } from './remote-answer'

export interface RemoteQuestion {
  record: JobRecord
  motif: Motif
  relayed: RelayedSearch
  asked: AskableGraph & { info: RemoteHostInfo }
}

export interface RunTools {
  db: MotifscopeDatabase
  now: () => number
  tell: (job: JobInfo) => void
  /** Before an answer is stored under an id that tables may have been made of. */
  forgetTables: (hostId: string) => Promise<void>
}

/** Rows of a batch: a page of them is on screen soon, and few batches are in memory. */
const batchSize = 5_000

export type Ending = 'paused' | 'cancelled'

/** The id under which an answer's nodes are stored. */
export const answerHostId = (jobId: string) => `answer-${jobId}`

/** Places in a row of the edges a motif requires, each once. */
function edgePlaces({ nodes, edges }: Motif): [number, number][] {
  const places = new Map<string, [number, number]>()
  for (const { from, to, exists } of edges)
    if (exists) places.set(`${from} ${to}`, [nodes.indexOf(from), nodes.indexOf(to)])
  return [...places.values()]
}

export class RemoteRun {
  record: JobRecord
  readonly answer: RemoteAnswer
  /** Settled when it is over, however it ends. */
  readonly ended: Promise<JobRecord>
  private readonly question: RemoteQuestion
  private readonly tools: RunTools
  private readonly over = new AbortController()
  private readonly beganAt = performance.now()
  private firstRowMs: number | null = null
  private asksFor: Ending | null = null

  constructor(question: RemoteQuestion, tools: RunTools) {
    const { asked, motif, record, relayed } = question
    this.question = question
    this.tools = tools
    this.record = {
      ...record,
      state: 'running',
      columns: [...motif.nodes],
      automorphismCount: relayed.automorphismCount,
      tasksTotal: 1,
    }
    const width = motif.nodes.length
    this.answer = new RemoteAnswer(asked, width, edgePlaces(motif), record.options.ignoreDirection)
    this.ended = this.run()
  }

  /** Ends the request to the server; what came stays. */
  async stop(what: Ending): Promise<void> {
    this.asksFor ??= what
    this.over.abort()
    await this.ended
  }

  private async run(): Promise<JobRecord> {
    let end: Partial<JobRecord>
    try {
      await putJob(this.tools.db, this.record)
      this.tellOn()
      await this.ask()
      end = { state: 'done', tasksDone: 1, progress: 1 }
    } catch (thrown) {
      const isLeft = this.asksFor !== null || this.record.rowCount > 0
      if (isLeft || errorDataFrom(thrown).code === 'timeout')
        void this.question.asked.server.end(this.record.id)
      end = this.asksFor ? { state: this.asksFor } : { state: 'failed', error: errorDataFrom(thrown) }
    }
    try {
      const { columns, rowCount } = this.record
      if (columns.length > 0 && rowCount > 0) await this.storeAnswer()
    } catch (thrown) {
      end = { state: 'failed', error: errorDataFrom(thrown) }
    }
    const warnings = [...new Set([...this.record.warnings, ...this.answer.warnings()])]
    this.record = { ...this.record, ...end, ...this.times(), warnings, finishedAt: this.tools.now() }
    await putJob(this.tools.db, this.record).catch(() => undefined)
    this.tellOn()
    return this.record
  }

  private async ask(): Promise<void> {
    const { asked, relayed } = this.question
    const { countOnly, limit } = this.record.options
    const options: RunOptions = { signal: this.over.signal, timeoutMs: asked.timeoutMs, batchSize }
    for await (const { rows, progress } of relayed.run(this.record.id, options)) {
      if (progress !== undefined) this.record = { ...this.record, progress }
      this.firstRowMs ??= performance.now() - this.beganAt
      if (countOnly) {
        const cell = rows[0]?.[0]
        if (cell !== undefined) this.found(BigInt(cell as number | bigint))
      } else if (rows.length > 0) await this.keep(rows, options)
    }
    if (limit !== null && this.record.count >= BigInt(limit))
      this.record = { ...this.record, truncated: true }
  }

  private async keep(rows: Parameters<RemoteAnswer['take']>[0], options: RunOptions): Promise<void> {
    const numbers = await this.answer.take(rows, options)
    const count = this.record.count + BigInt(rows.length)
    this.record = await appendAnswer(this.tools.db, { ...this.record, count, ...this.times() }, numbers)
    this.tellOn()
  }

  private found(count: bigint): void {
    this.record = { ...this.record, count }
    this.tellOn()
  }

  private async storeAnswer(): Promise<void> {
    const id = answerHostId(this.record.id)
    const answer: AnswerHost = await this.answer.write(id)
    await this.tools.forgetTables(id)
    await storeHost(this.tools.db, id, async (write) => {
      await write('nodes.arrow', new Blob([answer.nodes as Uint8Array<ArrayBuffer>]))
      await write('edges.arrow', new Blob([answer.edges as Uint8Array<ArrayBuffer>]))
      await write('topology.bin', new Blob([]))
      return { ...answer.record, openedAt: this.tools.now() }
    })
    this.record = { ...this.record, answerHostId: id }
  }

  /** Until the first row the server plans; then it searches. */
  private times(): Pick<JobRecord, 'timings' | 'elapsedMs'> {
    const elapsedMs = performance.now() - this.beganAt
    const planMs = this.firstRowMs ?? elapsedMs
    const { parseMs } = this.question.record.timings
    return {
      elapsedMs,
      timings: { parseMs, planMs, searchMs: elapsedMs - planMs, totalMs: parseMs + elapsedMs },
    }
  }

  private tellOn(): void {
    this.tools.tell(infoFrom({ ...this.record, ...this.times() }))
  }
}
