/** Small random graphs with labels, types, self-loops and parallel edges, and random patterns of Cypher on them. */
import fc from 'fast-check'
import type { InlineGraph } from '../unit/grand/cypher/inline-graph'

const labels = fc.subarray(['X', 'Y'])
const size = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined, freq: 3 })
const attrs = size.map((value) => (value === undefined ? {} : { s: value }))

/** `isSimple`: no self-loops and no two edges with the same ends. */
export const cypherGraphs = (isSimple: boolean): fc.Arbitrary<InlineGraph> =>
  fc.integer({ min: 1, max: 5 }).chain((nodeCount) => {
    const end = fc.integer({ min: 0, max: nodeCount - 1 }).map((place) => `n${place}`)
    const edge = fc.record({
      source: end,
      target: end,
      labels: fc.constantFrom<string[][]>(['S'], ['T']),
      attrs,
    })
    return fc
      .record({
        directed: fc.boolean(),
        nodes: fc
          .array(fc.record({ labels, attrs }), { minLength: nodeCount, maxLength: nodeCount })
          .map((nodes) => nodes.map((node, place) => ({ ...node, id: `n${place}` }))),
        edges: fc.array(edge, { maxLength: 11, size: 'max' }),
      })
      .map(({ directed, nodes, edges }) => {
        if (!isSimple) return { directed, nodes, edges }
        const keyOf = (source: string, target: string) =>
          directed || source < target ? `${source} ${target}` : `${target} ${source}`
        const kept = new Map(
          edges
            .filter(({ source, target }) => source !== target)
            .map((one) => [keyOf(one.source, one.target), one] as const),
        )
        return { directed, nodes, edges: [...kept.values()] }
      })
  })

const names = ['a', 'b', 'c', 'd']
const nodePattern = fc
  .record({
    name: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, fc.constant('')),
    label: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.constantFrom(':X', ':!Y', ':X|Y')),
    properties: fc.oneof({ weight: 8, arbitrary: fc.constant('') }, fc.constantFrom(' {s: 1}', ' {s: $one}')),
  })
  .map(({ name, label, properties }) => `(${name}${label}${properties})`)

const arrow = fc
  .record({
    inner: fc.oneof(
      { weight: 5, arbitrary: fc.constant('') },
      fc.constantFrom('[:S]', '[{s: 1}]', '[:S|T]', '[:!T]', '[NAMED]', '[NAMED:T]'),
    ),
    ends: fc.constantFrom(['-', '->'], ['-', '->'], ['<-', '-'], ['-', '-']),
  })
  .map(({ inner, ends: [left = '-', right = '-'] }) => `${left}${inner}${right}`)

const path = fc
  .array(fc.tuple(nodePattern, arrow), { minLength: 1, maxLength: 3, size: 'max' })
  .chain((steps) => nodePattern.map((last) => `${steps.map(([node, way]) => node + way).join('')}${last}`))

const conditions = [
  'A <> B', 'A <> B', 'A.s > 0', 'A.s = B.s', 'A.s < B.s OR A:X', 'NOT (A)-->(B)', 'NOT (A)--(B)', 'NOT (A)-[:S]->(B)',
  'NOT (A)<--(B)', 'id(A) < id(B)', 'A:X', 'A.s IS NULL', '(A)-->(:Y)', 'A = B', 'R.s > 0', 'true',
] // prettier-ignore

export interface WrittenPattern {
  /** `MATCH … WHERE …` */
  match: string
  /** Variables of nodes and relationships. */
  variables: string[]
}

/** A MATCH of one or two paths, or two of one each, with up to three conditions. */
export const patterns: fc.Arbitrary<WrittenPattern> = fc
  .record({
    paths: fc.array(path, { minLength: 1, maxLength: 2 }),
    between: fc.constantFrom(', ', ' MATCH '),
    wanted: fc.array(fc.tuple(fc.constantFrom(...conditions), fc.nat(), fc.nat(), fc.nat()), {
      maxLength: 3,
    }),
  })
  .map(({ paths, between, wanted }) => {
    let relationshipCount = 0
    const text = paths.join(between).replaceAll('NAMED', () => `r${++relationshipCount}`)
    const nodes = names.filter((name) => new RegExp(`\\(${name}\\b`).test(text))
    const relationships = Array.from({ length: relationshipCount }, (_, i) => `r${i + 1}`)
    const pick = (from: string[], place: number) => from[place % from.length] ?? ''
    const written = wanted
      .filter(
        ([condition]) => condition === 'true' || (/\bR\b/.test(condition) ? relationships : nodes).length > 0,
      )
      .map(([condition, i, j, k]) =>
        condition
          .replaceAll(/\bA\b/g, pick(nodes, i))
          .replaceAll(/\bB\b/g, pick(nodes, j))
          .replaceAll(/\bR\b/g, pick(relationships, k)),
      )
    const where = written.length > 0 ? ` WHERE ${written.join(' AND ')}` : ''
    return { match: `MATCH ${text}${where}`, variables: [...nodes, ...relationships] }
  })
