/** Motif → Cypher for Neo4j (4.4 and newer) and neuPrint (3.5 and newer). Each mapping of motif nodes is one row,
 *  whatever the number of parallel relationships. */
import { MotifscopeError } from '../model/errors'
import type { Constraint, ConstraintValue, Motif } from '../model/motif'
import {
  CypherParameters,
  attributeOf,
  dynamicCondition,
  staticCondition,
  variableOf,
} from './cypher-conditions'
import type { CypherDraft, CypherOptions } from './cypher-patterns'
import { colon, matchClauses, pattern, variableSource } from './cypher-patterns'
import { forbiddenConstraints, motifPairs } from './motif-pairs'
import type { MotifPair } from './motif-pairs'
import { writeName } from './write-words'

export interface CypherQuery {
  text: string
  /** Integers beyond 2^53 are bigint. */
  parameters: Record<string, ConstraintValue>
}

function labelConditions({ motif, options }: CypherDraft): string[] {
  const label = colon(options.label ?? (options.flavour === 'neuprint' ? 'Neuron' : undefined))
  return label === '' ? [] : motif.nodes.map((node) => `${variableOf(node)}${label}`)
}

function distinctNodes({ motif: { nodes }, options }: CypherDraft): string[] {
  const id = options.flavour === 'neuprint' ? 'id' : 'elementId'
  const ordered = options.symmetryBreaking ?? []
  const isOrdered = (a: string, b: string) =>
    ordered.some(([smaller, larger]) => (smaller === a && larger === b) || (smaller === b && larger === a))
  const different = nodes.flatMap((a, index) =>
    nodes.slice(index + 1).flatMap((b) => (isOrdered(a, b) ? [] : [`${variableOf(a)} <> ${variableOf(b)}`])),
  )
  const smaller = ordered.map(([a, b]) => `${id}(${variableOf(a)}) < ${id}(${variableOf(b)})`)
  return [...different, ...smaller]
}

function staticConditions(draft: CypherDraft, variable: string, constraints: Constraint[]): string[] {
  const { parameters, options } = draft
  return constraints.map((constraint) => staticCondition(variable, constraint, parameters, options.flavour))
}

function nodeConditions(draft: CypherDraft): string[] {
  const { motif, parameters, options } = draft
  const attribute = (node: string, key: string) =>
    attributeOf(variableOf(node), key, parameters, options.flavour)
  return [
    ...motif.nodeConstraints.flatMap((constraint) =>
      staticConditions(draft, variableOf(constraint.node), [constraint]),
    ),
    ...motif.dynamicNodeConstraints.map(({ node, key, op, otherNode, otherKey }) =>
      dynamicCondition(attribute(node, key), op, attribute(otherNode, otherKey)),
    ),
  ]
}

/** The comparisons of edges that `pair` takes part in, or all among required pairs when it is null. */
function edgeComparisons(
  draft: CypherDraft,
  pair: MotifPair | null,
  variables: Map<string, string>,
): string[] {
  const { motif, parameters, options } = draft
  return motif.dynamicEdgeConstraints.flatMap((constraint) => {
    const [key, otherKey] = [
      `${constraint.from} ${constraint.to}`,
      `${constraint.otherFrom} ${constraint.otherTo}`,
    ]
    if (pair && key !== pair.key && otherKey !== pair.key) return []
    const [left, right] = [variables.get(key), variables.get(otherKey)]
    if (left === undefined || right === undefined) return []
    const leftAttribute = attributeOf(left, constraint.key, parameters, options.flavour)
    return [
      dynamicCondition(
        leftAttribute,
        constraint.op,
        attributeOf(right, constraint.otherKey, parameters, options.flavour),
      ),
    ]
  })
}

function requiredConditions(draft: CypherDraft): string[] {
  const pairs = motifPairs(draft.motif).filter(({ exists }) => exists)
  const own = pairs.flatMap((pair) => {
    const variable = draft.relationships.get(pair.key)
    return variable === undefined ? [] : staticConditions(draft, variable, pair.constraints)
  })
  return [...own, ...edgeComparisons(draft, null, draft.relationships)]
}

/** No relationship between the two that satisfies the conditions. */
function absence(pair: MotifPair, variable: string, conditions: string[], options: CypherOptions): string {
  if (conditions.length === 0) {
    const bare = pattern(pair, '', options)
    return options.flavour === 'neuprint' ? `NOT ${bare}` : `NOT EXISTS { MATCH ${bare} }`
  }
  const where = `${pattern(pair, variable, options)} WHERE ${conditions.join(' AND ')}`
  return options.flavour === 'neuprint' ? `size([${where} | 1]) = 0` : `NOT EXISTS { MATCH ${where} }`
}

/** Every forbidden edge; comparisons with required edges refer to the relationships chosen for those. */
function forbiddenConditions(draft: CypherDraft): string[] {
  const { motif, options } = draft
  return motifPairs(motif).flatMap((pair) => {
    if (pair.exists) return []
    return forbiddenConstraints(motif, pair).map((constraints) => {
      const variable = draft.newVariable()
      const variables = new Map(draft.relationships).set(pair.key, variable)
      const own = staticConditions(draft, variable, constraints)
      return absence(pair, variable, [...own, ...edgeComparisons(draft, pair, variables)], options)
    })
  })
}

/** Nothing between motif nodes but what is required. */
function inducedConditions({ motif, options }: CypherDraft): string[] {
  const required = new Set(motifPairs(motif).flatMap(({ exists, key }) => (exists ? [key] : [])))
  return motif.nodes.flatMap((from, index) => {
    const others = options.ignoreDirection ? motif.nodes.slice(index) : motif.nodes
    return others.flatMap((to) => {
      const pair: MotifPair = { key: `${from} ${to}`, from, to, exists: false, constraints: [] }
      const isRequired = required.has(pair.key) || (options.ignoreDirection && required.has(`${to} ${from}`))
      return isRequired ? [] : [absence(pair, '', [], options)]
    })
  })
}

function refuseUnsayable({ motif, options }: CypherDraft): void {
  if (motif.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'The motif has no edge, so there is nothing to look for.')
  motif.nodes.forEach(writeName)
  const forbidden = new Set(motifPairs(motif).flatMap(({ exists, key }) => (exists ? [] : [key])))
  for (const { from, to, otherFrom, otherTo } of motif.dynamicEdgeConstraints) {
    const [left, right] = [`${from} ${to}`, `${otherFrom} ${otherTo}`]
    if (left === right || !forbidden.has(left) || !forbidden.has(right)) continue
    const message = `The edges ${from} → ${to} and ${otherFrom} → ${otherTo} are compared, but both are forbidden, so neither is there.`
    throw new MotifscopeError('forbidden-comparison', message, {
      hint: 'Compare a forbidden edge with a required one.',
    })
  }
  const { limit } = options
  if (limit !== null && limit !== undefined && (!Number.isSafeInteger(limit) || limit < 0))
    throw new Error(`limit is ${limit}, not a whole number`)
}

function resultClauses({ motif: { nodes }, options }: CypherDraft): string[] {
  const columns = nodes.map(variableOf)
  const limit = options.limit === null || options.limit === undefined ? '' : ` LIMIT ${options.limit}`
  const id = (column: string) =>
    options.flavour === 'neuprint' ? `${column}.bodyId` : `elementId(${column})`
  const result = options.countOnly
    ? 'count(*) AS count'
    : columns.map((column) => `${id(column)} AS ${column}`).join(', ')
  return [`WITH DISTINCT ${columns.join(', ')}${limit}`, `RETURN ${result}`]
}

/** The query that finds a motif, or counts it. Columns are the motif's nodes, as element ids (Neo4j) or body ids
 *  (neuPrint). Throws `empty-motif`, and `forbidden-comparison` where two forbidden edges are compared. */
export function toCypher(motif: Motif, options: CypherOptions): CypherQuery {
  const parameters = new CypherParameters()
  const draft: CypherDraft = {
    motif,
    options,
    parameters,
    relationships: new Map(),
    newVariable: variableSource(motif),
  }
  refuseUnsayable(draft)
  const matches = matchClauses(draft)
  const conditions = [
    ...labelConditions(draft),
    ...distinctNodes(draft),
    ...nodeConditions(draft),
    ...requiredConditions(draft),
    ...forbiddenConditions(draft),
    ...(options.induced ? inducedConditions(draft) : []),
  ]
  const where = conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : []
  return { text: [...matches, ...where, ...resultClauses(draft)].join('\n'), parameters: parameters.values }
}
