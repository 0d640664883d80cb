/** A part of a graph in DynamoDB, to be brought here: chosen nodes with the edges among them, or all of both tables. */
import type { EdgeRecord } from '../../grand/backend'
import type { RemoteValue } from '../../grand/remote/cypher-endpoint'
import { MotifscopeError } from '../../model/errors'
import type { DynamoDBReader } from './dynamodb-reader'
import type { Rows, ServerPart, SubgraphSelection } from './graph-server'

/** So many edges that were counted are kept for fetching, so that they are not paid for twice. */
const mostKept = 1_000_000

const rowOf = ({ source, target, attributes }: EdgeRecord): RemoteValue[] => [source, target, attributes]

function chosenPart(reader: DynamoDBReader, ids: readonly string[]): ServerPart {
  const chosen = new Set(ids)
  let kept: RemoteValue[][] | undefined
  async function* among(signal: AbortSignal | undefined): AsyncGenerator<RemoteValue[][]> {
    for await (const edges of reader.edgesFrom([...chosen], signal))
      yield edges.filter(({ target }) => chosen.has(target)).map(rowOf)
  }
  return {
    async size({ signal }) {
      let nodes = 0
      for await (const found of reader.nodesById([...chosen], signal)) nodes += found.length
      let edges = 0
      const rows: RemoteValue[][] = []
      for await (const found of among(signal)) {
        edges += found.length
        if (edges <= mostKept) rows.push(...found)
      }
      kept = edges <= mostKept ? rows : undefined
      return { nodes, edges }
    },
    async *nodes({ signal }): Rows {
      for await (const nodes of reader.nodesById([...chosen], signal))
        yield nodes.map(({ id, attributes }) => [id, attributes])
    },
    async *edges({ signal }): Rows {
      if (kept) yield kept
      else yield* among(signal)
    },
  }
}

const wholeGraph = (reader: DynamoDBReader): ServerPart => ({
  async size({ signal }) {
    const [nodes, edges] = [await reader.describe('nodes', signal), await reader.describe('edges', signal)]
    return {
      nodes: Math.max(1, nodes.itemCount),
      edges: edges.itemCount,
      isRough: true,
    }
  },
  async *nodes({ signal }): Rows {
    for await (const nodes of reader.nodes({ signal }))
      yield nodes.map(({ id, attributes }) => [id, attributes])
  },
  async *edges({ signal }): Rows {
    for await (const edges of reader.edges({ signal })) yield edges.map(rowOf)
  },
})

/** @throws MotifscopeError `not-on-server` for conditions, `empty-selection`. */
export function dynamoDBPart(reader: DynamoDBReader, selection: SubgraphSelection): ServerPart {
  if ('ids' in selection) {
    if (selection.ids.length > 0) return chosenPart(reader, selection.ids)
    throw new MotifscopeError('empty-selection', 'There is no node to bring.')
  }
  if (selection.nodes.trim() === '' && (selection.edges ?? '').trim() === '') return wholeGraph(reader)
  throw new MotifscopeError('not-on-server', 'DynamoDB would read both whole tables for a condition.', {
    hint: 'Bring the nodes around some, or all of it; conditions are asked here then (Hosts, Parts and joins).',
  })
}
