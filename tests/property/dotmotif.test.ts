/** DotMotif over generated texts: reading is total, printing is its inverse, macros mean their bodies. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainMotif } from '../../src/dotmotif/explain'
import { checkAttributes, outlineMotif } from '../../src/dotmotif/outline'
import { printMotif } from '../../src/dotmotif/print'
import { readMotif } from '../../src/dotmotif/read-motif'
import { toCypher } from '../../src/dotmotif/to-cypher'
import { toPython } from '../../src/dotmotif/to-python'
import { MotifscopeError } from '../../src/model/errors'

const seed = 20261123

const nodeName = fc.constantFrom('A', 'B', 'C', 'n_1', 'as', 'in', '神経', 'Aé')
const relation = fc.constantFrom('->', '-|', '-+', '!>', '~|', '!+', '--')
const key = fc.oneof(
  fc.constantFrom('.x', '.size', '[size]', '["k k"]', "['it\\'s']", '.contains'),
  fc
    .string({ minLength: 1 })
    .filter((text) => !/[\n]/.test(text))
    .map((text) => `[${quoted(text)}]`),
)
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
const value = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt().map(String),
  fc.constantFrom('True', 'false', 'word', 'in', 'nan', '.5', '5.', '1E3'),
  fc.string({ unit: 'binary' }).map(quoted),
)
const operator = fc.constantFrom(
  '=',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '!in',
  'contains',
  '!contains',
)
const alias = fc.constantFrom('e', 'f', 'g')
const clauseKey = fc.constantFrom('w', '"k k"', "'x'")
const clause = fc.tuple(clauseKey, operator, value).map((parts) => parts.join(' '))
const clauses = fc
  .array(clause, { maxLength: 2 })
  .map((list) => (list.length > 0 ? ` [${list.join(', ')}]` : ''))
const edge = fc
  .tuple(nodeName, relation, nodeName, clauses, fc.option(alias))
  .map(
    ([from, arrow, to, list, name]) => `${from} ${arrow} ${to}${list}${name === null ? '' : ` as ${name}`}`,
  )
const target = fc.oneof(nodeName, alias)
const constraint = fc.tuple(target, key, operator, value).map(([t, k, op, v]) => `${t}${k} ${op} ${v}`)
const dynamic = fc
  .tuple(target, key, operator, target, key)
  .map(([t, k, op, o, l]) => `${t}${k} ${op} ${o}${l}`)
const equivalence = fc.tuple(nodeName, nodeName).map((pair) => pair.join(' === '))
const call = fc.tuple(nodeName, nodeName).map((pair) => `local(${pair.join(', ')})`)
const macro = 'local(a, b) { a -> b as e; b -> a as f; e.w > f.w; e.w != 3; a.x != "q" }'
const statement = fc.oneof(
  { weight: 4, arbitrary: edge },
  { weight: 2, arbitrary: constraint },
  { weight: 2, arbitrary: dynamic },
  equivalence,
  call,
)
const text = fc.array(statement, { maxLength: 10 }).map((list) => [macro, ...list].join('\n'))

/** Bits of the language in no order, and noise. */
const debris = fc.oneof(
  fc.constantFrom(
    'A',
    'b',
    '->',
    '!',
    '~',
    '|',
    '.',
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    ',',
    ';',
    '=',
    '===',
    '"',
    "'",
  ),
  fc.constantFrom(
    '\\',
    '#',
    '\n',
    '\r',
    ' ',
    'as',
    'in',
    'contains',
    'm(a)',
    'm(a) {',
    '5',
    '1.2.3',
    '\uFEFF',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
)
const noise = fc.array(debris, { maxLength: 60 }).map((list) => list.join(''))

/** A valid text with a piece cut out, doubled or replaced. */
const damaged = fc.tuple(text, fc.nat(), fc.nat(20), debris).map(([source, at, length, patch]) => {
  const start = at % (source.length + 1)
  return source.slice(0, start) + patch + source.slice(start + length)
})

describe('reading never throws', () => {
  test.each([
    ['noise', noise],
    ['damaged texts', damaged],
    ['any string', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s', (_, sources) => {
    fc.assert(
      fc.property(sources, (source) => {
        const reading = readMotif(source)
        expect(reading.ok).toBe(reading.errors.length === 0)
        const lines = source.split('\n')
        for (const { line, column, length, message } of reading.errors) {
          expect(lines[line - 1]).toBeDefined()
          expect(column).toBeGreaterThan(0)
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
          expect(length).toBeGreaterThanOrEqual(0)
          expect(message).toMatch(/^[^]+\.$/)
        }
        for (const { references, name } of outlineMotif(source).nodes)
          for (const { start, end } of references) expect(source.slice(start, end)).toBe(name)
        checkAttributes(source, outlineMotif(source), ['x'], ['w'])
      }),
      { seed, numRuns: 800 },
    )
  })
})

test('reading what was printed gives the same motif', () => {
  let validCount = 0
  fc.assert(
    fc.property(text, (source) => {
      const reading = readMotif(source)
      if (!reading.ok) return
      validCount++
      const again = readMotif(printMotif(reading.motif))
      expect(again.errors).toEqual([])
      expect(again.motif).toStrictEqual(reading.motif)
    }),
    { seed, numRuns: 2000 },
  )
  expect(validCount).toBeGreaterThan(300)
})

test('a macro means what its body says with the arguments in place', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, relation, name), { minLength: 1, maxLength: 5 }),
      name,
      name,
      (body, x, y) => {
        const parameters: Record<string, string> = { A: 'a', B: 'b', C: 'b', D: 'a' }
        const inside = body.map(([from, arrow, to]) => `${parameters[from]} ${arrow} ${parameters[to]}`)
        const args: Record<string, string> = { a: x, b: y }
        const outside = body.map(
          ([from, arrow, to]) => `${args[parameters[from] ?? '']} ${arrow} ${args[parameters[to] ?? '']}`,
        )
        const called = readMotif(`m(a, b) { ${inside.join('; ')} }\nm(${x}, ${y})`)
        const written = readMotif(outside.join('\n'))
        expect(called.motif).toEqual(written.motif)
        expect(called.errors.map(({ code }) => code)).toEqual(written.errors.map(({ code }) => code))
      },
    ),
    { seed },
  )
})

test('every motif can be explained and translated, or is refused in words', () => {
  const options = fc.record({ ignoreDirection: fc.boolean(), induced: fc.boolean(), countOnly: fc.boolean() })
  fc.assert(
    fc.property(text, options, fc.constantFrom('neo4j', 'neuprint'), (source, semantics, flavour) => {
      const { motif } = readMotif(source)
      if (!motif) return
      for (const { sentence } of explainMotif(motif)) expect(sentence).toMatch(/[.:]$/)
      try {
        const { text: query, parameters } = toCypher(motif, { flavour: flavour as 'neo4j', ...semantics })
        const used = new Set(query.match(/\$p\d+/g))
        expect(used).toEqual(new Set(Object.keys(parameters).map((name) => `$${name}`)))
      } catch (error) {
        if (!(error instanceof MotifscopeError)) throw error
        expect(error.code).toBeOneOf(['empty-motif', 'forbidden-comparison'])
      }
      if (motif.nodes.length > 0)
        expect(toPython(motif, { fileName: 'host.graphml', ...semantics })).toContain('holds')
    }),
    { seed, numRuns: 1000 },
  )
})
