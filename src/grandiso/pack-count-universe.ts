/** A universe term for the WebAssembly kernel (`universe-layout` in its assembly): which relations need rows of bits,
 *  and which sets of local numbers are open at each depth. */
import type { UniverseStep, UniverseTerm } from '../model/count-plan'
import type { TermPacking } from './pack-addresses'
import type { SetBits } from './pack-set-bits'

/** What an earlier step asks of a later one. */
interface Relation {
  codes: number
  /** 1: larger numbers only; 2: smaller; 0: either. */
  order: number
}

interface DepthLayout {
  /** At depth 0: codes and mark; behind it: the slot at the depth before, and a step that it is for. */
  slots: [number, number][]
  /** By step; 0 for steps that are chosen. */
  slotOf: number[]
}

function indexIn<Item>(list: Item[], item: Item): number {
  const key = JSON.stringify(item)
  const known = list.findIndex((other) => JSON.stringify(other) === key)
  return known >= 0 ? known : list.push(item) - 1
}

function relationOf({ codes, above, below }: UniverseStep, earlier: number): Relation {
  return { codes: codes[earlier]!, order: above.includes(earlier) ? 1 : below.includes(earlier) ? 2 : 0 }
}

/** Steps to come share a slot as long as they are asked the same. */
function depthsOf(
  steps: UniverseStep[],
  relationAt: (earlier: number, later: number) => number,
  sets: SetBits,
) {
  const bases: [number, number][] = []
  const slotOf = steps.map(({ root, set }) => indexIn(bases, [root & 14, sets.of(set)]))
  const depths: DepthLayout[] = [{ slots: bases, slotOf }]
  for (let depth = 1; depth < steps.length; depth++) {
    const before = depths[depth - 1]!
    const asked: [number, number][] = []
    const layout: DepthLayout = { slots: [], slotOf: steps.map(() => 0) }
    for (let later = depth; later < steps.length; later++) {
      const slot = indexIn(asked, [before.slotOf[later]!, relationAt(depth - 1, later)])
      layout.slots[slot] ??= [before.slotOf[later]!, later]
      layout.slotOf[later] = slot
    }
    depths.push(layout)
  }
  return depths
}

/** The most neighbours that a root can have walked. */
function mostWalked({ layer }: TermPacking, { first, end, rootBelow, mostNeighbours }: UniverseTerm): number {
  const { offsets, below } = layer.coded
  let most = 0
  for (let node = first; node < end; node++)
    most = Math.max(most, rootBelow ? below[node]! : offsets[node + 1]! - offsets[node]!)
  return Math.min(most, mostNeighbours)
}

/** The fields of the term's record behind those all terms have. */
export function packUniverse(packing: TermPacking, term: UniverseTerm, sets: SetBits): number[] {
  const { addresses, nodeCount } = packing
  const { steps } = term
  const count = steps.length
  const relations: Relation[] = []
  const relationOfPair = steps.flatMap((_, earlier) =>
    steps.map((step, later) => (later > earlier ? indexIn(relations, relationOf(step, earlier)) : 0)),
  )
  const relationAt = (earlier: number, later: number) => relationOfPair[earlier * count + later]!
  const isDeep = (index: number) =>
    steps.some((_, later) =>
      steps.some((_step, earlier) => earlier > 0 && earlier < later && relationAt(earlier, later) === index),
    )
  const mostNodes = mostWalked(packing, term)
  const setBytes = Math.ceil(mostNodes / 64) * 8
  const rowBytes = (mostNodes + 1) * setBytes
  const relationWords = relations.flatMap(({ codes, order }, index) => {
    const isComplement = codes & 1
    const positive = (isComplement ? 15 ^ codes : codes) & 14
    const rows = addresses.scratch(`rows ${index}`, rowBytes)
    return [
      positive,
      isComplement,
      order,
      rows,
      isDeep(index) ? addresses.scratch(`deep rows ${index}`, rowBytes) : 0,
    ]
  })
  const depthWords = depthsOf(steps, relationAt, sets).flatMap(({ slots, slotOf }) => [
    slots.length,
    addresses.words(slots.flat()),
    addresses.words(slotOf),
  ])
  return [
    ...[count, relations.length, addresses.words(relationWords), addresses.words(relationOfPair)],
    ...[addresses.words(depthWords), sets.of(term.rootSet), Number(term.rootBelow)],
    addresses.scratch('local numbers', nodeCount * 2),
    addresses.zeros('local flags', nodeCount),
    addresses.scratch('local nodes', mostNodes * 4),
    addresses.scratch('local members', mostNodes),
    addresses.scratch('local list', mostNodes * 4 + 16),
    addresses.scratch('local sets', count * count * setBytes),
    addresses.scratch('deep sets', count * count * setBytes),
    ...[setBytes, addresses.scratch('moves', 96 + setBytes + 8), mostNodes, 0, 0, 0],
  ]
}
