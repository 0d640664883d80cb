/** Motif → Cypher for Neo4j (4.4 and newer) and neuPrint (3.5 and newer). Each mapping of motif nodes is one row,
 *  whatever the number of parallel relationships. */
import { MotifscopeError } from '../model/errors'
import type { Constraint, ConstraintValue, Motif } from '../model/motif'
import type { CypherFlavour } from './cypher-conditions'
import {
  CypherParameters,
  attributeOf,
  dynamicCondition,
  staticCondition,
  variableOf,
} from './cypher-conditions'
import { forbiddenConstraints, isCompared, motifPairs } from './motif-pairs'
import type { MotifPair } from './motif-pairs'
import { writeName } from './write-words'

export interface CypherOptions {
  flavour: CypherFlavour
  ignoreDirection?: boolean
  /** Excludes automorphisms: of each pair of motif nodes the first shall have the smaller id. These are the
   *  symmetry-breaking constraints of the motif, and hold exactly one mapping of each orbit. */
  symmetryBreaking?: [smaller: string, larger: string][]
  induced?: boolean
  /** Rows at most, or the largest count. */
  limit?: number | null
  /** One row with one column `count` instead of mappings. */
  countOnly?: boolean
  /** Label of the nodes to look at; none for Neo4j, `Neuron` for neuPrint by default. */
  label?: string
  /** Type of the relationships to look at; any for Neo4j, `ConnectsTo` for neuPrint by default. */
  relationshipType?: string
}

export interface CypherQuery {
  text: string
  /** Integers beyond 2^53 are bigint. */
  parameters: Record<string, ConstraintValue>
}

interface Draft {
  motif: Motif
  options: CypherOptions
  parameters: CypherParameters
  /** The relationship variable of each required pair, by key. */
  relationships: Map<string, string>
  newVariable: () => string
}

const quote = (name: string) => `:\`${name.replaceAll('`', '``')}\``

/** A label or type from the program, never from a motif. */
function colon(name: string | undefined): string {
  if (name === undefined || name === '') return ''
  if (name.includes('\\')) throw new Error(`"${name}" cannot be a label in Cypher`)
  return /^[A-Za-z]\w*$/.test(name) ? `:${name}` : quote(name)
}

function typeOf({ flavour, relationshipType }: CypherOptions): string {
  return colon(relationshipType ?? (flavour === 'neuprint' ? 'ConnectsTo' : undefined))
}

function pattern({ from, to }: MotifPair, variable: string, options: CypherOptions): string {
  const inner = `${variable}${typeOf(options)}`
  const arrow = `-${inner === '' ? '' : `[${inner}]`}-${options.ignoreDirection ? '' : '>'}`
  return `(${variableOf(from)})${arrow}(${variableOf(to)})`
}

function variableSource({ nodes }: Motif): () => string {
  const taken = new Set(nodes)
  let n = 0
  return () => {
    let name = `r${++n}`
    while (taken.has(name)) name += '_'
    return name
  }
}

/** Of two pairs over the same two nodes one may be left out when direction is ignored and nothing tells them apart. */
function neededPairs({ motif, options }: Draft): MotifPair[] {
  const required = motifPairs(motif).filter(({ exists }) => exists)
  if (!options.ignoreDirection) return required
  return required.filter((pair, index) => {
    const isPlain = pair.constraints.length === 0 && !isCompared(motif, pair)
    const isTwin = ({ from, to }: MotifPair) => from === pair.to && to === pair.from && from !== to
    const twin = required.findIndex(isTwin)
    const twinPair = required[twin]
    if (!isPlain || !twinPair) return true
    const isTwinPlain = twinPair.constraints.length === 0 && !isCompared(motif, twinPair)
    return isTwinPlain && index < twin
  })
}

/** The MATCH clauses. Within one clause relationships differ, which two pairs over the same nodes need not: when
 *  direction is ignored the second gets a clause of its own. */
function matchClauses(draft: Draft): string[] {
  const { motif, options } = draft
  const first: string[] = []
  const further: string[] = []
  const joined = new Set<string>()
  for (const pair of neededPairs(draft)) {
    const variable = draft.newVariable()
    draft.relationships.set(pair.key, variable)
    const ends = [pair.from, pair.to].sort().join(' ')
    const isRepeated = options.ignoreDirection === true && joined.has(ends)
    joined.add(ends)
    if (isRepeated) further.push(`MATCH ${pattern(pair, variable, options)}`)
    else first.push(pattern(pair, variable, options))
  }
  const matched = new Set(motifPairs(motif).flatMap(({ exists, from, to }) => (exists ? [from, to] : [])))
  first.push(...motif.nodes.filter((node) => !matched.has(node)).map((node) => `(${variableOf(node)})`))
  return [`MATCH ${first.join(',\n      ')}`, ...further]
}

function labelConditions({ motif, options }: Draft): string[] {
  const label = colon(options.label ?? (options.flavour === 'neuprint' ? 'Neuron' : undefined))
  return label === '' ? [] : motif.nodes.map((node) => `${variableOf(node)}${label}`)
}

function distinctNodes({ motif: { nodes }, options }: Draft): string[] {
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

function staticConditions(draft: Draft, variable: string, constraints: Constraint[]): string[] {
  const { parameters, options } = draft
  return constraints.map((constraint) => staticCondition(variable, constraint, parameters, options.flavour))
}

function nodeConditions(draft: Draft): string[] {
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
function edgeComparisons(draft: Draft, pair: MotifPair | null, variables: Map<string, string>): string[] {
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

function requiredConditions(draft: Draft): string[] {
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
function forbiddenConditions(draft: Draft): string[] {
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
function inducedConditions({ motif, options }: Draft): string[] {
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

function refuseUnsayable({ motif, options }: Draft): void {
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

function resultClauses({ motif: { nodes }, options }: Draft): string[] {
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
  const draft: Draft = {
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
