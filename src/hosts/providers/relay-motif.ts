/** From a motif to the query that a server is sent for it, or to the part of the motif or the option that cannot be said
 *  there. Pure. */
import { toCypher } from '../../dotmotif/to-cypher'
import type { CypherQuery } from '../../dotmotif/to-cypher'
import { automorphismCount, symmetryBreaking } from '../../grandiso/symmetry'
import type { AttributeType } from '../../model/attribute'
import { MotifscopeError } from '../../model/errors'
import type { SearchSemantics } from '../../model/job'
import type { Constraint, ConstraintValue, Motif } from '../../model/motif'
import type { RemoteGraph } from './graph-queries'

export interface RelayedMotif extends CypherQuery {
  /** Motif nodes, in the order of a row; empty when only counting. */
  columns: string[]
  automorphismCount: number
}

/** The attributes that the server is known to have. */
export interface KnownAttributes {
  nodes: Readonly<Record<string, AttributeType>>
  edges: Readonly<Record<string, AttributeType>>
}

const id = 'id'
const weight = 'weight'

/** An id is text here, whatever it is there: a number in quotes is asked for as the number. */
function idValue(value: ConstraintValue, type: AttributeType | undefined): ConstraintValue {
  if (type !== 'number' || typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : BigInt(value)
}

/** The motif in the server's own names: `id` is the id attribute, `weight` that of the edges, unless there are such
 *  attributes besides. */
export function inServersWords(motif: Motif, graph: RemoteGraph, { nodes, edges }: KnownAttributes): Motif {
  const isIdOurs = !Object.hasOwn(nodes, id) && graph.idProperty !== '' && graph.idProperty !== id
  const isWeightOurs = !Object.hasOwn(edges, weight) && graph.weight !== '' && graph.weight !== weight
  const nodeKey = (key: string) => (isIdOurs && key === id ? graph.idProperty : key)
  const edgeKey = (key: string) => (isWeightOurs && key === weight ? graph.weight : key)
  const isId = (key: string) => nodeKey(key) === graph.idProperty && (key === id || key === graph.idProperty)
  const nodeConstraint = <Kind extends Constraint>(constraint: Kind): Kind => ({
    ...constraint,
    key: nodeKey(constraint.key),
    value: isId(constraint.key)
      ? idValue(constraint.value, nodes[nodeKey(constraint.key)])
      : constraint.value,
  })
  return {
    ...motif,
    nodeConstraints: motif.nodeConstraints.map(nodeConstraint),
    edgeConstraints: motif.edgeConstraints.map((one) => ({ ...one, key: edgeKey(one.key) })),
    dynamicNodeConstraints: motif.dynamicNodeConstraints.map((one) => ({
      ...one,
      key: nodeKey(one.key),
      otherKey: nodeKey(one.otherKey),
    })),
    dynamicEdgeConstraints: motif.dynamicEdgeConstraints.map((one) => ({
      ...one,
      key: edgeKey(one.key),
      otherKey: edgeKey(one.otherKey),
    })),
  }
}

export interface MentionedAttribute {
  of: 'nodes' | 'edges'
  name: string
}

/** The attributes a motif speaks of that the server is not known to have. A dotted key of neuPrint leads into JSON: its
 *  first word counts. */
export function unknownAttributes(
  motif: Motif,
  known: KnownAttributes,
  graph: RemoteGraph,
): MentionedAttribute[] {
  const of = (kind: 'nodes' | 'edges', keys: string[]) => keys.map((name) => ({ of: kind, name }))
  const mentioned = [
    ...of(
      'nodes',
      motif.nodeConstraints.map(({ key }) => key),
    ),
    ...of(
      'nodes',
      motif.dynamicNodeConstraints.flatMap(({ key, otherKey }) => [key, otherKey]),
    ),
    ...of(
      'edges',
      motif.edgeConstraints.map(({ key }) => key),
    ),
    ...of(
      'edges',
      motif.dynamicEdgeConstraints.flatMap(({ key, otherKey }) => [key, otherKey]),
    ),
  ]
  const isKnown = ({ of, name }: MentionedAttribute) =>
    Object.hasOwn(known[of], name) ||
    (of === 'nodes' && name === graph.idProperty) ||
    (graph.flavour === 'neuprint' && Object.hasOwn(known[of], name.split('.')[0] ?? ''))
  const texts = new Set<string>()
  return mentioned.filter((one) => {
    const text = `${one.of} ${one.name}`
    if (isKnown(one) || texts.has(text)) return false
    texts.add(text)
    return true
  })
}

/** @param origin whose attributes they are not */
export function noSuchAttribute(
  { of, name }: MentionedAttribute,
  known: KnownAttributes,
  origin: string,
): MotifscopeError {
  const names = Object.keys(known[of])
  const listed = names.length > 20 ? `${names.slice(0, 20).join(', ')}, …` : names.join(', ')
  return new MotifscopeError(
    'unknown-attribute',
    `None of the ${of} at ${origin} has an attribute “${name}”, so the motif cannot be found there.`,
    { hint: names.length > 0 ? `Known attributes of ${of}: ${listed}.` : `Its ${of} have no attributes.` },
  )
}

/** The part of a motif or the option that this server cannot be asked, as an error; null: it can. */
export function notRelayed(
  motif: Motif,
  semantics: SearchSemantics,
  graph: RemoteGraph,
): MotifscopeError | null {
  const isAboutElementIds = graph.idProperty === '' && motif.nodeConstraints.find(({ key }) => key === id)
  if (isAboutElementIds)
    return new MotifscopeError(
      'not-on-server',
      `The condition on ${isAboutElementIds.node}.id cannot be sent: this server's nodes have no id attribute of their own.`,
      { hint: 'Edit the connection and name the attribute that holds the ids.' },
    )
  if (semantics.strategy)
    return new MotifscopeError(
      'not-on-server',
      'The option `strategy` is not for servers: they plan themselves.',
      {
        hint: 'Leave it out.',
      },
    )
  return null
}

/** The query for a motif.
 *  @throws MotifscopeError `not-on-server`, `empty-motif`, `forbidden-comparison`. */
export function relayMotif(
  motif: Motif,
  semantics: SearchSemantics,
  graph: RemoteGraph,
  known: KnownAttributes,
): RelayedMotif {
  const refusal = notRelayed(motif, semantics, graph)
  if (refusal) throw refusal
  const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly } = semantics
  const undirected = ignoreDirection
  const nameOf = (node: number) => motif.nodes[node] ?? ''
  const restrictions = excludeAutomorphisms ? symmetryBreaking(motif, { undirected }) : []
  const query = toCypher(inServersWords(motif, graph, known), {
    flavour: graph.flavour,
    ignoreDirection,
    symmetryBreaking: restrictions.map(([smaller, larger]) => [nameOf(smaller), nameOf(larger)]),
    induced,
    limit,
    countOnly,
    label: graph.nodeLabel,
    relationshipType: graph.edgeType,
  })
  return {
    ...query,
    columns: countOnly ? [] : [...motif.nodes],
    automorphismCount: automorphismCount(motif, { undirected }),
  }
}
