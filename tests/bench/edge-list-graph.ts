/** An edge list in a gzipped CSV as the search and as Cypher see it, for benchmarks. The larva by default. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PropertyGraph } from '../../src/grand/cypher/host/property-graph'
import { topologyFromPairs } from '../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../src/grandiso/number-by-degree'
import { sharedPath } from '../tools/shared'

/** @param file its first two columns are the ends; below a line of names */
export function edgeListGraph(file = sharedPath('conformance/graphs/larva_winding2023.edges.csv.gz')) {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1)
  const numbers = new Map<string, number>()
  const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size), numbers.size - 1)
  const ends = lines.map((line) => line.split(',').slice(0, 2).map(numberOf) as [number, number])
  const inFile = {
    sources: Uint32Array.from(ends, ([a]) => a),
    targets: Uint32Array.from(ends, ([, b]) => b),
  }
  const nodeCount = numbers.size
  const { sources, targets } = renumberPairs(inFile, numberByDegree(nodeCount, inFile).indexOfNode)
  const rowsBy = (from: Uint32Array): number[][] => {
    const rows: number[][] = Array.from({ length: nodeCount }, () => [])
    from.forEach((node, edge) => rows[node]!.push(edge))
    return rows
  }
  const [out, into] = [rowsBy(sources), rowsBy(targets)]
  /** One that nothing was asked of yet. Its nodes have their number as `n`. */
  const freshGraph = (): PropertyGraph => ({
    nodeCount,
    edgeCount: sources.length,
    directed: true,
    nodeId: String,
    labelsOf: () => ['Neuron'],
    typeOf: () => 'ConnectsTo',
    sourceOf: (edge) => sources[edge]!,
    targetOf: (edge) => targets[edge]!,
    outEdges: (node) => out[node]!,
    inEdges: (node) => into[node]!,
    nodeProperty: (node, key) => (key === 'n' ? BigInt(node) : null),
    edgeProperty: () => null,
    nodeKeys: () => ['n'],
    edgeKeys: () => [],
  })
  return {
    topology: topologyFromPairs(nodeCount, true, { sources, targets }),
    freshGraph,
    sizes: `${nodeCount} nodes, ${sources.length} edges`,
  }
}
