/** Universes: one motif node is a neighbour of all others. The root's neighbours are numbered anew, their edges become
 *  rows of bits, and the other steps are searched by intersecting rows; the last is counted by population count. */
import { countBits, intersect, sumCommon, sumCommon1, sumCommon2 } from './bit-rows'
import { isEnough, word } from './count-layout'
import { compressUniverse } from './universe-compress'
import { depthAt, rowsBetween, setAt, setOf, UniverseTerm } from './universe-layout'
import { fillFirstSets, fillRelations, forgetNeighbours, numberNeighbours } from './universe-rows'

/** The sets that are open once step `step` is this local node; false when one of them is empty. */
function narrow(term: UniverseTerm, step: u32, number: u32): bool {
  const depth = depthAt(term, step + 1)
  const words = term.words
  const offset = <usize>number * ((<usize>words) << 3)
  for (let slot: u32 = 0; slot < depth.slotCount; slot++) {
    const before = setAt(term, step, word(depth.slots, 2 * slot))
    const later = word(depth.slots, 2 * slot + 1)
    const row = rowsBetween(term, step, later) + offset
    if (!intersect(setAt(term, step + 1, slot), before, row, words)) return false
  }
  return true
}

/** The last three steps in rows of one word. */
function countLastThree1(term: UniverseTerm, step: u32): u64 {
  const middleSet = load<u64>(setOf(term, step, step + 1))
  const lastSet = load<u64>(setOf(term, step, step + 2))
  const middleRows = rowsBetween(term, step, step + 1)
  const lastRows = rowsBetween(term, step, step + 2)
  const rows = rowsBetween(term, step + 1, step + 2)
  let sum: u64 = 0
  for (let rest = load<u64>(setOf(term, step, step)); rest; rest &= rest - 1) {
    const offset = (<usize>ctz(rest)) << 3
    const last = lastSet & load<u64>(lastRows + offset)
    if (last) sum += sumCommon1(middleSet & load<u64>(middleRows + offset), last, rows)
  }
  return sum
}

/** The last three steps in rows of two words. */
function countLastThree2(term: UniverseTerm, step: u32): u64 {
  const middleSet = setOf(term, step, step + 1)
  const lastSet = setOf(term, step, step + 2)
  const middle0 = load<u64>(middleSet)
  const middle1 = load<u64>(middleSet, 8)
  const last0 = load<u64>(lastSet)
  const last1 = load<u64>(lastSet, 8)
  const middleRows = rowsBetween(term, step, step + 1)
  const lastRows = rowsBetween(term, step, step + 2)
  const rows = rowsBetween(term, step + 1, step + 2)
  const open = setOf(term, step, step)
  let sum: u64 = 0
  for (let half: usize = 0; half < 2; half++)
    for (let rest = load<u64>(open + (half << 3)); rest; rest &= rest - 1) {
      const offset = ((half << 6) + <usize>ctz(rest)) << 4
      const chosen0 = middle0 & load<u64>(middleRows + offset)
      const chosen1 = middle1 & load<u64>(middleRows + offset, 8)
      const left0 = last0 & load<u64>(lastRows + offset)
      const left1 = last1 & load<u64>(lastRows + offset, 8)
      if (left0 | left1) sum += sumCommon2(chosen0, chosen1, left0, left1, rows)
    }
  return sum
}

/** How many ways there are to choose the steps from this one on. */
function explore(term: UniverseTerm, step: u32): u64 {
  const last = term.stepCount - 1
  const open = setOf(term, step, step)
  const words = term.words
  if (step === last) return countBits(open, words)
  if (step + 1 === last) {
    term.work += (countBits(open, words) + 1) * words
    return sumCommon(open, setOf(term, step, last), rowsBetween(term, step, last), words)
  }
  if (step + 2 === last && words === 1) return countLastThree1(term, step)
  if (step + 2 === last && words === 2) return countLastThree2(term, step)
  let sum: u64 = 0
  for (let index: u32 = 0; index < words; index++)
    for (let rest = load<u64>(open + ((<usize>index) << 3)); rest; rest &= rest - 1)
      if (narrow(term, step, (index << 6) | (<u32>ctz(rest)))) sum += explore(term, step + 1)
  return sum
}

/** The choices behind one first step. */
function exploreFirst(term: UniverseTerm, number: u32): u64 {
  if (!narrow(term, 0, number)) return 0
  const words = term.words
  const size = term.stepCount > 3 && words > 1 ? compressUniverse(term) : -1
  if (size === 0) return 0
  if (size < 0) return explore(term, 1)
  const sum = explore(term, 1)
  term.words = words
  term.isSub = 0
  return sum
}

/** Visits the first steps of one root from the position on; true when all are visited. */
function visitRoot(term: UniverseTerm, root: u32): bool {
  numberNeighbours(term, root)
  let isDone: bool = true
  if (term.size >= term.stepCount) {
    fillFirstSets(term)
    fillRelations(term)
    if (term.stepCount < 3) term.sum += <i64>explore(term, 0)
    else isDone = visitFirst(term)
  }
  forgetNeighbours(term)
  return isDone
}

function visitFirst(term: UniverseTerm): bool {
  const open = setOf(term, 0, 0)
  for (let number = term.positionCount ? term.position1 : 0; number < term.size; number++) {
    const bits = load<u64>(open + (((<usize>number) >>> 6) << 3)) >>> ((<u64>number) & 63)
    if (!(bits & 1)) continue
    term.sum += <i64>exploreFirst(term, number)
    if (!isEnough(term)) continue
    term.positionCount = 1
    term.position1 = number + 1
    if (number + 1 < term.size) return false
    break
  }
  return true
}

/** Counts from `root` and the position on, until the slice has done enough or the roots are at their end. */
export function countUniverses(term: UniverseTerm): void {
  while (term.root < term.end) {
    const root = term.root
    term.work++
    const mark = <u32>load<u8>(term.marks + root)
    if ((mark & term.rootMark) === term.rootMark && !visitRoot(term, root)) return
    term.root++
    term.positionCount = 0
    if (isEnough(term)) return
  }
}
