/** Random terms of counts, also such as no planner makes, for hosts of any size; and random sets. */
import fc from 'fast-check'
import type { CountTerm, PairTerm, PrefixStep, UniverseStep } from '../../src/model/count-plan'

const codes = fc.constantFrom(10, 12, 14, 8, 15, 15, 15, 5, 1, 7, 2)
const neighbourCodes = fc.constantFrom(10, 12, 14, 8, 10, 12, 2, 4, 6)
const setIndex = fc.constantFrom(null, null, null, 0, 1)
const many = <Item>(item: fc.Arbitrary<Item>, length: number) =>
  fc.array(item, { minLength: length, maxLength: length })

const triads = fc
  .record({
    weights: fc.oneof(
      many(fc.integer({ min: 0, max: 6 }), 64),
      many(fc.integer({ min: -300, max: 300 }), 64),
      fc.constant(new Array<number>(64).fill(3)),
    ),
    codes: fc.constantFrom(14, 14, 8, 6),
  })
  .map(({ weights, codes: walked }) => {
    const isWalked = (code: number) => ((walked >> code) & 1) === 1
    const areWalked = (at: number) => isWalked(at >> 4) && isWalked((at >> 2) & 3) && isWalked(at & 3)
    const known = weights.map((weight, at) => (areWalked(at) ? weight : 0))
    return { kind: 'triads' as const, weights: known, codes: walked }
  })

/** Bounds of a step by earlier ones. */
const boundsOf = (depth: number) =>
  many(fc.constantFrom('none', 'none', 'none', 'above', 'below'), depth).map((bounds) => ({
    above: bounds.flatMap((bound, step) => (bound === 'above' ? [step] : [])),
    below: bounds.flatMap((bound, step) => (bound === 'below' ? [step] : [])),
  }))

const prefixStep = (depth: number): fc.Arbitrary<PrefixStep> =>
  fc
    .record({
      set: setIndex,
      codes: many(codes, depth),
      generator: fc.integer({ min: 0, max: Math.max(0, depth - 1) }),
      row: neighbourCodes,
      bounds: boundsOf(depth),
    })
    .map(({ set, codes: all, generator, row, bounds }) => ({
      set,
      codes: all.map((allowed, step) => (step === generator ? row : allowed)),
      generator: depth === 0 ? null : generator,
      ...bounds,
    }))

const tailNode = (stepCount: number) =>
  fc
    .record({
      set: setIndex,
      codes: many(codes, stepCount),
      hangsOn: fc.integer({ min: 0, max: stepCount - 1 }),
      row: neighbourCodes,
    })
    .map(({ set, codes: all, hangsOn, row }) => ({
      set,
      codes: all.map((allowed, step) => (step === hangsOn ? row : allowed)),
    }))

const prefix = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }))
  .chain(([stepCount, tailCount]) =>
    fc.record({
      kind: fc.constant('prefix' as const),
      steps: fc.tuple(...Array.from({ length: stepCount }, (_, depth) => prefixStep(depth))),
      tail: many(tailNode(stepCount), tailCount),
      pairWeights:
        stepCount > 1
          ? fc.option(fc.constant<[number, number, number, number]>([0, 1, 3, 2]))
          : fc.constant(null),
    }),
  )

const middle = fc.record({ near: neighbourCodes, far: neighbourCodes, set: setIndex })
const pairs = fc
  .record({
    middles: fc.oneof(
      many(middle, 2),
      middle.chain((one) =>
        fc.integer({ min: 2, max: 4 }).map((count) => new Array<typeof one>(count).fill(one)),
      ),
    ),
    between: fc.constantFrom(15, 15, 15, 1, 14, 7, 10),
    rootSet: setIndex,
    farSet: fc.constantFrom(null, null, null, null, 1),
    aboveRoot: fc.constantFrom<PairTerm['aboveRoot'][]>('all', 'far', 'none'),
  })
  .map((term) => ({ kind: 'pairs' as const, ...term }))

const universeStep = (depth: number): fc.Arbitrary<UniverseStep> =>
  fc
    .record({ set: setIndex, root: neighbourCodes, codes: many(codes, depth), bounds: boundsOf(depth) })
    .map(({ bounds, ...step }) => ({ ...step, ...bounds }))

/** All steps asked the same, as in cliques. */
const alike = fc
  .tuple(fc.integer({ min: 2, max: 5 }), neighbourCodes, neighbourCodes, fc.boolean())
  .map(([count, root, between, isAscending]) =>
    Array.from({ length: count }, (_, depth): UniverseStep => ({
      set: null,
      root,
      codes: new Array<number>(depth).fill(between),
      above: isAscending && depth > 0 ? [depth - 1] : [],
      below: [],
    })),
  )

const universe = fc
  .record({
    steps: fc.oneof(
      alike,
      fc
        .integer({ min: 1, max: 4 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, depth) => universeStep(depth)))),
    ),
    rootSet: setIndex,
    rootBelow: fc.boolean(),
  })
  .map((term) => ({ kind: 'universe' as const, ...term, mostNeighbours: 100_000 }))

/** Terms for hosts of `nodeCount` nodes: any roots, factors of either sign. */
export function countTerms(nodeCount: number): fc.Arbitrary<CountTerm> {
  return fc
    .record({
      term: fc.oneof(triads, prefix, pairs, universe),
      factor: fc.integer({ min: -3, max: 3 }),
      roots: fc.tuple(fc.integer({ min: 0, max: nodeCount }), fc.integer({ min: 0, max: nodeCount })),
      isWhole: fc.boolean(),
    })
    .map(({ term, factor, roots, isWhole }): CountTerm => ({
      ...term,
      factor,
      divisor: 1,
      first: isWhole ? 0 : Math.min(...roots),
      end: isWhole ? nodeCount : Math.max(...roots),
      layer: 0,
      reason: '',
    }))
}
