/** From a motif and a host to a plan: in which order motif nodes get host nodes, where the candidates of each come from
 *  and what they must pass. Pure and deterministic: the same question gives the same plan, so a cursor stays valid. */
import { MotifscopeError } from '../model/errors'
import type { Link, PlanStep, SearchPlan, SearchSpace } from '../model/plan'
import { allocateOrdinary } from './csr'
import { Estimator } from './estimate'
import { explainPlan } from './explain-plan'
import { chooseMatchingOrder, costOfOrder, orderAsWritten } from './matching-order'
import type { OrderedNode } from './matching-order'
import { walksEdges } from './mark-layout'
import { relationsOfMotif } from './motif-relations'
import type { MotifRelations, Relation } from './motif-relations'
import { indexNeeds } from './needs'
import { comparedPairs, edgeChecksOf, nodeChecksOf } from './plan-checks'
import { listCountings, planCounting } from './plan-counting'
import type { PlannedCounting } from './plan-counting'
import type { SearchQuestion } from './search-question'
import { automorphismCount, listAutomorphisms, symmetryBreaking } from './symmetry'
import { warnOfParts } from './warn-of-parts'

/** Up to this many automorphisms, finding one mapping of each orbit and writing down the others is faster. */
const mostExpansions = 720

export interface PlannedSearch {
  plan: SearchPlan
  space: SearchSpace
  /** Matches to be expected (mappings), from degrees alone; it may be wrong by orders of magnitude. */
  expectedMatches: number
  /** Row entries to be read, roughly; it may be as wrong. */
  cost: number
  /** What the user should know before it runs, one sentence each. */
  warnings: string[]
}

type Symmetry = Pick<SearchPlan, 'breaksSymmetry' | 'expand' | 'automorphismCount' | 'mappingsPerMatch'>

/** Which mappings of an orbit are visited, and what becomes of the others. */
function planSymmetry({ motif, semantics, strategy }: SearchQuestion, undirected: boolean): Symmetry {
  const count = automorphismCount(motif, { undirected })
  const plain = { breaksSymmetry: false, expand: null, automorphismCount: count, mappingsPerMatch: 1 }
  if (count === 1) return plain
  if (semantics.excludeAutomorphisms) return { ...plain, breaksSymmetry: true }
  if (strategy?.breakSymmetry === false) return plain
  if (semantics.countOnly) return { ...plain, breaksSymmetry: true, mappingsPerMatch: count }
  const expand = listAutomorphisms(motif, mostExpansions, { undirected })
  return expand ? { ...plain, breaksSymmetry: true, expand, mappingsPerMatch: count } : plain
}

/** The row in which the node of a later step must be, or must not be, seen from the earlier end of a relation. */
function linkOf(
  { from, to, adjacency }: Relation,
  node: number,
  stepOf: number[],
  space: MotifRelations,
): Link {
  const { out, in: into } = space.adjacencies[adjacency]!
  const isTarget = to === node
  return {
    step: stepOf[isTarget ? from : to]!,
    adjacency,
    direction: isTarget || out === into ? 'out' : 'in',
  }
}

function planSteps(
  ordered: OrderedNode[],
  parts: MotifRelations,
  restrictions: [number, number][],
  { nodeChecks, edgeChecks }: SearchSpace,
): PlanStep[] {
  const stepOf: number[] = []
  ordered.forEach(({ node }, step) => (stepOf[node] = step))
  const lastOf = (steps: number[]) => Math.max(...steps)
  return ordered.map(({ node, generator }, step): PlanStep => {
    const earlier = parts.relations.filter(
      ({ from, to }) => (from === node && stepOf[to]! < step) || (to === node && stepOf[from]! < step),
    )
    const links = (isRequired: boolean) =>
      earlier
        .filter((relation) => relation.isRequired === isRequired && relation !== generator)
        .map((relation) => linkOf(relation, node, stepOf, parts))
    return {
      column: node,
      generator: generator ? linkOf(generator, node, stepOf, parts) : null,
      required: links(true),
      forbidden: links(false),
      above: restrictions.flatMap(([smaller, larger]) =>
        larger === node && stepOf[smaller]! < step ? stepOf[smaller]! : [],
      ),
      below: restrictions.flatMap(([smaller, larger]) =>
        smaller === node && stepOf[larger]! < step ? stepOf[larger]! : [],
      ),
      nodeChecks: nodeChecks.flatMap((check, at) =>
        lastOf([check.leftStep, check.rightStep]) === step ? at : [],
      ),
      edgeChecks: edgeChecks.flatMap(({ pairs }, at) =>
        lastOf(pairs.flatMap(({ fromStep, toStep }) => [fromStep, toStep])) === step ? at : [],
      ),
    }
  })
}

function rootCountOf(plan: Pick<SearchPlan, 'steps'>, space: SearchSpace): number {
  const first = plan.steps[1]?.generator
  if (first && walksEdges(plan)) {
    const adjacency = space.adjacencies[first.adjacency]!
    return (first.direction === 'out' ? adjacency.out : adjacency.in).targets.length
  }
  return space.candidates[0]?.length ?? space.nodeCount
}

/** Everything a kernel reads, and what the planner goes on with. */
function buildSpace(question: SearchQuestion, undirected: boolean) {
  const { motif, semantics, topology, resolved, strategy } = question
  const { allocate = allocateOrdinary, allocateLasting = allocateOrdinary } = question
  const { nodeCount } = topology
  const needs = indexNeeds(motif)
  const compared = comparedPairs(motif)
  const isCompared = (from: number, to: number) => compared.has(`${motif.nodes[from]!} ${motif.nodes[to]!}`)
  const { induced } = semantics
  const parts = relationsOfMotif({
    motif,
    topology,
    resolved,
    needs,
    undirected,
    induced,
    isCompared,
    allocate,
    allocateLasting,
  })
  const estimator = new Estimator(parts, nodeCount)
  const ordered =
    strategy?.orderByCost === false ? orderAsWritten(parts, estimator) : chooseMatchingOrder(parts, estimator)
  const stepOfName = new Map(ordered.map(({ node }, step) => [motif.nodes[node]!, step]))
  const space: SearchSpace = {
    nodeCount,
    adjacencies: parts.adjacencies,
    candidates: ordered.map(({ node }) => parts.candidates[node]!),
    nodeChecks: nodeChecksOf(motif, needs, resolved, stepOfName),
    ...edgeChecksOf({ motif, needs, resolved, nodeCount, undirected, stepOfName, allocate }),
    counting: null,
  }
  const expectedMatches = estimator.matches(ordered.map(({ node }) => node))
  const cost = costOfOrder(parts, estimator, ordered)
  return { space, parts, ordered, expectedMatches, cost }
}

function planVisits(question: SearchQuestion) {
  const { motif, semantics, topology } = question
  if (motif.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'This motif has no nodes, so there is nothing to look for.', {
      hint: 'Write an edge, for example `A -> B`.',
    })
  const undirected = semantics.ignoreDirection || !topology.directed
  const { space, parts, ordered, expectedMatches, cost } = buildSpace(question, undirected)
  const symmetry = planSymmetry(question, undirected)
  const order = ordered.map(({ node }) => node)
  const restrictions = symmetry.breaksSymmetry ? symmetryBreaking(motif, { undirected }, order) : []
  const steps = planSteps(ordered, parts, restrictions, space)
  const rootCount = rootCountOf({ steps }, space)
  const unexplained = { columns: motif.nodes, steps, ...symmetry, rootCount, counting: null }
  const plan: SearchPlan = { ...unexplained, reasons: explainPlan(unexplained, space, undirected) }
  const warnings = warnOfParts(motif, expectedMatches)
  const visitCost = cost / (symmetry.breaksSymmetry ? symmetry.automorphismCount : 1)
  return { planned: { plan, space, expectedMatches, cost: visitCost, warnings }, parts }
}

function withCounting(planned: PlannedSearch, counted: PlannedCounting): PlannedSearch {
  return {
    ...planned,
    plan: { ...planned.plan, ...counted.plan },
    space: { ...planned.space, counting: counted.space },
    cost: counted.cost,
  }
}

/** Plans a search.
 *  @throws MotifscopeError `empty-motif` when the motif has no node; `forbidden-comparison` when two forbidden edges
 *  are compared with each other */
export function planSearch(question: SearchQuestion): PlannedSearch {
  const { planned, parts } = planVisits(question)
  const counted = planCounting(question, parts, planned.space, planned.cost)
  return counted ? withCounting(planned, counted) : planned
}

/** Every plan that counts by terms, whatever it costs (in row entries to be read): for tests and benchmarks. */
export function listCountingPlans(question: SearchQuestion): PlannedSearch[] {
  const { planned, parts } = planVisits(question)
  return listCountings(question, parts, planned.space).map((counted) => withCounting(planned, counted))
}
