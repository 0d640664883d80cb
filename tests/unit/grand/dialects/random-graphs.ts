/** Random graphs in memory for the tests of graphology's view: with self-loops, loners, and attributes here and there. */
import fc from 'fast-check'
import type { Attributes } from '../../../../src/grand/backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'

export interface GraphContent {
  directed: boolean
  nodes: [number, Attributes][]
  edges: [number, number, Attributes][]
}

const node = fc.integer({ min: 0, max: 8 })
const attributes: fc.Arbitrary<Attributes> = fc.oneof(
  fc.constant({}),
  fc.record({ weight: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constantFrom('KC', 'MBON'), traced: fc.boolean() }),
)

/** Some edges are given twice, and some nodes with edges are made by them. */
export const graphContents = (directed: boolean): fc.Arbitrary<GraphContent> =>
  fc.record({
    directed: fc.constant(directed),
    nodes: fc.array(fc.tuple(node, attributes), { maxLength: 6 }),
    edges: fc.array(fc.tuple(node, node, attributes), { maxLength: 24 }),
  })

/** Names that sort otherwise than they were made, and are no numbers: graphology puts those first. */
export const idOf = (number: number) => `${'qwertyuio'.charAt(number)}${number}`

export async function graphOf({ directed, nodes, edges }: GraphContent): Promise<MemoryBackend> {
  const backend = new MemoryBackend(directed, { least: 4, share: 0.5 })
  await backend.addNodes(nodes.map(([id, attributes]) => ({ id: idOf(id), attributes })))
  await backend.addEdges(
    edges.map(([source, target, attributes]) => ({
      source: idOf(source),
      target: idOf(target),
      attributes,
    })),
  )
  return backend
}
