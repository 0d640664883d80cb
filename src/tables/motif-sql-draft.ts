/** What the SQL of a motif is written with: the name of everything in it, and its constraints as conditions on columns
 *  of the host's public tables. Pure: strings in, strings out. */
import type { AttributeColumn } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { SearchSemantics } from '../model/job'
import type { Constraint, DynamicEdgeConstraint, DynamicNodeConstraint, Motif } from '../model/motif'
import { placeOfKey } from './attribute-key'
import { withIdColumn } from './attribute-table'
import { predicateFromComparison } from './dynamic-predicate'
import { publicColumnNames } from './host-tables'
import { edgeName, pairsOfComparison } from './motif-statements'
import { holdsForMissing, predicateFromConstraint } from './predicate'
import { nameSource, writeName } from './sql-words'

/** What the SQL must know of the host. */
export type MotifSqlHost = Pick<HostRecord, 'directed' | 'multigraph' | 'nodeColumns' | 'edgeColumns'>

/** What a motif asks of one ordered pair of its nodes, as `pairsOfMotif` of grandiso gives it. */
export interface PairDemand {
  /** Indexes into `Motif.nodes`. */
  from: number
  to: number
  exists: boolean
  /** Required: the one conjunction some host edge must satisfy. Forbidden: no host edge may satisfy any of these. */
  conjunctions: Constraint[][]
}

export interface MotifSqlQuestion {
  host: MotifSqlHost
  motif: Motif
  pairs: PairDemand[]
  /** Pairs [smaller, larger] of motif node indexes: of every orbit exactly one mapping keeps this order, however host
   *  nodes are ordered (`symmetryBreaking` of grandiso). Empty: all mappings. */
  restrictions: [number, number][]
  semantics: Pick<SearchSemantics, 'ignoreDirection' | 'induced' | 'limit' | 'countOnly'>
}

/** An ordered pair of motif nodes. */
export interface NamedPair {
  from: string
  to: string
}

/** An ordered pair with what is asked of it. */
export interface NamedDemand extends NamedPair {
  exists: boolean
  conjunctions: Constraint[][]
  /** Whether a dynamic constraint speaks of its edge. */
  isCompared: boolean
}

/** Columns of one public table, by attribute. */
interface PublicTable {
  what: 'node' | 'edge'
  columns: AttributeColumn[]
  nameOf: Map<AttributeColumn, string>
}

function publicTable(what: 'node' | 'edge', reserved: string[], columns: AttributeColumn[]): PublicTable {
  const names = publicColumnNames(reserved, columns)
  return { what, columns, nameOf: new Map(columns.map((column, i) => [column, names[i] ?? column.name])) }
}

/** The attributes, and the id under its own name where no attribute has it. */
function nodeTableWithIds(columns: AttributeColumn[]): PublicTable {
  const attributes = publicTable('node', ['id'], columns)
  const ids = withIdColumn(columns).filter((column) => !columns.includes(column))
  const nameOf = new Map([...attributes.nameOf, ...ids.map((column) => [column, 'id'] as const)])
  return { ...attributes, columns: [...columns, ...ids], nameOf }
}

const jsonHint =
  'The search itself can: run the motif instead, or take this constraint out of the SQL and filter the answer.'

/** The attribute as a column of `owner`; null when no element has it.
 *  @throws MotifscopeError `not-in-sql` for JSON. */
function columnOf(table: PublicTable, owner: string, key: string): AttributeColumn | null {
  const place = placeOfKey(table.columns, key)
  if (!place) return null
  if (place.path !== null || place.column.storage === 'json')
    throw new MotifscopeError(
      'not-in-sql',
      `SQL cannot read the ${table.what} attribute "${key}": ` +
        `the column "${place.column.name}" holds JSON or values of several types.`,
      { hint: jsonHint },
    )
  const name = table.nameOf.get(place.column) ?? place.column.name
  return { ...place.column, column: `${owner}.${writeName(name)}` }
}

export class MotifSqlDraft {
  readonly motif: Motif
  readonly demands: NamedDemand[]
  readonly isUndirected: boolean
  /** Whether a motif edge may find several host edges between the same two host nodes. */
  readonly hasParallelEdges: boolean
  /** The table whose rows are the edges a motif edge may use, in the direction it uses them. */
  readonly links: string
  private readonly nodeTable: PublicTable
  private readonly edgeTable: PublicTable
  private readonly nodeAliases: Map<string, string>
  private readonly edgeAliases: Map<string, string>
  private readonly takeName: (wish: string) => string

  constructor({ host, motif, pairs, semantics }: MotifSqlQuestion) {
    this.motif = motif
    this.isUndirected = semantics.ignoreDirection || !host.directed
    this.hasParallelEdges = host.multigraph || this.isUndirected
    this.nodeTable = nodeTableWithIds(host.nodeColumns)
    this.edgeTable = publicTable('edge', ['source', 'target'], host.edgeColumns)
    const columns = [...this.nodeTable.nameOf.values(), ...this.edgeTable.nameOf.values()]
    // A name that is also an attribute's would mean two things, above all within a subquery.
    this.takeName = nameSource(['nodes', 'edges', 'id', 'source', 'target', ...columns])
    this.nodeAliases = new Map(motif.nodes.map((node) => [node, this.newAlias(node)]))
    this.demands = pairs.map((pair) => this.nameDemand(pair))
    this.edgeAliases = new Map(
      this.demands.map((pair) => [`${pair.from} ${pair.to}`, this.newAlias(edgeName(motif, pair))]),
    )
    this.links = this.isUndirected ? this.newAlias('both_ways') : 'edges'
  }

  private nameDemand({ from, to, ...demand }: PairDemand): NamedDemand {
    const [source, target] = [this.motif.nodes[from], this.motif.nodes[to]]
    if (source === undefined || target === undefined) throw new Error(`No motif node ${from} or ${to}.`)
    const isCompared = this.motif.dynamicEdgeConstraints
      .flatMap(pairsOfComparison)
      .some((pair) => pair.from === source && pair.to === target)
    return { from: source, to: target, ...demand, isCompared }
  }

  /** A name that nothing else here has. */
  newAlias(wish: string): string {
    return writeName(this.takeName(wish))
  }

  /** The column that holds the motif node's host node, everywhere in the query; also its alias among `nodes`. */
  node(name: string): string {
    const alias = this.nodeAliases.get(name)
    if (alias === undefined) throw new Error(`No motif node ${name}.`)
    return alias
  }

  edge({ from, to }: NamedPair): string {
    const alias = this.edgeAliases.get(`${from} ${to}`)
    if (alias === undefined) throw new Error(`No motif edge ${from} → ${to}.`)
    return alias
  }

  /** Whether the pair takes part as host edges, of which some choice is wanted, rather than as joined host nodes. */
  isChosen({ isCompared }: NamedDemand): boolean {
    return isCompared || !this.hasParallelEdges
  }

  /** Whether attributes of the node are asked for. */
  isConstrained(name: string): boolean {
    const { nodeConstraints, dynamicNodeConstraints } = this.motif
    return (
      nodeConstraints.some(({ node }) => node === name) ||
      dynamicNodeConstraints.some(({ node, otherNode }) => node === name || otherNode === name)
    )
  }

  /** Every static constraint of a pair, whichever of its edges it is written at. */
  constraintsOf({ from, to }: NamedPair): Constraint[] {
    return this.motif.edgeConstraints.filter((constraint) => constraint.from === from && constraint.to === to)
  }

  /** The edge attributes that the motif speaks of, as columns of `owner`. */
  edgeColumnsUsed(owner: string): string[] {
    const { edgeConstraints, dynamicEdgeConstraints } = this.motif
    const keys = [
      ...edgeConstraints.map(({ key }) => key),
      ...dynamicEdgeConstraints.flatMap(({ key, otherKey }) => [key, otherKey]),
    ]
    return [...new Set(keys.flatMap((key) => columnOf(this.edgeTable, owner, key)?.column ?? []))]
  }

  nodeCondition(node: string, constraint: Constraint): string {
    return staticCondition(this.nodeTable, this.node(node), constraint)
  }

  edgeCondition(owner: string, constraint: Constraint): string {
    return staticCondition(this.edgeTable, owner, constraint)
  }

  nodeComparison({ node, key, op, otherNode, otherKey }: DynamicNodeConstraint): string {
    const left = columnOf(this.nodeTable, this.node(node), key)
    const right = columnOf(this.nodeTable, this.node(otherNode), otherKey)
    return left && right ? (predicateFromComparison(left, op, right) ?? 'FALSE') : 'FALSE'
  }

  edgeComparison(comparison: DynamicEdgeConstraint): string {
    const [from, other] = pairsOfComparison(comparison)
    const left = columnOf(this.edgeTable, this.edge(from), comparison.key)
    const right = columnOf(this.edgeTable, this.edge(other), comparison.otherKey)
    return left && right ? (predicateFromComparison(left, comparison.op, right) ?? 'FALSE') : 'FALSE'
  }
}

/** @throws MotifscopeError `not-in-sql` for JSON, and for text with half a surrogate pair. */
function staticCondition(table: PublicTable, owner: string, constraint: Constraint): string {
  const column = columnOf(table, owner, constraint.key)
  if (!column) return holdsForMissing(constraint.op) ? 'TRUE' : 'FALSE'
  const condition = predicateFromConstraint(column, constraint)
  if (condition !== null) return condition
  throw new MotifscopeError(
    'not-in-sql',
    `SQL cannot hold the text that the ${table.what} attribute "${constraint.key}" is compared with: ` +
      'it has half of a surrogate pair.',
    { hint: 'Write the whole character.' },
  )
}
