/** Results of searches on servers. While one runs, what has come is shown in steps: each time there is twice as much as at
 *  the step before, tables are made of it, so that showing costs no more than asking. */
import type { HostLibrary } from '../hosts/host-library'
import type { JobRecord } from '../model/job'
import type { Engine } from './engine'
import type { AnswerHost } from './remote-answer'
import { answerHostId } from './remote-run'
import type { RemoteRun } from './remote-run'
import type { SearchResult } from './result-types'
import { searchResultFrom } from './search-result'

/** An answer as far as it was when it was looked at. */
interface Step {
  record: JobRecord
  host: AnswerHost
}

export interface RemoteResults {
  ofRun(run: RemoteRun): Promise<SearchResult>
  ofRecord(record: JobRecord): Promise<SearchResult>
  /** The run is over: its steps are not looked at any more. */
  forgetLive(jobId: string): void
  forgetTables(hostId: string): Promise<void>
}

export function createRemoteResults(
  engine: Pick<Engine, 'database' | 'sql'>,
  library: Pick<HostLibrary, 'tables'>,
): RemoteResults {
  /** The last two of each run: a question to the one before may be under way. */
  const steps = new Map<string, Promise<Step>[]>()

  async function forgetTables(hostId: string): Promise<void> {
    const { dropHostTables } = await import('../tables/host-tables')
    await dropHostTables(await engine.sql(), hostId)
  }

  async function tablesOf({ host }: Step, part: 'nodes' | 'all') {
    const { loadHostTables } = await import('../tables/host-tables')
    const connection = await engine.sql()
    await loadHostTables(connection, host.record, () => Promise.resolve(host), part)
    return { connection, host: host.record }
  }

  async function take(run: RemoteRun, number: number): Promise<Step> {
    const { record } = run
    return { record, host: await run.answer.write(`${answerHostId(record.id)}-${number}`) }
  }

  async function stepOf(run: RemoteRun): Promise<Step> {
    const taken = steps.get(run.record.id) ?? []
    const last = await taken.at(-1)
    if (last && run.record.rowCount < 2 * last.record.rowCount) return last
    const fresh = take(run, taken.length)
    steps.set(run.record.id, [...taken, fresh])
    const outdated = taken.at(-2)
    if (outdated) void outdated.then(({ host }) => forgetTables(host.record.id)).catch(() => undefined)
    return fresh
  }

  return {
    forgetTables,
    async ofRun(run) {
      const step = await stepOf(run)
      // The count is of now; rows are those that the tables know.
      const { rowCount, columns } = step.record
      return searchResultFrom({
        record: { ...run.record, rowCount, columns },
        db: await engine.database(),
        rowsAtHand: () => undefined,
        tables: (part) => tablesOf(step, part),
      })
    },
    async ofRecord(record) {
      const { answerHostId: hostId } = record
      return searchResultFrom({
        // Rows whose nodes were not written down, because the page was closed before, cannot be read.
        record: hostId === undefined ? { ...record, rowCount: 0 } : record,
        db: await engine.database(),
        rowsAtHand: () => undefined,
        tables: (part) => library.tables(hostId ?? record.hostId, part),
      })
    },
    forgetLive(jobId) {
      const taken = steps.get(jobId) ?? []
      steps.delete(jobId)
      for (const step of taken.slice(-2))
        void step.then(({ host }) => forgetTables(host.record.id)).catch(() => undefined)
    },
  }
}
