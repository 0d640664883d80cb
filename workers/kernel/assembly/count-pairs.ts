/** Pairs: two motif nodes X and Y that share only their neighbours. For each root X the walks X – middle – Y are
 *  counted per Y and then combined: while the second row streams by where only numbers bound Y. */
import { codedEnd, isEnough, swapCode, word } from './count-layout'
import { countListed } from './count-listed-pairs'
import { clear, gather, gatherAndScatter, scatter } from './count-walks'
import {
  farBegin,
  itemsBegin,
  itemsEnd,
  middleAt,
  nearBegin,
  PairTerm,
  touchFar,
  Walk,
  walkOf,
} from './pair-rows'

const isGathered: u32 = 1
const isScattered: u32 = 2

/** Walks from the root over one kind of middles: raises or reads the counters, or both. Answers what was read. */
function walkFar(term: PairTerm, near: Walk, far: Walk, mark: u32, root: u32, mode: u32): u64 {
  const counts = term.counts1
  const end = itemsEnd(near, root)
  const isCoded = far.shift !== 0
  const codes = far.codes
  let sum: u64 = 0
  let at = nearBegin(term, near, root)
  let touchedEnd = at
  for (; at < end; at += 4) {
    if (at === touchedEnd) touchedEnd = touchFar(term, near, far, at, end)
    const middle = middleAt(term, near, at, mark)
    if (middle < 0) continue
    const row = farBegin(term, far, middle, root)
    const rowEnd = itemsEnd(far, middle)
    term.work += ((rowEnd - row) >>> 2) + 1
    if (mode === isGathered) sum += gather(counts, row, rowEnd, isCoded, codes)
    else if (mode === isScattered) scatter(counts, row, rowEnd, isCoded, codes)
    else sum += gatherAndScatter(counts, row, rowEnd, isCoded, codes)
  }
  return sum
}

/** Sets the counters to 0 again: all, or those of the rows that were walked. */
function clearCounts(term: PairTerm, near: Walk, far: Walk, mark: u32, root: u32, touched: u64): void {
  const first = term.isFarAbove ? root + 1 : 0
  const nodeCount = term.nodeCount
  if (touched > <u64>(nodeCount - first) / 4) {
    memory.fill(term.counts1 + ((<usize>first) << 2), 0, (<usize>(nodeCount - first)) << 2)
    return
  }
  const end = itemsEnd(near, root)
  for (let at = nearBegin(term, near, root); at < end; at += 4) {
    const middle = middleAt(term, near, at, mark)
    if (middle >= 0) clear(term.counts1, farBegin(term, far, middle, root), itemsEnd(far, middle), far.shift)
  }
}

/** Walks whose one middle could be both: what two different middles must not be. The root as Y does not count. */
function walksOfBoth(term: PairTerm, root: u32): u64 {
  const around = walkOf(term.around)
  const mark = term.mark1 | term.mark2
  const codes = term.bothNear
  const end = codedEnd(term, root)
  let sum: u64 = 0
  for (let at = nearBegin(term, around, root); at < end; at += 4) {
    const entry = load<u32>(at)
    if (!((codes >>> (entry & 3)) & 1)) continue
    const middle = entry >>> 2
    if (mark && ((<u32>load<u8>(term.marks + middle)) & mark) !== mark) continue
    sum += countBothFar(term, middle, root)
    if (!term.isFarAbove) sum -= (term.bothFar >>> swapCode(entry & 3)) & 1
  }
  return sum
}

/** How many entries of a row, above the root where they must be, have a code that fits both kinds. */
function countBothFar(term: PairTerm, middle: u32, root: u32): u64 {
  const around = walkOf(term.around)
  const begin = farBegin(term, around, middle, root)
  const end = itemsEnd(around, middle)
  const codes = term.bothFar
  const far1 = walkOf(term.far1)
  const far2 = walkOf(term.far2)
  if (!far1.shift && far1.codes === codes)
    return <u64>((itemsEnd(far1, middle) - farBegin(term, far1, middle, root)) >>> 2)
  if (codes === 8 && !far1.shift && !far2.shift) {
    // Both ways = successors + predecessors − neighbours.
    const one = itemsEnd(far1, middle) - farBegin(term, far1, middle, root)
    const other = itemsEnd(far2, middle) - farBegin(term, far2, middle, root)
    return <u64>((one + other - (end - begin)) >>> 2)
  }
  let count: u64 = 0
  for (let at = begin; at < end; at += 4) count += (codes >>> (load<u32>(at) & 3)) & 1
  term.work += (end - begin) >>> 2
  return count
}

/** Two middles alike, in both orders. */
function countAlike(term: PairTerm, root: u32): u64 {
  const near = walkOf(term.near1)
  const far = walkOf(term.far1)
  const before = term.work
  if (!term.isFarAbove) {
    // The root is no Y: its own counter is left out.
    walkFar(term, near, far, term.mark1, root, isScattered)
    return combineAll(term, root, before)
  }
  const sum = walkFar(term, near, far, term.mark1, root, isGathered | isScattered)
  clearCounts(term, near, far, term.mark1, root, term.work - before)
  return 2 * sum
}

/** Sums over all host nodes but the root: counter × (counter − 1). */
function combineAll(term: PairTerm, root: u32, workBefore: u64): u64 {
  const counts = term.counts1
  const near = walkOf(term.near1)
  const far = walkOf(term.far1)
  let sum: u64 = 0
  store<u32>(counts + ((<usize>root) << 2), 0)
  const end = itemsEnd(near, root)
  if (term.work - workBefore > <u64>term.nodeCount / 4) {
    for (let node: u32 = 0; node < term.nodeCount; node++) {
      const count = <u64>word(counts, node)
      sum += count * (count - 1)
    }
    memory.fill(counts, 0, (<usize>term.nodeCount) << 2)
    return sum
  }
  for (let at = nearBegin(term, near, root); at < end; at += 4) {
    const middle = middleAt(term, near, at, term.mark1)
    if (middle < 0) continue
    const rowEnd = itemsEnd(far, middle)
    for (let place = itemsBegin(far, middle); place < rowEnd; place += 4) {
      const address = counts + ((<usize>(load<u32>(place) >>> far.shift)) << 2)
      const count = <u64>load<u32>(address)
      store<u32>(address, 0)
      sum += count * (count - 1)
    }
  }
  return sum
}

/** Two different middles. */
function countUnlike(term: PairTerm, root: u32): u64 {
  const near1 = walkOf(term.near1)
  const far1 = walkOf(term.far1)
  const near2 = walkOf(term.near2)
  const before = term.work
  walkFar(term, near1, far1, term.mark1, root, isScattered)
  const touched = term.work - before
  if (!term.isFarAbove) store<u32>(term.counts1 + ((<usize>root) << 2), 0)
  let sum = walkFar(term, near2, walkOf(term.far2), term.mark2, root, isGathered)
  if (term.bothNear && term.bothFar) sum -= walksOfBoth(term, root)
  clearCounts(term, near1, far1, term.mark1, root, touched)
  return sum
}

/** Begins the rows anew when a slice begins before where they stand. */
function resetStarts(term: PairTerm): void {
  if (term.root >= term.startsRoot) return
  const bytes = (<usize>term.nodeCount) << 2
  for (let index = 0; index < 5; index++) {
    const address = load<usize>(changetype<usize>(term) + offsetof<PairTerm>('near1') + ((<usize>index) << 2))
    if (address && walkOf(address).starts) memory.copy(walkOf(address).starts, walkOf(address).offsets, bytes)
  }
}

/** Counts from `root` on, until the slice has done enough or the roots are at their end. */
export function countPairs(term: PairTerm): void {
  const isPlain = term.between === 15 && term.farMark === 0
  if (term.isFarAbove) resetStarts(term)
  while (term.root < term.end) {
    const root = term.root++
    term.work++
    if (((<u32>load<u8>(term.marks + root)) & term.rootMark) !== term.rootMark) continue
    let sum: u64
    if (isPlain && term.kinds === 2) sum = countUnlike(term, root)
    else if (isPlain && term.middleCount === 2) sum = countAlike(term, root)
    else sum = countListed(term, root)
    term.sum += <i64>sum
    if (isEnough(term)) break
  }
  term.startsRoot = term.root
}
