/** The oracle: every match of a motif in a small graph by trying all injective mappings, straight from the definition
 *  in FORMAT.md §2. It shares nothing with the planner and the kernels but how two values compare. Exponential; for
 *  tests and for checking an answer on a small part of a host. */
import type { AttributeValue } from '../model/attribute'
import { satisfies, satisfiesStatic } from '../model/attribute'
import type { Constraint, DynamicEdgeConstraint, Motif } from '../model/motif'

export interface PlainGraph {
  directed: boolean
  nodes: { id: string; attrs: Record<string, AttributeValue> }[]
  edges: { source: string; target: string; attrs: Record<string, AttributeValue> }[]
}

export interface VerifyOptions {
  ignoreDirection: boolean
  induced: boolean
}

type Attributes = Record<string, AttributeValue>
type Mapping = Map<string, string>

/** The value under a key: literally, else (where no element has that name) along a path into JSON. */
function lookUp(attributes: Attributes, key: string, names: Set<string>): AttributeValue | undefined {
  if (names.has(key) || !key.includes('.'))
    return Object.hasOwn(attributes, key) ? attributes[key] : undefined
  let value: AttributeValue | undefined = attributes
  for (const part of key.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined
    value = value[part]
  }
  return value
}

class Oracle {
  private readonly undirected: boolean
  private readonly nodeNames: Set<string>
  private readonly edgeNames: Set<string>
  private readonly attributesOf: Map<string, Attributes>

  constructor(
    private readonly graph: PlainGraph,
    private readonly motif: Motif,
    private readonly options: VerifyOptions,
  ) {
    this.undirected = options.ignoreDirection || !graph.directed
    this.nodeNames = new Set(graph.nodes.flatMap(({ attrs }) => Object.keys(attrs)))
    this.edgeNames = new Set(graph.edges.flatMap(({ attrs }) => Object.keys(attrs)))
    this.attributesOf = new Map(graph.nodes.map(({ id, attrs }) => [id, attrs]))
  }

  /** Attributes of every host edge that may carry a motif edge between these host nodes. */
  private edgesBetween(from: string, to: string): Attributes[] {
    return this.graph.edges
      .filter(
        ({ source, target }) =>
          (source === from && target === to) || (this.undirected && source === to && target === from),
      )
      .map(({ attrs }) => attrs)
  }

  private passesAll(attributes: Attributes, constraints: Constraint[], names: Set<string>): boolean {
    return constraints.every(({ key, op, value }) =>
      satisfiesStatic(lookUp(attributes, key, names), op, value),
    )
  }

  private compares(
    left: Attributes,
    key: string,
    op: Constraint['op'],
    right: Attributes,
    otherKey: string,
    names: Set<string>,
  ) {
    const [a, b] = [lookUp(left, key, names), lookUp(right, otherKey, names)]
    return a !== undefined && a !== null && b !== undefined && b !== null && satisfies(a, op, b)
  }

  private constraintsOn(from: string, to: string): Constraint[] {
    return this.motif.edgeConstraints.filter((edge) => edge.from === from && edge.to === to)
  }

  private nodesPass(mapping: Mapping): boolean {
    const at = (node: string) => this.attributesOf.get(mapping.get(node)!)!
    return (
      this.motif.nodeConstraints.every((c) => this.passesAll(at(c.node), [c], this.nodeNames)) &&
      this.motif.dynamicNodeConstraints.every((c) =>
        this.compares(at(c.node), c.key, c.op, at(c.otherNode), c.otherKey, this.nodeNames),
      )
    )
  }

  private isInduced(mapping: Mapping): boolean {
    const { nodes, edges } = this.motif
    return nodes.every((x) =>
      nodes.every((y) => {
        const isRequired = edges.some(
          ({ from, to, exists }) =>
            exists && ((from === x && to === y) || (this.undirected && from === y && to === x)),
        )
        return isRequired || this.edgesBetween(mapping.get(x)!, mapping.get(y)!).length === 0
      }),
    )
  }

  private edgesPass(mapping: Mapping): boolean {
    const compared = (from: string, to: string) =>
      this.motif.dynamicEdgeConstraints.some(
        (c) => (c.from === from && c.to === to) || (c.otherFrom === from && c.otherTo === to),
      )
    return this.motif.edges.every(({ from, to, exists, constraints }) => {
      const between = this.edgesBetween(mapping.get(from)!, mapping.get(to)!)
      if (exists)
        return between.some((edge) => this.passesAll(edge, this.constraintsOn(from, to), this.edgeNames))
      if (compared(from, to)) return true
      const siblings = this.motif.edges.filter((edge) => edge.from === from && edge.to === to)
      const own = siblings.length === 1 ? this.constraintsOn(from, to) : constraints
      return !between.some((edge) => this.passesAll(edge, own, this.edgeNames))
    })
  }

  /** Some choice of host edges for the compared required pairs satisfies every comparison among them, and leaves no
   *  host edge for a compared forbidden pair. */
  private choicePasses(mapping: Mapping): boolean {
    const all = this.motif.dynamicEdgeConstraints
    const keys = [...new Set(all.flatMap((c) => [`${c.from} ${c.to}`, `${c.otherFrom} ${c.otherTo}`]))]
    const isForbidden = (key: string) =>
      this.motif.edges.some(({ from, to, exists }) => !exists && `${from} ${to}` === key)
    const options = (key: string) => {
      const [from, to] = key.split(' ') as [string, string]
      const between = this.edgesBetween(mapping.get(from)!, mapping.get(to)!)
      return between.filter((edge) => this.passesAll(edge, this.constraintsOn(from, to), this.edgeNames))
    }
    const holds = (c: DynamicEdgeConstraint, chosen: Map<string, Attributes>) => {
      const [left, right] = [chosen.get(`${c.from} ${c.to}`)!, chosen.get(`${c.otherFrom} ${c.otherTo}`)!]
      return this.compares(left, c.key, c.op, right, c.otherKey, this.edgeNames)
    }
    const names = (c: DynamicEdgeConstraint, key: string) =>
      `${c.from} ${c.to}` === key || `${c.otherFrom} ${c.otherTo}` === key
    const required = keys.filter((key) => !isForbidden(key))
    const forbidden = keys.filter(isForbidden)
    const among = all.filter((c) => !forbidden.some((key) => names(c, key)))
    const choose = (index: number, chosen: Map<string, Attributes>): boolean => {
      const key = required[index]
      if (key !== undefined)
        return options(key).some((edge) => choose(index + 1, new Map(chosen).set(key, edge)))
      return (
        among.every((c) => holds(c, chosen)) &&
        forbidden.every(
          (pair) =>
            !options(pair).some((edge) =>
              all.filter((c) => names(c, pair)).every((c) => holds(c, new Map(chosen).set(pair, edge))),
            ),
        )
      )
    }
    return choose(0, new Map())
  }

  matches(): string[][] {
    const rows: string[][] = []
    const visit = (mapping: Mapping) => {
      const node = this.motif.nodes[mapping.size]
      if (node === undefined) {
        const isMatch =
          this.nodesPass(mapping) &&
          this.edgesPass(mapping) &&
          this.choicePasses(mapping) &&
          (!this.options.induced || this.isInduced(mapping))
        if (isMatch) rows.push(this.motif.nodes.map((name) => mapping.get(name)!))
        return
      }
      const used = [...mapping.values()]
      for (const { id } of this.graph.nodes) if (!used.includes(id)) visit(new Map(mapping).set(node, id))
    }
    visit(new Map())
    return rows
  }
}

/** Every match as host node ids in the order of `motif.nodes`; automorphic images are separate rows.
 *  Time: host nodes to the power of motif nodes. */
export function verifyMatches(graph: PlainGraph, motif: Motif, options: VerifyOptions): string[][] {
  return new Oracle(graph, motif, options).matches()
}
