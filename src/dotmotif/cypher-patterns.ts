/** The MATCH clauses of a query: one relationship for each pair of nodes that required edges join. */
import type { Motif } from '../model/motif'
import type { CypherFlavour, CypherParameters } from './cypher-conditions'
import { variableOf } from './cypher-conditions'
import type { MotifPair } from './motif-pairs'
import { isCompared, motifPairs } from './motif-pairs'

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

/** A query in the making. */
export interface CypherDraft {
  motif: Motif
  options: CypherOptions
  parameters: CypherParameters
  /** The relationship variable of each required pair, by key. */
  relationships: Map<string, string>
  newVariable: () => string
}

const quote = (name: string) => `:\`${name.replaceAll('`', '``')}\``

/** A label or type from the program, never from a motif. */
export function colon(name: string | undefined): string {
  if (name === undefined || name === '') return ''
  if (name.includes('\\')) throw new Error(`"${name}" cannot be a label in Cypher`)
  return /^[A-Za-z]\w*$/.test(name) ? `:${name}` : quote(name)
}

function typeOf({ flavour, relationshipType }: CypherOptions): string {
  return colon(relationshipType ?? (flavour === 'neuprint' ? 'ConnectsTo' : undefined))
}

/** `(A)-[r1:ConnectsTo]->(B)`; without direction the arrow has no head. */
export function pattern({ from, to }: MotifPair, variable: string, options: CypherOptions): string {
  const inner = `${variable}${typeOf(options)}`
  const arrow = `-${inner === '' ? '' : `[${inner}]`}-${options.ignoreDirection ? '' : '>'}`
  return `(${variableOf(from)})${arrow}(${variableOf(to)})`
}

/** Names for relationships that no motif node has. */
export function variableSource({ nodes }: Motif): () => string {
  const taken = new Set(nodes)
  let n = 0
  return () => {
    let name = `r${++n}`
    while (taken.has(name)) name += '_'
    return name
  }
}

/** Of two pairs over the same two nodes one may be left out when direction is ignored and nothing tells them apart. */
function neededPairs({ motif, options }: CypherDraft): MotifPair[] {
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
export function matchClauses(draft: CypherDraft): string[] {
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
