/** Each example runs on memory and on DuckDB with equal results, which are those of NetworkX 3.6.1 on the same file. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { DialectGraph } from '../../../../src/grand/dialect-graph'
import { backendOfPort, portOf } from '../../../../src/grand/script/backend-port'
import { HostTableBackend } from '../../../../src/grand/script/host-table-backend'
import { graphFor } from '../../../../src/grand/script/run-script'
import type { ScriptBackend } from '../../../../src/grand/script/run-script'
import { scriptExamples } from '../../../../src/grand/script/script-examples'
import type { ScriptOutput } from '../../../../src/grand/script/script-output'
import { openNodeDuckDb } from '../../../tools/node-duckdb'
import { openEngineHost } from '../../../tools/node-engine'
import { runInNode } from './node-script'

const circuit = new URL('../../../../public/examples/circuit.graphml', import.meta.url)
let tables: HostTableBackend

beforeAll(async () => {
  const { connection, imported } = await openEngineHost(await openNodeDuckDb(), readFileSync(circuit))
  tables = new HostTableBackend(connection, imported, imported.directed)
}, 60_000)

/** The graph as a worker has it: behind a port. */
const graphIn = (keptIn: ScriptBackend): Promise<DialectGraph> =>
  graphFor(backendOfPort(portOf(tables, new AbortController().signal), tables), keptIn)

async function outputOf(key: string, keptIn: ScriptBackend): Promise<ScriptOutput[]> {
  const code = scriptExamples.find((example) => example.key === key)?.code ?? ''
  const { output, error } = await runInNode(code, { graph: await graphIn(keptIn) })
  expect(error).toBeNull()
  return output
}

const textsOf = (output: ScriptOutput[]) =>
  output.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
const rowsOf = (output: ScriptOutput[]) => output.flatMap((item) => (item.kind === 'table' ? item.rows : []))

test.each(scriptExamples.map(({ key }) => key))('%s gives the same on memory and on DuckDB', async (key) => {
  const [memory, duckdb] = [await outputOf(key, 'memory'), await outputOf(key, 'duckdb')]
  expect(memory.length).toBeGreaterThan(0)
  expect(duckdb).toEqual(memory)
})

test('they give what NetworkX gives', async () => {
  const steps = await outputOf('steps-away', 'memory')
  expect(textsOf(steps)).toEqual(['From OA, 20 of 32 nodes can be reached.'])
  expect(rowsOf(steps).map(([level, nodes]) => [level, nodes])).toEqual([
    [0, 1],
    [1, 7],
    [2, 8],
    [3, 2],
    [4, 2],
  ])
  expect(rowsOf(await outputOf('pagerank', 'memory')).slice(0, 5)).toEqual([
    ['DN_L', 0.073941],
    ['DN_R', 0.073009],
    ['LC_L', 0.05924],
    ['LC_R', 0.058507],
    ['MF_L', 0.048221],
  ])
  expect(rowsOf(await outputOf('core-number', 'memory'))).toEqual([
    [5, 12],
    [3, 12],
    [2, 6],
    [1, 2],
  ])
  const reciprocity = await outputOf('reciprocity', 'memory')
  expect(textsOf(reciprocity)).toEqual(['Reciprocity of the whole graph: 0.3000'])
  expect(rowsOf(reciprocity)).toHaveLength(25)
  expect(rowsOf(reciprocity)[0]).toEqual(['half-centre → half-centre', 8, 8, 1])
  expect(textsOf(await outputOf('feed-forward', 'memory'))).toEqual(['48 feed-forward loops.'])
})

test('questions asked together cross to the tables together', async () => {
  let questions = 0
  const counted = new Proxy(tables, {
    get(target, name) {
      if (name === 'degrees') questions++
      return Reflect.get(target, name, target) as unknown
    },
  })
  const graph = await graphFor(backendOfPort(portOf(counted, new AbortController().signal), tables), 'duckdb')
  const code = `const ids = []
    for await (const n of nx.nodes()) ids.push(n)
    return (await Promise.all(ids.map((n) => nx.degree(n)))).reduce((a, b) => a + b)`
  expect((await runInNode(code, { graph })).value).toBe(162)
  expect(questions).toBe(1)
})

test('DuckDB is for reading: a script that writes is told so', async () => {
  const { error } = await runInNode('await graph.addNode("x")', { graph: await graphIn('duckdb') })
  expect(error).toMatchObject({ message: 'A graph kept in duckdb can be read here, not changed.', line: 1 })
})

test.each(['memory', 'duckdb'] as const)('the scripts of the help page run on %s', async (keptIn) => {
  const page = readFileSync(new URL('../../../../src/components/help/scripts.md', import.meta.url), 'utf8')
  const codes = Array.from(page.matchAll(/```js\n([^]*?)```/g), ([, code = '']) => code)
  expect(codes).toHaveLength(2)
  for (const code of codes) {
    const { error, output } = await runInNode(code, { graph: await graphIn(keptIn) })
    expect(error).toBeNull()
    expect(output.length).toBeGreaterThan(1)
  }
})
