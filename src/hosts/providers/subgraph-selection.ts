/** Which part of a server's graph to bring here, as Cypher: chosen nodes, or all that fulfil conditions, and the edges among
 *  them. Conditions are those of DotMotif; values become parameters. Pure. */
import { CypherParameters, staticCondition } from '../../dotmotif/cypher-conditions'
import { readMotif } from '../../dotmotif/read-motif'
import type { AttributeType } from '../../model/attribute'
import { errorFromData, MotifscopeError } from '../../model/errors'
import type { Constraint, ConstraintValue } from '../../model/motif'
import { arrow, idOf, nodePattern } from './graph-queries'
import type { RemoteGraph } from './graph-queries'
import type { SubgraphSelection } from './graph-server'
import { inServersWords } from './servers-words'
import type { KnownAttributes, Named } from './servers-words'

/** A query and the parameters that all its runs share. */
export interface SelectedQuery {
  text: string
  parameters: Record<string, unknown>
}

/** How a selection is asked for. With `idBatches`, each query runs once for each batch, given as `$sources`. */
export interface SubgraphQueries {
  countNodes: SelectedQuery
  countEdges: SelectedQuery
  /** Rows: id, attributes. */
  nodes: SelectedQuery
  /** Rows: id of the source, id of the target, attributes. */
  edges: SelectedQuery
  idBatches: (readonly ConstraintValue[])[] | null
}

const idsPerQuery = 2_000

/** The ids as the server has them: numbers where its attribute is one. */
export function typedIds(
  ids: readonly string[],
  graph: RemoteGraph,
  known: KnownAttributes,
): ConstraintValue[] {
  const isNumber = graph.flavour === 'neuprint' || typeOfIds(graph, known) === 'number'
  return ids.map((id) => {
    if (!isNumber || !/^-?\d{1,19}$/.test(id)) return id
    const number = Number(id)
    return Number.isSafeInteger(number) ? number : BigInt(id)
  })
}

const typeOfIds = ({ idProperty }: RemoteGraph, { nodes }: KnownAttributes): AttributeType | undefined =>
  idProperty === '' ? 'string' : nodes[idProperty]

/** Conditions written for nodes or edges, as constraints.
 *  @throws MotifscopeError `invalid-filter`, with what is wrong in words. */
function constraintsFrom(text: string, of: 'nodes' | 'edges'): Constraint[] {
  const lines = text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (lines.length === 0) return []
  const source =
    of === 'nodes'
      ? `n -> m\n${lines.map((line) => (/^n[.[]/.test(line) ? line : `n.${line}`)).join('\n')}`
      : `n -> m [${lines.join(', ')}]`
  const reading = readMotif(source)
  if (!reading.ok) {
    const [first] = reading.errors
    const hint =
      of === 'nodes' ? 'Write conditions like type = "KC", one a line.' : 'Write conditions like weight >= 3.'
    throw errorFromData({
      code: 'invalid-filter',
      message: first?.message ?? 'The condition cannot be read.',
      hint,
    })
  }
  const { nodeConstraints, edgeConstraints } = reading.motif
  return of === 'nodes' ? nodeConstraints.filter(({ node }) => node === 'n') : edgeConstraints
}

/** How to ask for a part of the graph.
 *  @throws MotifscopeError `invalid-filter`, `empty-selection`. */
export function subgraphQueries(
  selection: SubgraphSelection,
  graph: RemoteGraph,
  known: KnownAttributes,
): SubgraphQueries {
  if ('ids' in selection) return queriesForIds(selection.ids, graph, known)
  const parameters = new CypherParameters()
  const conditions = (variable: string, constraints: Constraint[]) =>
    constraints.map((one) => staticCondition(variable, one, parameters, graph.flavour))
  const { nodes, edges } = selectedBy(selection, graph, known)
  const where = (texts: string[]) => (texts.length === 0 ? '' : ` WHERE ${texts.join(' AND ')}`)
  const ofNodes = `MATCH ${nodePattern('n', graph)}${where(conditions('n', nodes))}`
  const ofEdges =
    `MATCH ${nodePattern('a', graph)}${arrow('e', graph)}${nodePattern('b', graph)}` +
    where([...conditions('a', nodes), ...conditions('b', nodes), ...conditions('e', edges)])
  return { ...fourQueries(ofNodes, ofEdges, graph, parameters.values), idBatches: null }
}

/** The conditions of a selection, in the server's own names.
 *  @throws MotifscopeError `invalid-filter`. */
export function selectedBy(
  { nodes, edges = '' }: { nodes: string; edges?: string },
  graph: Named,
  known: KnownAttributes,
) {
  const ends = { from: 'n', to: 'm' }
  const reading = readMotif('n -> m')
  if (!reading.ok) throw new Error('The simplest motif was refused.')
  const motif = inServersWords(
    {
      ...reading.motif,
      nodeConstraints: constraintsFrom(nodes, 'nodes').map((one) => ({ ...one, node: 'n' })),
      edgeConstraints: constraintsFrom(edges, 'edges').map((one) => ({ ...one, ...ends })),
    },
    graph,
    known,
  )
  return { nodes: motif.nodeConstraints, edges: motif.edgeConstraints }
}

function fourQueries(
  ofNodes: string,
  ofEdges: string,
  graph: RemoteGraph,
  parameters: Record<string, unknown>,
) {
  const [n, a, b] = [idOf('n', graph), idOf('a', graph), idOf('b', graph)]
  const query = (text: string) => ({ text, parameters })
  return {
    countNodes: query(`${ofNodes} RETURN count(n) AS nodes`),
    countEdges: query(`${ofEdges} RETURN count(e) AS edges`),
    nodes: query(`${ofNodes} RETURN ${n} AS id, properties(n) AS attributes`),
    edges: query(`${ofEdges} RETURN ${a} AS source, ${b} AS target, properties(e) AS attributes`),
  }
}

function queriesForIds(
  given: readonly string[],
  graph: RemoteGraph,
  known: KnownAttributes,
): SubgraphQueries {
  const ids = typedIds([...new Set(given)], graph, known)
  if (ids.length === 0)
    throw new MotifscopeError('empty-selection', 'There is no node to bring: the result has no rows.')
  const idBatches: ConstraintValue[][] = []
  for (let first = 0; first < ids.length; first += idsPerQuery)
    idBatches.push(ids.slice(first, first + idsPerQuery))
  const ofNodes = `MATCH ${nodePattern('n', graph)} WHERE ${idOf('n', graph)} IN $sources`
  const ofEdges =
    `MATCH ${nodePattern('a', graph)}${arrow('e', graph)}${nodePattern('b', graph)} ` +
    `WHERE ${idOf('a', graph)} IN $sources AND ${idOf('b', graph)} IN $ids`
  const queries = fourQueries(ofNodes, ofEdges, graph, {})
  const withIds = ({ text }: SelectedQuery): SelectedQuery => ({ text, parameters: { ids } })
  return { ...queries, countEdges: withIds(queries.countEdges), edges: withIds(queries.edges), idBatches }
}
