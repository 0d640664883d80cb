/** What a script finds in its sandbox, what it can reach, and how values and errors cross the border. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOfValue, valueOfText } from '../../../../src/grand/script/script-values'
import { runInNode, smallGraph } from './node-script'

/** Everything that ECMAScript itself names, as QuickJS has it. */
const language =
  'Error EvalError RangeError ReferenceError SyntaxError TypeError URIError InternalError AggregateError Array Object ' +
  'Function Iterator parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape ' +
  'unescape Infinity NaN undefined eval Number Boolean String Math Reflect Symbol globalThis BigInt Date RegExp JSON ' +
  'Proxy Map Set WeakMap WeakSet ArrayBuffer SharedArrayBuffer Uint8ClampedArray Int8Array Uint8Array Int16Array ' +
  'Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array DataView ' +
  'Promise WeakRef FinalizationRegistry'

test('a script finds the language, the graph and two ways to speak, and nothing else', async () => {
  const { value } = await runInNode('return Object.getOwnPropertyNames(globalThis)')
  const found = new Set(value as string[])
  for (const name of language.split(' ')) found.delete(name)
  expect([...found].sort()).toEqual(['console', 'graph', 'ig', 'nk', 'nx', 'print', 'show'])
})

test.each([
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'importScripts',
  'indexedDB',
  'postMessage',
  'process',
  'require',
])('%s is not there, however it is asked for', async (name) => {
  const code = `return [typeof ${name}, typeof globalThis.${name}, new Function('return typeof ${name}')(),
      (0, eval)('typeof ${name}'), print.constructor('return typeof ${name}')()]`
  expect((await runInNode(code)).value).toEqual(Array(5).fill('undefined'))
})

test('nothing can be imported', async () => {
  const message = 'A script cannot import anything.'
  expect((await runInNode('import fs from "fs"')).error).toMatchObject({ message, line: 1 })
  expect((await runInNode('let x\nawait import("./prelude.js")')).error).toMatchObject({ message, line: 2 })
})

test('the graph answers in its own words and in those of the dialects', async () => {
  const { printed, error } = await runInNode(`
    print(await graph.nodeCount(), await graph.edgeCount(), graph.directed, graph.backend.kind)
    print((await graph.neighbours('a', 'out')).sort(), await graph.degree('c'), await graph.getEdge('b', 'c'))
    for await (const { id, attributes } of graph.nodes()) print(id, attributes)
    print(await graph.backend.degrees(['a', 'zz'], 'in'))
    print(nx.is_directed(), await nx.in_degree('c'), [...(await nx.adj('b'))])
    for await (const [n, d] of nx.degree()) print(n, d)
    for await (const [u, v, data] of nx.edges({ data: true })) print(u, v, data.weight)
    print(await ig.degree(), await ig.neighbors('a', 'out'))
    await nk.forEdges((u, v, w, e) => print(u, v, w, e))
  `)
  expect(error).toBeNull()
  expect(printed.slice(0, 2)).toEqual(['3 5 true memory', '["b", "c"] 5 {weight: 2}'])
  expect(printed.slice(2, 5)).toEqual(['a {}', 'b {}', 'c {}'])
  expect(printed[5]).toBe('[1, undefined]')
  expect(printed[6]).toBe('true 3 [["c", {weight: 2}]]')
  expect(printed.slice(7, 10)).toEqual(['a 3', 'b 2', 'c 5'])
  expect(printed.slice(10, 15)).toEqual(['a b 1', 'a c 1', 'b c 2', 'c a 3', 'c c 3'])
  expect(printed[15]).toBe('[3, 2, 5] [1, 2]')
  expect(printed.slice(16)).toEqual(['0 1 1 0', '0 2 1 1', '1 2 2 2', '2 0 3 3', '2 2 3 4'])
})

test('a copy in memory can be changed, and the graph it came from is told nothing', async () => {
  const graph = await smallGraph()
  const { value } = await runInNode(
    `await graph.addEdge('c', 'd', { weight: 7n }); await nx.remove_node('a')
     return [await graph.nodeCount(), await graph.getEdge('c', 'd')]`,
    { graph },
  )
  expect(value).toEqual([3, { weight: 7n }])
})

test.each([
  ['await graph.getNode(12)', "An id is text: write '12', not 12.", 1],
  ["\nawait graph.neighbours('a', 'up')", "“up” is none of 'out', 'in', 'both'.", 2],
  [
    "\n\nfor await (const n of nx.successors('zz')) print(n)",
    'NetworkXError: The node zz is not in the digraph.',
    3,
  ],
  ['let a = 1\na.b.c', "TypeError: cannot read property 'c' of undefined", 2],
  ['const o = {}\no.o = o\nawait graph.addNode("x", o)', 'TypeError: circular reference', 3],
  ['await graph.addNode("x", { f() {} })', 'TypeError: A function cannot leave the script.', 1],
  ['show(3)', 'TypeError: show takes a list of rows: objects, lists, or a Map.', 1],
  ['let a = ;', "SyntaxError: unexpected token in expression: ';'", 1],
])('%j is an error at its place', async (code, message, line) => {
  const { error } = await runInNode(code)
  expect(error).toMatchObject({ message, line })
  expect(error?.column).toBeGreaterThan(0)
})

test('an error of the graph can be caught, by name and code', async () => {
  const { printed } = await runInNode(
    `try { await nx.node('zz') } catch (e) { print(e.name, e.message, e instanceof Error) }
     try { await graph.getNode('zz') } catch (e) { print(e.code) }`,
  )
  expect(printed).toEqual(["KeyError 'zz' true", 'unknown-node'])
})

test('a getter that throws spoils one value, not the script or the page', async () => {
  const { printed, error } = await runInNode(
    'const o = {\n get a() { throw new Error("no") } }\nprint(o)\nreturn o',
  )
  expect(printed).toEqual(['[cannot be shown: Error: no]'])
  expect(error).toMatchObject({ code: 'script-error', message: 'no', line: 2 })
})

test('no key reaches a prototype, in either direction', async () => {
  const refused = await runInNode(
    `let x\nawait graph.addNode('n', JSON.parse('{"__proto__": {"polluted": 1}}'))`,
  )
  expect(refused.error).toMatchObject({ message: 'No key may be called “__proto__”.', line: 2 })
  expect((await runInNode(`return JSON.parse('{"a": {"__proto__": {}}}')`)).error?.code).toBe(
    'invalid-argument',
  )
  const { value } = await runInNode('return { constructor: 1, toString: 2, hasOwnProperty: 3 }')
  expect(value).toEqual({ constructor: 1, toString: 2, hasOwnProperty: 3 })
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('a script that breaks the language breaks itself, and the next one runs', async () => {
  const broken = `JSON.parse = JSON.stringify = () => 1; Object.prototype.a = 1; Array.prototype.push = null
    Map.prototype.get = null; Error = null; globalThis.graph2 = graph
    Object.defineProperty(Array.prototype, 0, { set() { throw 'x' } })
    await graph2.nodeCount()`
  await runInNode(broken, { limitMs: 2000 })
  const { printed, error } = await runInNode('print(await graph.nodeCount(), [0].length, typeof graph2)')
  expect({ printed, error }).toEqual({ printed: ['3 1 undefined'], error: null })
})

test('tables have the columns of all rows, and cells are plain', async () => {
  const { output } = await runInNode(
    `show([{ a: 1, b: 'x' }, { b: [1, 2], c: 10n ** 20n }], 'Title'); show(new Map([['k', NaN]])); console.table([[true]])`,
  )
  expect(output).toEqual([
    {
      kind: 'table',
      title: 'Title',
      columns: ['a', 'b', 'c'],
      rows: [
        [1, 'x', null],
        [null, '[1, 2]', '100000000000000000000'],
      ],
      rowCount: 2,
    },
    { kind: 'table', title: '', columns: ['1', '2'], rows: [['k', 'NaN']], rowCount: 1 },
    { kind: 'table', title: '', columns: ['1'], rows: [[true]], rowCount: 1 },
  ])
})

test('any plain data comes back as it went', () => {
  const key = fc.string().filter((name) => name !== '__proto__' && name !== '\0')
  const { data } = fc.letrec<{ data: unknown }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.double(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined)),
      fc.array(tie('data'), { maxLength: 4 }),
      fc.dictionary(key, tie('data'), { maxKeys: 4, noNullPrototype: true }),
      fc.array(fc.tuple(fc.string(), tie('data')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  }))
  fc.assert(
    fc.property(data, (value) => {
      expect(valueOfText(textOfValue([value]).text)).toEqual([value].map(withoutNegativeZero))
    }),
    { seed: 9, numRuns: 500 },
  )
})

/** JSON knows one zero. */
function withoutNegativeZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0
  if (Array.isArray(value)) return value.map(withoutNegativeZero)
  if (value instanceof Map) return new Map([...value].map(([key, part]) => [key, withoutNegativeZero(part)]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutNegativeZero(part)]))
}
