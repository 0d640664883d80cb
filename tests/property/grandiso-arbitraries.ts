/** Small random hosts and motifs that use every part of the language: loops, parallel edges, missing attributes,
 *  forbidden edges, static and dynamic constraints. */
import fc from 'fast-check'
import type { AttributeValue } from '../../src/model/attribute'
import type {
  Constraint,
  DynamicEdgeConstraint,
  EdgeConstraint,
  Motif,
  MotifEdge,
  Operator,
} from '../../src/model/motif'
import type { PlainGraph } from '../../src/grandiso/verify'

const attributes = fc.record(
  {
    w: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 }) },
      fc.constant('1'),
      fc.constant(true),
    ),
    t: fc.constantFrom<AttributeValue[]>('a', 'b', 'ab', ['a', 'b']),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, AttributeValue>>

export const hosts: fc.Arbitrary<PlainGraph> = fc.integer({ min: 0, max: 6 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: Math.max(0, nodeCount - 1) }).map((index) => `n${index}`)
  return fc.record({
    directed: fc.boolean(),
    nodes: fc
      .array(attributes, { minLength: nodeCount, maxLength: nodeCount })
      .map((all) => all.map((attrs, index) => ({ id: `n${index}`, attrs }))),
    edges: fc.array(fc.record({ source: node, target: node, attrs: attributes }), {
      maxLength: nodeCount === 0 ? 0 : 16,
      size: 'max',
    }),
  })
})

const operators: Operator[] = ['==', '!=', '<', '<=', '>', '>=', 'in', 'contains', '!in', '!contains']

const constraint: fc.Arbitrary<Constraint> = fc.record({
  key: fc.constantFrom('w', 't'),
  op: fc.constantFrom(...operators),
  value: fc.constantFrom<(string | number | boolean)[]>(0, 1, 2, 'a', 'ab', '1', true),
})

const names = ['A', 'B', 'C', 'D']

type Pair = [from: string, to: string]

const motifEdges: fc.Arbitrary<MotifEdge[]> = fc.integer({ min: 1, max: 4 }).chain((nodeCount) => {
  const used = names.slice(0, nodeCount)
  const pairs = used.flatMap((from) => used.map((to): Pair => [from, to]))
  const kinds = fc.constantFrom('none', 'none', 'required', 'required', 'forbidden')
  return fc
    .tuple(
      ...pairs.map(([from, to]) =>
        from === to && nodeCount > 1
          ? fc.constantFrom('none', 'none', 'none', 'required', 'forbidden')
          : kinds,
      ),
    )
    .chain((chosen) => {
      const edges = pairs.flatMap(([from, to], index) =>
        chosen[index] === 'none' ? [] : [{ from, to, exists: chosen[index] === 'required' }],
      )
      return fc.tuple(
        ...edges.map((edge) =>
          fc
            .record({
              action: fc.constantFrom('SYN' as const, 'INH' as const),
              clauses: fc.option(constraint, { freq: 3 }),
            })
            .map(({ action, clauses }): MotifEdge => ({
              ...edge,
              action,
              constraints: clauses ? [clauses] : [],
            })),
        ),
      )
    })
})

/** `fewActions`: all edges of one relation type, and few constraints, so that symmetries are common. */
export function motifs({ isSymmetric = false } = {}): fc.Arbitrary<Motif> {
  const rarely = <Item>(items: fc.Arbitrary<Item>, maxLength: number) =>
    fc.array(items, { maxLength: isSymmetric ? Math.min(1, maxLength) : maxLength })
  return motifEdges
    .map((edges) =>
      isSymmetric ? edges.map((edge) => ({ ...edge, action: 'SYN' as const, constraints: [] })) : edges,
    )
    .filter((edges) => edges.length > 0)
    .chain((edges) => {
      const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
      const node = fc.constantFrom(...nodes)
      const edge = fc.constantFrom(...edges)
      const operator = fc.constantFrom(...operators)
      const key = fc.constantFrom('w', 't')
      return fc
        .record({
          onNodes: rarely(fc.tuple(node, constraint), 2),
          onEdges: rarely(fc.tuple(edge, constraint), 1),
          nodeComparisons: rarely(fc.tuple(node, key, operator, node, key), 2),
          edgeComparisons: rarely(fc.tuple(edge, key, operator, edge, key), 3),
        })
        .map(({ onNodes, onEdges, nodeComparisons, edgeComparisons }): Motif => {
          const clauses = edges.flatMap(({ from, to, constraints }) =>
            constraints.map((c): EdgeConstraint => ({ from, to, ...c })),
          )
          const alias = onEdges.map(([{ from, to }, c]): EdgeConstraint => ({ from, to, ...c }))
          const areComparable = (left: MotifEdge, right: MotifEdge) =>
            left === right || left.exists || right.exists
          return {
            nodes,
            edges,
            nodeConstraints: onNodes.map(([name, c]) => ({ node: name, ...c })),
            edgeConstraints: [...clauses, ...alias],
            dynamicNodeConstraints: nodeComparisons.map(([left, leftKey, op, right, otherKey]) => ({
              node: left,
              key: leftKey,
              op,
              otherNode: right,
              otherKey,
            })),
            dynamicEdgeConstraints: edgeComparisons
              .filter(([left, , , right]) => areComparable(left, right))
              .map(([left, leftKey, op, right, otherKey]): DynamicEdgeConstraint => ({
                from: left.from,
                to: left.to,
                key: leftKey,
                op,
                otherFrom: right.from,
                otherTo: right.to,
                otherKey,
              })),
            automorphisms: [],
            namedEdges: [],
          }
        })
    })
}

export const modes = fc.record({ ignoreDirection: fc.boolean(), induced: fc.boolean() })
