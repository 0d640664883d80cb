/** What a plain pattern leaves of a graph: the nodes that each of its nodes may be, and the edges that each relationship
 *  may be, by the very rules of the evaluator. */
import type { EdgePairs } from '../../../model/plan'
import { CypherEdge, CypherNode } from '../values/cypher-values'
import type { CypherValue } from '../values/cypher-values'
import type { CypherRun } from '../cypher-run'
import { evaluate, isTrue } from '../evaluate'
import { hasProperties } from '../properties'
import { fitsLabels } from '../language/free-variables'
import type { PlainAbsence, PlainMatch, PlainPart } from './plain-match'
import type { PropertyGraph } from '../host/property-graph'
import { Row } from '../row'

/** The edges that fit, and the same by number. */
export interface FittingEdges {
  pairs: EdgePairs
  fits: Uint8Array
}

export interface NarrowedPattern {
  /** Ascending; null: every node. */
  candidates: (Uint32Array | null)[]
  /** Null: every edge. */
  edges: (FittingEdges | null)[]
  /** Those that no edge of the graph escapes. */
  absences: PlainAbsence[]
  /** The others' conditions: they are asked of rows. */
  askedOfRows: PlainAbsence[]
}

const asksNothing = ({ labels, properties, conditions }: PlainPart) =>
  labels.length + properties.length + conditions.length === 0

/** Whether something is what a part of a pattern asks for. */
function fits(
  run: CypherRun,
  part: PlainPart,
  value: CypherNode | CypherEdge,
  labels: () => readonly string[],
): boolean {
  if (!part.labels.every((wanted) => fitsLabels(labels(), wanted))) return false
  const wants = part.properties.map((properties): CypherValue => evaluate(run, properties, Row.empty))
  if (!wants.every((wanted) => hasProperties(run, value, wanted))) return false
  const row = part.variable === null ? Row.empty : Row.empty.with(part.variable, value)
  return part.conditions.every((condition) => isTrue(run, condition, row))
}

function nodesFor(run: CypherRun, part: PlainPart): Uint32Array | null {
  if (asksNothing(part)) return null
  const { graph } = run
  const found: number[] = []
  for (let node = 0; node < graph.nodeCount; node++) {
    run.tick()
    if (fits(run, part, new CypherNode(node), () => graph.labelsOf(node))) found.push(node)
  }
  return found.length === graph.nodeCount ? null : Uint32Array.from(found)
}

/** The ends of the edges that pass. */
export function pairsOf(graph: PropertyGraph, passes?: Uint8Array): EdgePairs {
  const count = passes ? passes.reduce((sum, one) => sum + one, 0) : graph.edgeCount
  const [sources, targets] = [new Uint32Array(count), new Uint32Array(count)]
  let at = 0
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (passes?.[edge] === 0) continue
    sources[at] = graph.sourceOf(edge)
    targets[at++] = graph.targetOf(edge)
  }
  return { sources, targets }
}

function edgesFor(run: CypherRun, part: PlainPart): FittingEdges | null {
  if (asksNothing(part)) return null
  const { graph } = run
  const passes = new Uint8Array(graph.edgeCount)
  let count = 0
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    run.tick()
    if (!fits(run, part, new CypherEdge(edge), () => [graph.typeOf(edge)])) continue
    passes[edge] = 1
    count++
  }
  return count === graph.edgeCount ? null : { pairs: pairsOf(graph, passes), fits: passes }
}

/** @throws MotifscopeError `type-error` where a condition cannot be asked of some node or edge; asked of fewer, it may */
export function narrowPattern(run: CypherRun, plain: PlainMatch): NarrowedPattern {
  const { graph } = run
  const isOfAll = ({ types }: PlainAbsence) => {
    if (!types) return true
    for (let edge = 0; edge < graph.edgeCount; edge++)
      if (!fitsLabels([graph.typeOf(edge)], types)) return false
    return true
  }
  const areOfAll = plain.absences.map(isOfAll)
  return {
    candidates: plain.nodes.map((part) => nodesFor(run, part)),
    edges: plain.relationships.map((part) => edgesFor(run, part)),
    absences: plain.absences.filter((_, i) => areOfAll[i]),
    askedOfRows: plain.absences.filter((_, i) => !areOfAll[i]),
  }
}
