/** The Cypher that asks a server about its graph: how large, which attributes, single nodes and edges. Names come from the
 *  connection, values are parameters. Understood by Neo4j 5 and by neuPrint (3.5). Pure. */
import { colon } from '../../dotmotif/cypher-patterns'
import type { CypherFlavour } from '../../dotmotif/cypher-conditions'
import type { RemoteShape } from '../../model/remote-host'

export interface RemoteGraph extends RemoteShape {
  flavour: CypherFlavour
}

/** How many elements are looked at for the names and types of attributes. */
export const sampleSize = 1000

export const nodePattern = (variable: string, { nodeLabel }: RemoteGraph) =>
  `(${variable}${colon(nodeLabel)})`

export const arrow = (variable: string, { edgeType }: RemoteGraph) => {
  const inner = variable + colon(edgeType)
  return inner === '' ? '-->' : `-[${inner}]->`
}

const edgePattern = (graph: RemoteGraph, edge = 'e') =>
  nodePattern('a', graph) + arrow(edge, graph) + nodePattern('b', graph)

export const propertyOf = (variable: string, name: string) => `${variable}.\`${name.replaceAll('`', '``')}\``

/** What tells a node from every other, for the server: the columns of the generated Cypher hold it. */
export const keyOf = (variable: string, { flavour }: RemoteGraph) =>
  flavour === 'neuprint' ? `${variable}.bodyId` : `elementId(${variable})`

/** What a node is called here. */
export const idOf = (variable: string, graph: RemoteGraph) =>
  graph.idProperty === '' ? keyOf(variable, graph) : propertyOf(variable, graph.idProperty)

const innerId = ({ flavour }: RemoteGraph) => (flavour === 'neuprint' ? 'id' : 'elementId')

/** One row, one number. */
export const countNodes = (graph: RemoteGraph) => `MATCH ${nodePattern('n', graph)} RETURN count(n) AS nodes`
export const countEdges = (graph: RemoteGraph) => `MATCH ${edgePattern(graph)} RETURN count(e) AS edges`
/** The same from the database's own statistics; counts edges to nodes without the label too. */
export const countEdgesRoughly = (graph: RemoteGraph) =>
  `MATCH ()${arrow('e', graph)}() RETURN count(e) AS edges`

/** One row: how many nodes have the id attribute, and how many different ones there are. */
export const countIds = (graph: RemoteGraph) => {
  const id = idOf('n', graph)
  return `MATCH ${nodePattern('n', graph)} RETURN count(${id}) AS named, count(DISTINCT ${id}) AS different`
}

const attributesOf = (match: string, variable: string) =>
  `${match} WITH ${variable} LIMIT ${sampleSize} UNWIND keys(${variable}) AS name ` +
  `RETURN name, count(*) AS seen, collect(${variable}[name])[..20] AS examples ORDER BY name`

/** Rows: name, in how many of the sample, some values. */
export const nodeAttributes = (graph: RemoteGraph) => attributesOf(`MATCH ${nodePattern('n', graph)}`, 'n')
export const edgeAttributes = (graph: RemoteGraph) => attributesOf(`MATCH ${edgePattern(graph)}`, 'e')

/** A row where any node, or edge, has the attribute. */
export const hasAttribute = (graph: RemoteGraph, of: 'nodes' | 'edges', name: string) => {
  const [match, variable] = of === 'nodes' ? [nodePattern('n', graph), 'n'] : [edgePattern(graph), 'e']
  return `MATCH ${match} WHERE ${propertyOf(variable, name)} IS NOT NULL RETURN 1 AS there LIMIT 1`
}

/** What can be counted by asking, each one row with one number. */
export const statisticsQueries = (graph: RemoteGraph) => {
  const bare = edgePattern(graph, '')
  const id = innerId(graph)
  const loop = `${nodePattern('a', graph)}${arrow('', graph)}(a)`
  const different = `MATCH ${bare} WHERE ${id}(a) <> ${id}(b) WITH DISTINCT a, b`
  const touching = arrow('', graph).replace('>', '')
  return {
    nodes: countNodes(graph),
    edges: countEdges(graph),
    selfLoops: `MATCH ${loop.replace(arrow('', graph), arrow('e', graph))} RETURN count(e) AS n`,
    isolatedNodes: `MATCH ${nodePattern('n', graph)} WHERE NOT (n)${touching}${nodePattern('', graph)} RETURN count(n) AS n`,
    uniqueSources: `MATCH ${bare} RETURN count(DISTINCT a) AS n`,
    uniqueTargets: `MATCH ${bare} RETURN count(DISTINCT b) AS n`,
    distinctOrderedPairs: `MATCH ${bare} WITH DISTINCT a, b RETURN count(*) AS n`,
    mutualPairs: `${different} WHERE ${id}(a) < ${id}(b) AND (b)${arrow('', graph)}(a) RETURN count(*) AS n`,
    distinctPairsWithoutLoops: `${different} RETURN count(*) AS n`,
    maxOutDegree: `MATCH ${edgePattern(graph)} WITH a, count(e) AS degree RETURN max(degree) AS n`,
    maxInDegree: `MATCH ${edgePattern(graph)} WITH b, count(e) AS degree RETURN max(degree) AS n`,
  }
}

/** Rows: key, id, attributes where they are wanted. Parameter `keys`. */
export const nodesByKey = (graph: RemoteGraph, wantsAttributes: boolean) =>
  `MATCH ${nodePattern('n', graph)} WHERE ${keyOf('n', graph)} IN $keys ` +
  `RETURN ${keyOf('n', graph)} AS key, ${idOf('n', graph)} AS id${wantsAttributes ? ', properties(n) AS attributes' : ''}`

/** Rows: key of the source, key of the target, attributes. Parameter `pairs`: lists of two keys. */
export const edgesByPair = (graph: RemoteGraph) =>
  `UNWIND $pairs AS pair MATCH ${edgePattern(graph)} ` +
  `WHERE ${keyOf('a', graph)} = pair[0] AND ${keyOf('b', graph)} = pair[1] ` +
  `RETURN pair[0] AS source, pair[1] AS target, properties(e) AS attributes`

/** Rows: id of a node one step from the nodes of `sources`. */
export const neighbourIds = (graph: RemoteGraph, direction: 'out' | 'in' | 'both') => {
  const forth = `${nodePattern('a', graph)}${arrow('', graph)}${nodePattern('b', graph)}`
  const back = `${nodePattern('b', graph)}${arrow('', graph)}${nodePattern('a', graph)}`
  const either = forth.replace(arrow('', graph), arrow('', graph).replace('>', ''))
  const match = { out: forth, in: back, both: either }[direction]
  return `MATCH ${match} WHERE ${idOf('a', graph)} IN $sources RETURN DISTINCT ${idOf('b', graph)} AS id`
}
