/** A script in its real worker: answers and output from a graph on the page, and scripts that must be stopped from outside. */
import { expect, test } from 'vitest'
import { MemoryBackend } from '../../../src/grand/backends/memory/memory-backend'
import type { ScriptBackend } from '../../../src/grand/script/run-script'
import { limitsFrom } from '../../../src/grand/script/script-limits'
import type { ScriptOutput } from '../../../src/grand/script/script-output'
import { runInWorker } from '../../../src/grand/script/script-worker'
import type { ScriptHooks, ScriptNews } from '../../../src/grand/script/script-worker'

async function run(code: string, hooks: ScriptHooks & { limitMs?: number; backend?: ScriptBackend } = {}) {
  const page = new MemoryBackend(true)
  await page.addEdges([
    { source: 'a', target: 'b', attributes: { weight: 9007199254740993n } },
    { source: 'b', target: 'c', attributes: { weight: 2 } },
  ])
  const { limitMs = 30_000, backend = 'duckdb', ...rest } = hooks
  const output: ScriptOutput[] = []
  const onNews = (news: ScriptNews) => {
    if (news.kind === 'output') output.push(...news.items)
    hooks.onNews?.(news)
  }
  const question = { code, backend, limits: limitsFrom({ limitMs }) }
  const answer = await runInWorker(page, question, { ...rest, onNews })
  return { ...answer, output, page }
}

test('answers from the page’s graph, item by item and in batches', async () => {
  const code = `for await (const { source, target, attributes } of graph.edges()) print(source, target, attributes.weight)
    return [await graph.backend.neighbours(['a', 'zz'], 'out'), await nx.number_of_nodes()]`
  const { value, output } = await run(code)
  expect(value).toEqual([[['b'], undefined], 3])
  expect(output.map((item) => item.kind === 'text' && item.text)).toEqual(['a b 9007199254740993n', 'b c 2'])
})

test('a copy in memory is changed without the page’s own', async () => {
  const { value, page } = await run('await nx.remove_node("b"); return await graph.edgeCount()', {
    backend: 'memory',
  })
  expect(value).toBe(0)
  expect(await page.edgeCount()).toBe(2)
})

test('an error comes with its code and place', async () => {
  await expect(run('let x = 1\nawait graph.getNode("zz")')).rejects.toMatchObject({
    code: 'script-error',
    message: 'The node zz is not in the graph.',
    line: 2,
  })
})

test.each([
  ['const f = (n) =>\n  1 + f(n + 1)\nf(0)', 2],
  ['const f = () =>\n  [1].map(f)\nf()', 2],
  ["const f = () =>\n  'a'.replace(/a/, f)\nf()", 2],
  ['const o = { get a() {\n  return JSON.stringify(o) } }\nJSON.stringify(o)', 2],
])('what runs too deeply is told, in a browser’s worker too: %j', async (code, line) => {
  await expect(run(code)).rejects.toMatchObject({ code: 'stack-overflow', line })
})

test('nothing of the worker is in reach', async () => {
  const code = `return ['fetch', 'self', 'WorkerGlobalScope', 'indexedDB', 'postMessage', 'navigator', 'caches', 'location']
    .filter((name) => name in globalThis)`
  expect((await run(code)).value).toEqual([])
})

test('a script is stopped by a signal while it runs, and what it printed before is there', async () => {
  const stop = new AbortController()
  const printed: string[] = []
  const onNews = (news: ScriptNews) => {
    if (news.kind !== 'output') return
    for (const item of news.items) if (item.kind === 'text') printed.push(item.text)
    stop.abort()
  }
  const endless = run("print('begun')\nfor (;;);", { signal: stop.signal, onNews })
  await expect(endless).rejects.toMatchObject({ code: 'cancelled' })
  expect(printed).toEqual(['begun'])
})

test('a single step that takes for ever is ended with its worker', async () => {
  const endless = run('const a = []; a.length = 2 ** 32 - 1; return a.includes(1)', { limitMs: 300 })
  await expect(endless).rejects.toMatchObject({ code: 'time-limit' })
  expect((await run('return 1')).value).toBe(1)
})
