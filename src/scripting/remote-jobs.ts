/** `motifscope.jobs` and `search` for graphs on servers, beside those in this browser: whoever asks need not know which it
 *  is. A search on a server cannot go on where it was stopped: it is asked anew. */
import { noSuchAttribute } from '../hosts/providers/servers-words'
import type { HostLibrary } from '../hosts/host-library'
import { infoFrom, newRecord } from '../jobs/job-info'
import { jobIdOf } from '../jobs/job-id'
import { withJobLock } from '../jobs/tab-locks'
import { MotifscopeError } from '../model/errors'
import type { JobInfo, JobRecord, SearchOptions } from '../model/job'
import { remoteIdFrom } from '../model/remote-host'
import { deleteJob, getJob } from '../storage/job-records'
import type { Engine } from './engine'
import { motifFromText, semanticsFrom } from './jobs-api'
import type { RemoteHosts } from './remote-hosts'
import { createRemoteResults } from './remote-results'
import { RemoteRun } from './remote-run'
import type { Ending, RemoteQuestion, RunTools } from './remote-run'
import type { SearchResult } from './result-types'

export interface RemoteJobs {
  start(hostId: string, motif: string, options?: SearchOptions): Promise<JobInfo>
  /** How a job stands that this tab runs; undefined: it runs none of that id. */
  live(id: string): JobInfo | undefined
  stop(id: string, what: Ending): Promise<boolean>
  ended(id: string): Promise<JobRecord | undefined>
  result(id: string): Promise<SearchResult>
  again(id: string): Promise<JobInfo>
}

export interface RemoteJobSources {
  engine: Pick<Engine, 'database' | 'sql'>
  library: HostLibrary
  remotes: RemoteHosts
  now: () => number
  /** Copies of a job's rows in the table engine are worthless now. */
  forgetRows: (jobId: string) => Promise<void>
  tell: (id: string, job: JobInfo) => void
}

export function createRemoteJobs(sources: RemoteJobSources): RemoteJobs {
  const { engine, remotes, library } = sources
  const runs = new Map<string, RemoteRun>()
  const results = createRemoteResults(engine, library)

  /** What a server is asked for a search, after what would make it pointless was looked for.
   *  @throws MotifscopeError `credentials-needed`, `not-on-server`, `unknown-attribute`, … */
  async function questionOf(hostId: string, source: string, options: SearchOptions): Promise<RemoteQuestion> {
    const begin = performance.now()
    const { motif, warnings } = motifFromText(source)
    const semantics = semanticsFrom(options)
    const asked = await remotes.askable(hostId)
    const relayed = asked.server.relay(motif, semantics, asked.known)
    const id = remoteIdFrom(await jobIdOf(motif, hostId, semantics))
    const parseMs = performance.now() - begin
    const record = newRecord(
      { id, hostId, motif: source, options: semantics, warnings, parseMs },
      sources.now(),
    )
    return { record, motif, relayed, asked }
  }

  /** An attribute that the sample did not show may be there all the same. */
  async function checkAttributes({ motif, asked }: RemoteQuestion): Promise<void> {
    const { server, known, info } = asked
    for (const unknown of server.unknownAttributes(motif, known)) {
      if (await server.hasAttribute(unknown)) continue
      throw noSuchAttribute(unknown, known, info.server)
    }
  }

  async function toolsOf(): Promise<RunTools> {
    return {
      db: await engine.database(),
      now: sources.now,
      tell: (job) => sources.tell(job.id, job),
      forgetTables: results.forgetTables,
    }
  }

  async function begin(question: RemoteQuestion): Promise<JobInfo> {
    const { id } = question.record
    const tools = await toolsOf()
    return new Promise((resolve, reject) => {
      const work = async () => {
        await deleteJob(tools.db, id)
        await sources.forgetRows(id)
        const run = new RemoteRun(question, tools)
        runs.set(id, run)
        resolve(infoFrom(run.record))
        await run.ended
        runs.delete(id)
        results.forgetLive(id)
      }
      withJobLock(id, work).then((isRun) => {
        if (!isRun)
          reject(
            new MotifscopeError('job-busy', 'Another tab asks the server this just now.', {
              hint: 'Wait for it, or cancel it there.',
            }),
          )
      }, reject)
    })
  }

  async function start(hostId: string, source: string, options: SearchOptions = {}): Promise<JobInfo> {
    const { motif } = motifFromText(source)
    const id = remoteIdFrom(await jobIdOf(motif, hostId, semanticsFrom(options)))
    const own = runs.get(id)
    if (own) return infoFrom(own.record)
    const known = await getJob(await engine.database(), id)
    if (known?.state === 'done' && !options.recompute) return infoFrom(known)
    const question = await questionOf(hostId, source, options)
    // What a page that is gone had asked, the server may be working on still.
    if (known?.state === 'running') await question.asked.server.end(id)
    await checkAttributes(question)
    return begin(question)
  }

  async function recordOf(id: string): Promise<JobRecord> {
    const known = runs.get(id)?.record ?? (await getJob(await engine.database(), id))
    if (known) return known
    throw new MotifscopeError('unknown-job', `There is no job ${id}.`)
  }

  return {
    start,
    live: (id) => {
      const run = runs.get(id)
      return run && infoFrom(run.record)
    },
    async stop(id, what) {
      const run = runs.get(id)
      await run?.stop(what)
      return run !== undefined
    },
    ended: async (id) => runs.get(id)?.ended,
    async result(id) {
      const run = runs.get(id)
      return run ? results.ofRun(run) : results.ofRecord(await recordOf(id))
    },
    async again(id) {
      const { hostId, motif, options } = await recordOf(id)
      return start(hostId, motif, { ...options, recompute: true })
    },
  }
}
