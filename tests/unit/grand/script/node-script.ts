/** A script in Node: the real engine, on a small graph in memory unless another is given. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { DialectGraph } from '../../../../src/grand/dialect-graph'
import { driveScript } from '../../../../src/grand/script/drive-script'
import { limitsFrom } from '../../../../src/grand/script/script-limits'
import type { ScriptLimits } from '../../../../src/grand/script/script-limits'
import type { ScriptOutput } from '../../../../src/grand/script/script-output'
import { errorDataFrom } from '../../../../src/model/errors'
import type { ErrorData } from '../../../../src/model/errors'

const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')
let compiled: Promise<WebAssembly.Module> | null = null

export interface NodeRun {
  value: unknown
  output: ScriptOutput[]
  /** What was printed, a line each. */
  printed: string[]
  error: ErrorData | null
}

/** a → b → c → a, a → c, with a self-loop at c and a weight on each edge. */
export async function smallGraph(directed = true): Promise<DialectGraph> {
  const graph = new DialectGraph(new MemoryBackend(directed))
  for (const pair of ['ab', 'bc', 'ca', 'ac', 'cc'])
    await graph.addEdge(pair.charAt(0), pair.charAt(1), { weight: pair.charCodeAt(0) - 96 })
  return graph
}

/** Never rejects: what went wrong is in `error`. */
export async function runInNode(
  code: string,
  { graph, ...limits }: Partial<ScriptLimits> & { graph?: DialectGraph } = {},
): Promise<NodeRun> {
  compiled ??= WebAssembly.compile(readFileSync(file))
  const output: ScriptOutput[] = []
  const run = {
    code,
    graph: graph ?? (await smallGraph()),
    limits: limitsFrom(limits),
    engine: await compiled,
    now: () => performance.now(),
    onOutput: (item: ScriptOutput) => output.push(item),
  }
  const ended = await driveScript(run).then(
    ({ value }) => ({ value, error: null }),
    (thrown: unknown) => ({ value: undefined, error: errorDataFrom(thrown) }),
  )
  const printed = output.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
  return { ...ended, output, printed }
}
