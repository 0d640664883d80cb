/** Whether a count is worked out by terms instead of by visiting matches, and what is said of it. */
import type { CountPlan, CountSpace } from '../model/count-plan'
import type { SearchPlan, SearchSpace } from '../model/plan'
import { groundOf } from './counting/candidate-ground'
import { chooseTerms, listChoices } from './counting/choose-terms'
import type { ChoiceOptions, ChosenTerms } from './counting/choose-terms'
import { countRoots } from './counting/count-search'
import { allocateOrdinary } from './csr'
import type { MotifRelations } from './motif-relations'
import type { SearchQuestion } from './search-question'
import { listAutomorphisms } from './symmetry'

/** Visiting a match by its marks costs more for each entry than the loops of the terms. */
const visitingFactor = 3
/** A search that reads less of a host than this share of its rows is not worth other rows. */
const worthwhileShare = 0.5

export interface PlannedCounting {
  plan: Pick<SearchPlan, 'rootCount' | 'reasons'> & { counting: CountPlan }
  space: CountSpace
  /** In row entries to be read, roughly. */
  cost: number
}

/** Row entries that are read before the first root: the rows of all candidates where each node has some. */
function setupCost({ adjacencies, candidates }: MotifRelations): number {
  const { out, in: into } = adjacencies[0]!
  const sets = new Set(candidates)
  if (sets.has(null)) return worthwhileShare * out.targets.length
  let entries = 0
  for (const set of sets)
    for (const node of set!)
      entries += out.offsets[node + 1]! - out.offsets[node]! + into.offsets[node + 1]! - into.offsets[node]!
  return Math.min(entries, worthwhileShare * out.targets.length)
}

function reasonsFor({ plan }: ChosenTerms, { motif }: SearchQuestion): string[] {
  const subtracts = plan.terms.some(({ factor }) => factor < 0)
  const forbidden = motif.edges.filter(({ exists }) => !exists).map(({ from, to }) => `${from} !> ${to}`)
  const condition = forbidden.length > 0 ? forbidden.join(' and ') : 'That there are no further edges'
  const subtraction = subtracts
    ? [
        `${condition} is counted by subtraction: all matches without this condition, less those that break it.`,
      ]
    : []
  return [...subtraction, ...new Set(plan.terms.map(({ reason }) => reason))]
}

function optionsFor(question: SearchQuestion, isKept: boolean): ChoiceOptions {
  const { motif, topology, semantics, strategy } = question
  const { allocate = allocateOrdinary, allocateLasting = allocateOrdinary } = question
  const undirected = semantics.ignoreDirection || !topology.directed
  return {
    exclusive: semantics.excludeAutomorphisms ? listAutomorphisms(motif, Infinity, { undirected }) : null,
    breaksSymmetry: semantics.excludeAutomorphisms || strategy?.breakSymmetry !== false,
    allocate: isKept ? allocateLasting : allocate,
  }
}

function asPlanned(chosen: ChosenTerms, question: SearchQuestion): PlannedCounting {
  const { plan, space, cost } = chosen
  return {
    cost,
    plan: { counting: plan, rootCount: countRoots(plan), reasons: reasonsFor(chosen, question) },
    space,
  }
}

function canCount({ semantics, strategy }: SearchQuestion, { nodeChecks, edgeChecks }: SearchSpace): boolean {
  return (
    semantics.countOnly &&
    semantics.limit === null &&
    strategy?.factorise !== false &&
    nodeChecks.length + edgeChecks.length === 0
  )
}

/** The terms of a count; null when it is not one, when terms cannot say what is asked, or when visiting matches is
 *  cheaper. The answer depends on the question alone, not on what is at hand already.
 *  @param visitCost row entries to be read when matches are visited */
export function planCounting(
  question: SearchQuestion,
  parts: MotifRelations,
  space: SearchSpace,
  visitCost: number,
): PlannedCounting | null {
  const setup = setupCost(parts)
  if (!canCount(question, space) || visitCost < setup) return null
  const ground = groundOf(question.motif.nodes, parts)
  if (!ground) return null
  const isKept = ground.adjacency === space.adjacencies[0]
  const chosen = chooseTerms(ground, optionsFor(question, isKept))
  if (!chosen || chosen.cost > visitingFactor * visitCost) return null
  return asPlanned(chosen, question)
}

/** Every way to count a question by terms, whatever it costs: for tests and benchmarks. */
export function listCountings(
  question: SearchQuestion,
  parts: MotifRelations,
  space: SearchSpace,
): PlannedCounting[] {
  const ground = canCount(question, space) ? groundOf(question.motif.nodes, parts) : null
  if (!ground) return []
  return listChoices(ground, optionsFor(question, false)).map((chosen) => asPlanned(chosen, question))
}
