/** From a motif to what a Gremlin server is asked for it, or to the part of the motif that a traversal cannot say. Pure. */
import { motifPairs } from '../../dotmotif/motif-pairs'
import { symmetryBreaking } from '../../grandiso/symmetry'
import { MotifscopeError } from '../../model/errors'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import { longestWhole } from './gremlin-conditions'
import type { GremlinQuestion } from './gremlin-motif'
import type { GremlinGraph } from './gremlin-steps'
import { idKey, inServersWords } from './servers-words'
import type { KnownAttributes } from './servers-words'

const bringHint = 'Leave it out, or bring a part of the graph here and search that.'

const refused = (message: string, hint = bringHint) => new MotifscopeError('not-on-server', message, { hint })

function refusedConstraint(motif: Motif, graph: GremlinGraph): MotifscopeError | null {
  for (const { node, key, op } of motif.nodeConstraints)
    if (key === idKey && graph.idProperty === '' && op !== '==' && op !== '!=')
      return refused(
        `The condition on ${node}.id cannot be sent: of the database’s own ids only = and != are asked.`,
      )
  const constraints = [
    ...motif.nodeConstraints.map((one) => ({ ...one, of: one.node })),
    ...motif.edgeConstraints.map((one) => ({ ...one, of: `${one.from} → ${one.to}` })),
  ]
  for (const { of, key, op, value } of constraints)
    if (op.endsWith('in') && typeof value === 'string' && value.length > longestWhole)
      return refused(
        `The condition ${of}.${key} ${op} “${value.slice(0, 20)}…” cannot be sent: the text is longer than ${longestWhole} characters, and a traversal has no word for “is a part of”.`,
      )
  return null
}

/** A key with dots may lead into JSON, which a traversal does not see into. */
function refusedPath(motif: Motif, { nodes, edges }: KnownAttributes): MotifscopeError | null {
  const keys = [
    ...motif.nodeConstraints.map(({ key }) => ({ key, known: nodes })),
    ...motif.dynamicNodeConstraints.flatMap(({ key, otherKey }) => [
      { key, known: nodes },
      { key: otherKey, known: nodes },
    ]),
    ...motif.edgeConstraints.map(({ key }) => ({ key, known: edges })),
    ...motif.dynamicEdgeConstraints.flatMap(({ key, otherKey }) => [
      { key, known: edges },
      { key: otherKey, known: edges },
    ]),
  ]
  const path = keys.find(
    ({ key, known }) => !Object.hasOwn(known, key) && Object.hasOwn(known, key.split('.')[0] ?? ''),
  )
  if (!path) return null
  return refused(
    `“${path.key}” leads into the JSON of ${path.key.split('.')[0]}, which a traversal does not see into.`,
  )
}

/** Whether a list contains what another attribute holds is no predicate of a traversal. `in` is of texts only. */
function refusedComparison(motif: Motif, { nodes, edges }: KnownAttributes): MotifscopeError | null {
  const compared = [
    ...motif.dynamicNodeConstraints.map((one) => ({
      ...{ op: one.op, key: one.key, type: nodes[one.key] },
      words: `${one.node}.${one.key} ${one.op} ${one.otherNode}.${one.otherKey}`,
    })),
    ...motif.dynamicEdgeConstraints.map((one) => ({
      ...{ op: one.op, key: one.key, type: edges[one.key] },
      words: `${one.key} of ${one.from} → ${one.to} ${one.op} ${one.otherKey} of ${one.otherFrom} → ${one.otherTo}`,
    })),
  ]
  const isPlain = (type: string | undefined) => type === 'string' || type === 'number' || type === 'boolean'
  const found = compared.find(({ op, type }) => op.endsWith('contains') && !isPlain(type))
  if (!found) return null
  const why =
    found.type === undefined
      ? `the sample did not show whether ${found.key} holds texts or lists`
      : `some of ${found.key} are lists, and a traversal compares texts so`
  return refused(`The comparison ${found.words} cannot be sent: ${why}.`)
}

function refusedEdges(motif: Motif): MotifscopeError | null {
  const forbidden = new Set(motifPairs(motif).flatMap(({ exists, key }) => (exists ? [] : [key])))
  const both = motif.dynamicEdgeConstraints.find(
    ({ from, to, otherFrom, otherTo }) =>
      `${from} ${to}` !== `${otherFrom} ${otherTo}` &&
      forbidden.has(`${from} ${to}`) &&
      forbidden.has(`${otherFrom} ${otherTo}`),
  )
  if (!both) return null
  return new MotifscopeError(
    'forbidden-comparison',
    `The edges ${both.from} → ${both.to} and ${both.otherFrom} → ${both.otherTo} are compared, but both are forbidden, so neither is there.`,
    { hint: 'Compare a forbidden edge with a required one.' },
  )
}

/** What a Gremlin server is asked for a motif.
 *  @throws MotifscopeError `not-on-server`, `empty-motif`, `forbidden-comparison`. */
export function gremlinQuestion(
  motif: Motif,
  semantics: SearchSemantics,
  graph: GremlinGraph,
  known: KnownAttributes,
): GremlinQuestion {
  const { ignoreDirection, induced, excludeAutomorphisms, strategy } = semantics
  if (motif.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'The motif has no edge, so there is nothing to look for.')
  if (strategy)
    throw refused('The option `strategy` is not for servers: they plan themselves.', 'Leave it out.')
  const translated = inServersWords(motif, graph, known)
  const refusal =
    refusedConstraint(translated, graph) ??
    refusedPath(translated, known) ??
    refusedComparison(translated, known) ??
    refusedEdges(translated)
  if (refusal) throw refusal
  const nameOf = (node: number) => motif.nodes[node] ?? ''
  const pairs = excludeAutomorphisms ? symmetryBreaking(motif, { undirected: ignoreDirection }) : []
  return {
    motif: translated,
    semantics: { ignoreDirection, induced },
    smaller: pairs.map(([smaller, larger]) => [nameOf(smaller), nameOf(larger)] as const),
  }
}
