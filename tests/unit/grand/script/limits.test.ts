/** Scripts that want too much: each is stopped with a word on what and where, and the next one runs. */
import { afterEach, expect, test } from 'vitest'
import { limitsFrom } from '../../../../src/grand/script/script-limits'
import { runInNode } from './node-script'

const megabyte = 2 ** 20

afterEach(async () => {
  expect((await runInNode('return await graph.nodeCount()')).value).toBe(3)
})

test.each([
  ['a loop', 'let i = 0\nfor (;;) i++', 2, 1],
  ['an empty loop in a function', 'function f() {\n  while (true) {}\n}\nf()', 2, 3],
  ['a loop of awaits', '\nwhile (true) await null', 2, 14],
  ['a chain of promises', 'const f = () =>\n  Promise.resolve().then(f)\nawait f()', 2, undefined],
  ['a loop of questions', '\nfor (;;) await graph.nodeCount()', 2, undefined],
  ['a loop that catches everything', 'for (;;) try {\n  for (;;) {}\n} catch {}', undefined, undefined],
  ['a regular expression', "\n\nreturn /(a+)+$/.test('a'.repeat(40) + 'b')", 3, undefined],
  ['a getter of what it returns', 'return {\n  get a() { for (;;) ; }\n}', 2, undefined],
])('%s without end is stopped, at its place', async (_, code, line, column) => {
  const { error } = await runInNode(code, { limitMs: 200 })
  expect(error).toMatchObject({ code: 'time-limit', line: line ?? (expect.any(Number) as number) })
  if (column !== undefined) expect(error?.column).toBe(column)
})

test.each([
  ['a growing list', 'const a = []\nfor (;;) a.push({ n: a.length })', 2],
  ['one that catches', 'const a = []\nfor (;;) try { a.push(new Array(1000).fill(1)) } catch {}', 2],
  ['a growing text', "const a = []\nfor (;;)\n  a.push('x'.repeat(1e6) + a.length)", 3],
  ['a huge array', '\n\nconst a = new Uint8Array(200 * 2 ** 20)\nprint(a.length)', 3],
  ['questions that nobody awaits', '\nfor (;;) graph.nodeCount()', 2],
])('%s is stopped when the memory is used up, at its place', async (_, code, line) => {
  const { error } = await runInNode(code, { memoryBytes: 8 * megabyte })
  expect(error).toMatchObject({ code: 'out-of-memory', line })
  expect(error?.message).toContain('8 MB')
})

test('answers that do not fit are refused, too', async () => {
  const code = `await graph.backend.addNodes(Array.from({ length: 20000 }, (_, i) => ({ id: 'n'.repeat(100) + i, attributes: {} })))
    const all = []
    for (;;) for await (const batch of graph.backend.nodes({ batchSize: 50000 })) all.push(batch)`
  expect((await runInNode(code, { memoryBytes: 16 * megabyte })).error?.code).toBe('out-of-memory')
})

test('what is written into the graph counts as memory', async () => {
  const code = `\nfor (let i = 0; ; i++) await graph.addNode('n' + i, { text: 'x'.repeat(1e5) })`
  const { error } = await runInNode(code, { memoryBytes: 8 * megabyte })
  expect(error).toMatchObject({ line: 2, message: 'The script wrote more into the graph than it may.' })
})

test.each([
  ['a function that calls itself', 'const f = (n) =>\n  1 + f(n + 1)\nf(0)', 2],
  ['through a callback', '\nconst f = () => [1].map(f)\nf()', 2],
  ['through a getter', 'const o = {\n  get a() { return JSON.stringify(o) } }\nJSON.stringify(o)', 2],
  ['an async one', 'const f = async () => {\n  await f() }\nawait f()', 2],
])('%s without end is stopped, at its place', async (_, code, line) => {
  expect((await runInNode(code)).error).toMatchObject({ code: 'stack-overflow', line })
})

test('nesting that breaks the engine itself is an error like others', async () => {
  const { error } = await runInNode("return JSON.parse('['.repeat(1e6))")
  expect(error?.code).toMatch(/^(?:stack-overflow|syntax-error|script-error)$/)
})

test('a text longer than texts can be is an error at its place', async () => {
  const { error } = await runInNode("let s = 'x'.repeat(1e6)\nfor (;;) s += s", {
    memoryBytes: 1024 * megabyte,
  })
  expect(error).toMatchObject({ message: 'A text became longer than a text can be.', line: 2 })
})

test('a promise that nobody settles is told at once', async () => {
  expect((await runInNode('await new Promise(() => {})')).error?.code).toBe('never-settled')
})

test('output is kept up to a limit, and it is said what was cut', async () => {
  const many = await runInNode('for (let i = 0; i < 2500; i++) print(i)')
  expect(many.printed).toHaveLength(2000)
  expect(many.output.at(-1)).toEqual({
    kind: 'cut',
    text: 'Only the first 2,000 outputs or 1,000,000 characters are kept: 500 more were left out.',
  })
  const long = await runInNode("print('x'.repeat(3e6)); print('never seen')")
  expect(long.printed.join('').length).toBe(1_000_000)
  expect(long.output.at(-1)?.kind).toBe('cut')
})

test('a table is kept up to a limit of rows, and knows how many it had', async () => {
  const { output } = await runInNode('show(Array.from({ length: 12000 }, (_, i) => ({ i })))')
  expect(output[0]).toMatchObject({ kind: 'table', rowCount: 12_000 })
  expect(output[0]?.kind === 'table' && output[0].rows.length).toBe(10_000)
})

test.each([{ limitMs: 0 }, { limitMs: NaN }, { memoryBytes: 1 }, { memoryBytes: 2 ** 40 }])(
  'limits %j are refused',
  (given) => {
    expect(() => limitsFrom(given)).toThrow(/must be a number from/)
  },
)
