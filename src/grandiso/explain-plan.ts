/** A plan in plain words, for the user: where the search starts, and why. */
import type { Link, PlanStep, SearchPlan, SearchSpace } from '../model/plan'
import { walksEdges } from './mark-layout'

type PlanWithoutReasons = Omit<SearchPlan, 'reasons'>

const count = (number: number) => number.toLocaleString('en-GB')
const counted = (number: number, one: string) => `${count(number)} ${one}${number === 1 ? '' : 's'}`

function nameOf(plan: PlanWithoutReasons, step: number): string {
  return plan.columns[plan.steps[step]!.column]!
}

function rowInWords(plan: PlanWithoutReasons, space: SearchSpace, link: Link, undirected: boolean): string {
  const earlier = nameOf(plan, link.step)
  const adjacency = space.adjacencies[link.adjacency]!
  if (undirected) return `neighbours of ${earlier}`
  if (adjacency.out === adjacency.in) return `nodes connected with ${earlier} in both directions`
  return link.direction === 'out' ? `successors of ${earlier}` : `predecessors of ${earlier}`
}

function startInWords(plan: PlanWithoutReasons, space: SearchSpace, undirected: boolean): string {
  const name = nameOf(plan, 0)
  const candidates = space.candidates[0]
  const among = candidates
    ? `${counted(candidates.length, 'candidate')} of ${count(space.nodeCount)}`
    : `any of ${counted(space.nodeCount, 'host node')}`
  const first = plan.steps[1]?.generator
  if (!first || !walksEdges(plan)) return `Starts with ${name}: ${among}.`
  const row = rowInWords(plan, space, first, undirected)
  return `Starts with ${name}: ${among}; then ${nameOf(plan, 1)} among the ${row}: ${counted(plan.rootCount, 'edge')} to start from.`
}

function stepInWords(
  plan: PlanWithoutReasons,
  space: SearchSpace,
  index: number,
  undirected: boolean,
): string {
  const step: PlanStep = plan.steps[index]!
  const candidates = space.candidates[index]
  const source = step.generator
    ? `the ${rowInWords(plan, space, step.generator, undirected)}`
    : candidates
      ? `its ${counted(candidates.length, 'candidate')}`
      : `all ${counted(space.nodeCount, 'host node')}, for no required edge leads to it`
  const also = [
    ...step.required.map((link) => `among the ${rowInWords(plan, space, link, undirected)}`),
    ...step.forbidden.map((link) => `not among the ${rowInWords(plan, space, link, undirected)}`),
    ...(step.generator && candidates ? [`one of ${counted(candidates.length, 'candidate')}`] : []),
    ...(step.nodeChecks.length + step.edgeChecks.length > 0 ? ['passing the comparisons'] : []),
  ]
  return `Then ${nameOf(plan, index)}, from ${source}${also.length > 0 ? `: ${also.join(', ')}` : ''}.`
}

/** One sentence per step, and one about symmetry. */
export function explainPlan(plan: PlanWithoutReasons, space: SearchSpace, undirected: boolean): string[] {
  const told =
    walksEdges(plan) && plan.steps[1]!.required.length + plan.steps[1]!.forbidden.length === 0 ? 2 : 1
  const later = plan.steps.slice(told).map((_, at) => stepInWords(plan, space, at + told, undirected))
  const symmetry = plan.breaksSymmetry
    ? [
        `Of every ${count(plan.automorphismCount)} mappings that differ by a symmetry only, one is searched for.`,
      ]
    : []
  return [startInWords(plan, space, undirected), ...later, ...symmetry]
}
