/** Random hosts and motifs of the kind that counts by terms are for: connected motifs of up to six nodes, forbidden edges,
 *  candidate sets, loops, hosts with hubs and many mutual edges. */
import fc from 'fast-check'
import type { Motif, MotifEdge } from '../../src/model/motif'
import type { PlainGraph } from '../../src/grandiso/verify'

/** An attribute `t` on nodes, so that constraints leave some, and `w` on edges. */
const nodeAttributes = fc.record({ t: fc.constantFrom('a', 'b', 'c') })
const edgeAttributes = fc.record({ w: fc.integer({ min: 0, max: 3 }) })

/** The oracle's time is the factorial of this. */
const nodeCounts = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 2, max: 6 }) },
  { weight: 1, arbitrary: fc.constant(7) },
)

export const countedHosts: fc.Arbitrary<PlainGraph> = nodeCounts.chain((nodeCount) => {
  const last = nodeCount - 1
  // Every third end is the hub n0.
  const node = fc
    .oneof(
      { weight: 2, arbitrary: fc.integer({ min: 0, max: last }) },
      { weight: 1, arbitrary: fc.constant(0) },
    )
    .map((index) => `n${index}`)
  const edge = fc.record({ source: node, target: node, attrs: edgeAttributes, isMutual: fc.boolean() })
  return fc.record({
    directed: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    nodes: fc
      .array(nodeAttributes, { minLength: nodeCount, maxLength: nodeCount })
      .map((all) => all.map((attrs, index) => ({ id: `n${index}`, attrs }))),
    edges: fc
      .array(edge, { minLength: 2, maxLength: 18, size: 'max' })
      .map((all) =>
        all.flatMap(({ source, target, attrs, isMutual }) => [
          { source, target, attrs },
          ...(isMutual ? [{ source: target, target: source, attrs }] : []),
        ]),
      ),
  })
})

const names = ['A', 'B', 'C', 'D', 'E', 'F']
const plainEdge = (from: string, to: string, exists: boolean): MotifEdge => ({
  from,
  to,
  exists,
  action: 'SYN',
  constraints: [],
})

/** What may be asked of a pair: there, back, each 0 not said, 1 required, 2 forbidden. */
type Asked = [there: number, back: number]
const required: Asked[] = [[1, 0], [0, 1], [1, 1], [1, 0], [0, 1], [1, 2]] // prettier-ignore
const optional: Asked[] = [[0, 0], [0, 0], [0, 0], [0, 0], [1, 0], [1, 1], [2, 0], [0, 2], [2, 2]] // prettier-ignore

const pairs = (nodeCount: number) =>
  names
    .slice(0, nodeCount)
    .flatMap((from, at) => names.slice(at + 1, nodeCount).map((to): [string, string] => [from, to]))

function edgesFrom(all: [string, string][], asked: Asked[]): MotifEdge[] {
  return all.flatMap(([from, to], at) => {
    const [there, back] = asked[at]!
    return [
      ...(there ? [plainEdge(from, to, there === 1)] : []),
      ...(back ? [plainEdge(to, from, back === 1)] : []),
    ]
  })
}

/** A random tree of required edges, and more said of some other pairs. */
const treelike = fc.integer({ min: 2, max: 6 }).chain((nodeCount) => {
  const all = pairs(nodeCount)
  const parents = fc.tuple(
    ...names
      .slice(1, nodeCount)
      .map((_, at) => fc.integer({ min: 0, max: at }).map((parent) => names[parent]!)),
  )
  return parents.chain((parent) =>
    fc
      .tuple(
        ...all.map(([from, to]) =>
          fc.constantFrom(...(parent[names.indexOf(to) - 1] === from ? required : optional)),
        ),
      )
      .map((asked) => edgesFrom(all, asked)),
  )
})

/** The same edge between all nodes of two groups and within the first: cliques, cones, K(2,k). */
const symmetric = fc
  .record({
    first: fc.integer({ min: 1, max: 4 }),
    second: fc.integer({ min: 1, max: 3 }),
    across: fc.constantFrom(...required),
    within: fc.constantFrom(...optional, ...required),
  })
  .map(({ first, second, across, within }) => {
    const all = pairs(Math.min(names.length, first + second))
    const group = (name: string) => (names.indexOf(name) < first ? 0 : 1)
    const asked = all.map(([from, to]): Asked =>
      group(from) !== group(to) ? across : group(from) === 0 ? within : [0, 0],
    )
    return edgesFrom(all, asked)
  })

const cycle = fc
  .tuple(
    fc.integer({ min: 3, max: 5 }),
    fc.array(fc.constantFrom(...required), { minLength: 5, maxLength: 5 }),
  )
  .map(([length, asked]) => {
    const all = Array.from({ length }, (_, at): [string, string] => [names[at]!, names[(at + 1) % length]!])
    return edgesFrom(all, asked)
  })

const edgeLists = fc.oneof(treelike, symmetric, cycle)

/** Sometimes all nodes have the same candidates, sometimes some have some; sometimes an edge filter or a loop. */
export const countedMotifs: fc.Arbitrary<Motif> = edgeLists.chain((plain) => {
  const nodes = [...new Set(plain.flatMap(({ from, to }) => [from, to]))]
  const constraint = fc.record({
    key: fc.constant('t'),
    op: fc.constantFrom('==' as const, '!=' as const),
    value: fc.constantFrom('a', 'b'),
  })
  return fc
    .record({
      common: fc.option(constraint, { freq: 3 }),
      own: fc.array(fc.tuple(fc.constantFrom(...nodes), constraint), { maxLength: 2 }),
      isFiltered: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
      loop: fc.option(fc.tuple(fc.constantFrom(...nodes), fc.boolean()), { freq: 6 }),
    })
    .map(({ common, own, isFiltered, loop }): Motif => {
      const clause = { key: 'w', op: '>=' as const, value: 1 }
      const edges = plain.map((edge) => (isFiltered ? { ...edge, constraints: [clause] } : edge))
      if (loop) edges.push(plainEdge(loop[0], loop[0], loop[1]))
      return {
        nodes,
        edges,
        nodeConstraints: [
          ...(common ? nodes.map((node) => ({ node, ...common })) : []),
          ...own.map(([node, own]) => ({ node, ...own })),
        ],
        edgeConstraints: isFiltered ? plain.map(({ from, to }) => ({ from, to, ...clause })) : [],
        dynamicNodeConstraints: [],
        dynamicEdgeConstraints: [],
        automorphisms: [],
        namedEdges: [],
      }
    })
})
