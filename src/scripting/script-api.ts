/** `motifscope.script`: JavaScript against an open host in a sandbox of its own, and the scripts that the user keeps. */
import type { GraphBackend } from '../grand/backend'
import type { ScriptAnswer } from '../grand/script/drive-script'
import type { ScriptBackend } from '../grand/script/run-script'
import type { ScriptExample } from '../grand/script/script-examples'
import type { ScriptLimits } from '../grand/script/script-limits'
import type { ScriptOutput } from '../grand/script/script-output'
import type { ScriptNews } from '../grand/script/script-worker'
import type { HostLibrary } from '../hosts/host-library'
import { MotifscopeError } from '../model/errors'
import { isRemoteId } from '../model/remote-host'
import type { MotifscopeDatabase } from '../storage/database'
import { getSetting, putSetting } from '../storage/settings'

export type { ScriptBackend, ScriptExample, ScriptLimits, ScriptNews, ScriptOutput }
export type { ScriptCell } from '../grand/script/script-output'

export interface ScriptOptions extends Partial<ScriptLimits> {
  /** `memory` (when absent): a copy of the graph that the script may change; `duckdb`: where it lies, for reading: in the
   *  host's tables, or on its server. */
  backend?: ScriptBackend
  /** Told what it prints and shows, and how much of the graph has been read, while it runs. */
  onNews?: (news: ScriptNews) => void
  signal?: AbortSignal
}

export interface ScriptResult extends ScriptAnswer {
  /** All that it printed and showed. */
  output: ScriptOutput[]
}

export interface SavedScript {
  name: string
  code: string
}

/** A function that a script finds: `graph.backend.neighbours`. */
export interface ScriptWord {
  name: string
  signature: string
  /** Whether it answers once (`await`), item by item (`for await`), or with a graph that has the same functions. */
  answers: 'once' | 'stream' | 'graph'
}

export interface ScriptApi {
  /** Runs a script. Rejects with `syntax-error`, `script-error`, `time-limit`, `out-of-memory`, `stack-overflow`,
   *  `never-settled` (with `line` and `column` of the script where they are known), `cancelled`, `too-large`,
   *  `invalid-option`, `unknown-host`. */
  run(hostId: string, code: string, options?: ScriptOptions): Promise<ScriptResult>
  examples(): Promise<readonly ScriptExample[]>
  /** Everything that a script may call. */
  words(): Promise<ScriptWord[]>
  /** The scripts kept in this browser, by name. */
  saved(): Promise<SavedScript[]>
  /** Keeps a script; one of the same name is replaced. Rejects with `invalid-option` */
  save(name: string, code: string): Promise<void>
  remove(name: string): Promise<void>
}

const settingName = 'scripts'
const longestName = 80
const longestCode = 200_000
const longestRun = 1_000_000

/** Nobody else writes them, but a browser's storage is not ours alone. */
function scriptsFrom(kept: unknown): SavedScript[] {
  const isScript = (one: unknown): one is SavedScript =>
    typeof (one as SavedScript | null)?.name === 'string' && typeof (one as SavedScript).code === 'string'
  return Array.isArray(kept) ? kept.filter(isScript) : []
}

export function createScripts(
  library: Pick<HostLibrary, 'get' | 'tables'>,
  database: () => Promise<MotifscopeDatabase>,
  onServer: (id: string) => Promise<GraphBackend>,
): ScriptApi {
  const saved = async () => scriptsFrom(await getSetting(await database(), settingName))
  const keep = async (scripts: SavedScript[]) => putSetting(await database(), settingName, scripts)

  async function run(hostId: string, code: string, options: ScriptOptions = {}): Promise<ScriptResult> {
    const { backend = 'memory', onNews, signal, ...limits } = options
    if (code.length > longestRun)
      throw new MotifscopeError('invalid-option', 'A script may be a million characters long.')
    const [{ limitsFrom }, { runInWorker }] = await Promise.all([
      import('../grand/script/script-limits'),
      import('../grand/script/script-worker'),
    ])
    const question = { code, backend, limits: limitsFrom(limits) }
    const output: ScriptOutput[] = []
    const hear = (news: ScriptNews) => {
      if (news.kind === 'output') output.push(...news.items)
      onNews?.(news)
    }
    const graph = isRemoteId(hostId) ? await onServer(hostId) : await inTables(hostId)
    try {
      const answer = await runInWorker(graph, question, { ...(signal && { signal }), onNews: hear })
      return { ...answer, output }
    } finally {
      // Nobody need wait for a server to say goodbye.
      void graph.close().catch(() => undefined)
    }
  }

  async function inTables(hostId: string): Promise<GraphBackend> {
    await library.get(hostId)
    const { connection, host } = await library.tables(hostId)
    const { HostTableBackend } = await import('../grand/script/host-table-backend')
    return new HostTableBackend(connection, host, host.directed)
  }

  async function words(): Promise<ScriptWord[]> {
    const { operationsByObject } = await import('../grand/script/operations')
    return Object.entries(operationsByObject).flatMap(([object, operations]) =>
      Object.entries(operations)
        .filter(([name]) => !name.endsWith('()'))
        .map(([name, { signature, kind }]): ScriptWord => {
          const answers = kind === 'stream' || kind === 'graph' ? kind : 'once'
          return { name: `${object}.${name}`, signature, answers }
        }),
    )
  }

  return {
    run,
    words,
    saved,
    examples: async () => (await import('../grand/script/script-examples')).scriptExamples,
    async save(name, code) {
      const trimmed = name.trim()
      if (trimmed === '' || trimmed.length > longestName || code.length > longestCode)
        throw new MotifscopeError('invalid-option', 'A script is kept under a name of 1 to 80 characters.', {
          hint: `It may be ${longestCode.toLocaleString('en')} characters long.`,
        })
      const others = (await saved()).filter((one) => one.name !== trimmed)
      await keep([...others, { name: trimmed, code }].sort((a, b) => (a.name < b.name ? -1 : 1)))
    },
    async remove(name) {
      await keep((await saved()).filter((one) => one.name !== name))
    },
  }
}
