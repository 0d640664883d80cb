/** A motif in the names that a server has for ids, weight and attributes, whatever it is asked in; and which of the
 *  attributes it speaks of nobody there is known to have. Pure. */
import type { AttributeType } from '../../model/attribute'
import { MotifscopeError } from '../../model/errors'
import type { Constraint, ConstraintValue, Motif } from '../../model/motif'
import type { RemoteShape } from '../../model/remote-host'

/** Which attributes of the server are id and weight; of neuPrint, that dotted keys lead into JSON. */
export type Named = Pick<RemoteShape, 'idProperty' | 'weight'> & { flavour?: string }

/** The attributes that the server is known to have. */
export interface KnownAttributes {
  nodes: Readonly<Record<string, AttributeType>>
  edges: Readonly<Record<string, AttributeType>>
  /** How many nodes there are, for telling how far a search is. */
  nodeCount?: number
}

export interface MentionedAttribute {
  of: 'nodes' | 'edges'
  name: string
}

/** What motifs call the id of a node. */
export const idKey = 'id'
const weight = 'weight'

/** An id is text here, whatever it is there: a number in quotes is asked for as the number. */
function idValue(value: ConstraintValue, type: AttributeType | undefined): ConstraintValue {
  if (type !== 'number' || typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : BigInt(value)
}

/** The motif in the server's own names: `id` is the id attribute, `weight` that of the edges, unless there are such
 *  attributes besides. */
export function inServersWords(motif: Motif, graph: Named, { nodes, edges }: KnownAttributes): Motif {
  const isIdOurs = !Object.hasOwn(nodes, idKey) && graph.idProperty !== '' && graph.idProperty !== idKey
  const isWeightOurs = !Object.hasOwn(edges, weight) && graph.weight !== '' && graph.weight !== weight
  const nodeKey = (key: string) => (isIdOurs && key === idKey ? graph.idProperty : key)
  const edgeKey = (key: string) => (isWeightOurs && key === weight ? graph.weight : key)
  const isId = (key: string) =>
    nodeKey(key) === graph.idProperty && (key === idKey || key === graph.idProperty)
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

/** The attributes a motif speaks of that the server is not known to have. A dotted key of neuPrint leads into JSON: its
 *  first word counts. */
export function unknownAttributes(motif: Motif, known: KnownAttributes, graph: Named): MentionedAttribute[] {
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
