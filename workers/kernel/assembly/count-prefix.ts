/** Prefixes: a few motif nodes are visited, the number of ways to give the rest follows from sizes of intersections.
 *  A step that is held marks its row: bits 2 + 2 · step and the next hold the code, then comes the used flag, then sets.
 *  The last step is not marked: its row is scanned. */
import { Level, fillLevel } from './count-levels'
import { codedBegin, codedEnd, isEnough, Term, touchRows, word } from './count-layout'
import { lowerBound } from './row-loops'

@unmanaged
export class PrefixTerm extends Term {
  levels: usize
  /** The number of steps less one. */
  last: i32
  usedFlag: u32
  tailCount: u32
  /** Cells of the last level by set of tail nodes (1, 2, 12, 3, 13, 23, 123 as bits 1 … 7); −1: none, it is empty. */
  cellOf: usize
  /** By the code of the first two steps, or 0: four i32. */
  pairWeights: usize
}

function levelAt(term: PrefixTerm, depth: i32): Level {
  return changetype<Level>(term.levels + <usize>depth * offsetof<Level>())
}

function markAt<M>(term: Term, node: u32): u32 {
  return <u32>load<M>(term.marks + ((<usize>node) << alignof<M>()))
}

function flip<M>(marks: usize, node: u32, bits: u32): void {
  const address = marks + ((<usize>node) << alignof<M>())
  store<M>(address, <M>((<u32>load<M>(address)) ^ bits))
}

/** Sets the codes of a row and the used flag, or takes them back. */
function flipRow<M>(term: PrefixTerm, depth: i32, node: u32): void {
  const marks = term.marks
  const shift: u32 = 2 + 2 * depth
  const end = codedEnd(term, node)
  flip<M>(marks, node, term.usedFlag)
  let at = codedBegin(term, node)
  term.work += (end - at) >>> 2
  for (; at < end; at += 4) {
    const entry = load<u32>(at)
    flip<M>(marks, entry >>> 2, (entry & 3) << shift)
  }
}

function cellValue(term: PrefixTerm, values: usize, tails: u32): i64 {
  const cell = load<i32>(term.cellOf + ((<usize>tails) << 2))
  return cell < 0 ? 0 : load<i64>(values + ((<usize>cell) << 3))
}

/** The ways to give the tail, in order, different host nodes: inclusion and exclusion over who coincides. */
function tailWays(term: PrefixTerm): i64 {
  const count = term.tailCount
  if (count === 0) return 1
  const values = levelAt(term, term.last).values
  const a = cellValue(term, values, 1)
  if (count === 1) return a
  const b = cellValue(term, values, 2)
  const ab = cellValue(term, values, 3)
  if (count === 2) return a * b - ab
  const c = cellValue(term, values, 4)
  const ac = cellValue(term, values, 5)
  const bc = cellValue(term, values, 6)
  return a * b * c - ab * c - ac * b - bc * a + 2 * cellValue(term, values, 7)
}

/** Makes the row of a step ready, as numbers of earlier host nodes bound it. */
function enter(term: PrefixTerm, depth: i32): void {
  const level = levelAt(term, depth)
  const owner = levelAt(term, level.generator).node
  let begin = codedBegin(term, owner)
  let end = codedEnd(term, owner)
  level.row = begin
  for (let step = 0; step < depth; step++) {
    const node = levelAt(term, step).node
    if ((level.above >>> step) & 1) begin = lowerBound(begin, end, (node + 1) << 2)
    if ((level.below >>> step) & 1) end = lowerBound(begin, end, node << 2)
  }
  level.place = begin
  level.rowEnd = end
}

/** Gives a step that is not the last its host node. */
function hold<M>(term: PrefixTerm, depth: i32, node: u32): void {
  const level = levelAt(term, depth)
  level.node = node
  if (level.cellCount) term.work += fillLevel<M>(term, term.levels, depth, node, markAt<M>(term, node))
  flipRow<M>(term, depth, node)
  enter(term, depth + 1)
}

function weightOf<M>(term: PrefixTerm, second: u32): i64 {
  if (!term.pairWeights) return 1
  return <i64>load<i32>(term.pairWeights + ((<usize>((markAt<M>(term, second) >>> 2) & 3)) << 2))
}

/** A prefix that is complete with this host node: its weight times the ways of its tail. */
function complete<M>(term: PrefixTerm, node: u32, mark: u32): void {
  const last = term.last
  const second = last === 1 ? node : levelAt(term, 1).node
  const weight = last === 0 ? 1 : weightOf<M>(term, second)
  if (weight === 0) return
  const level = levelAt(term, last)
  if (level.cellCount) term.work += fillLevel<M>(term, term.levels, last, node, mark)
  term.sum += weight * tailWays(term)
}

/** Walks the last step's row; stops behind the entry with which the slice has done enough. */
function walkLast<M>(term: PrefixTerm): void {
  const level = levelAt(term, term.last)
  const end = level.rowEnd
  const allowed = level.allowed
  let at = level.place
  let touchedEnd = level.groupCount ? at : 0
  while (at < end) {
    if (at === touchedEnd) touchedEnd = touchRows(term, at, end)
    const node = load<u32>(at) >>> 2
    at += 4
    term.work++
    const mark = markAt<M>(term, node)
    if (!load<u8>(allowed + (mark >>> 2))) continue
    complete<M>(term, node, mark)
    if (isEnough(term)) break
  }
  level.place = at
}

/** The next host node of a held step, or −1. */
function nextOf<M>(term: PrefixTerm, depth: i32): i32 {
  const level = levelAt(term, depth)
  while (level.place < level.rowEnd) {
    const node = load<u32>(level.place) >>> 2
    level.place += 4
    term.work++
    if (load<u8>(level.allowed + (markAt<M>(term, node) >>> 2))) return node
  }
  return -1
}

/** Writes where the walk stands at `depth` and lets go of all. */
function leave<M>(term: PrefixTerm, depth: i32): void {
  term.positionCount = depth
  const positions = changetype<usize>(term) + offsetof<PrefixTerm>('position1')
  for (let step = depth; step > 0; step--) {
    const level = levelAt(term, step)
    const place = <u32>((level.place - level.row) >>> 2)
    store<u32>(positions + ((<usize>(step - 1)) << 2), step === depth ? place : place - 1)
  }
  for (let step = depth - 1; step >= 0; step--) flipRow<M>(term, step, levelAt(term, step).node)
}

/** Holds again what the positions say; answers the depth where the walk goes on. */
function resume<M>(term: PrefixTerm, root: u32): i32 {
  const positions = changetype<usize>(term) + offsetof<PrefixTerm>('position1')
  const count = <i32>term.positionCount
  hold<M>(term, 0, root)
  for (let step = 1; step <= count; step++) {
    const level = levelAt(term, step)
    level.place = level.row + ((<usize>word(positions, step - 1)) << 2)
    if (step === count) break
    const node = load<u32>(level.place) >>> 2
    level.place += 4
    hold<M>(term, step, node)
  }
  term.positionCount = 0
  return max(1, count)
}

/** Visits the prefixes of one root; true when all of them are visited. */
function visitRoot<M>(term: PrefixTerm, root: u32): bool {
  let depth = resume<M>(term, root)
  while (depth > 0) {
    const node = depth === term.last ? -1 : nextOf<M>(term, depth)
    if (node >= 0) {
      hold<M>(term, depth++, node)
      if (!isEnough(term)) continue
    } else {
      if (depth === term.last) walkLast<M>(term)
      if (levelAt(term, depth).place >= levelAt(term, depth).rowEnd) {
        depth--
        flipRow<M>(term, depth, levelAt(term, depth).node)
        if (depth === 0) return true
      }
      if (!isEnough(term)) continue
    }
    leave<M>(term, depth)
    return false
  }
  return true
}

function countAs<M>(term: PrefixTerm): void {
  const allowed = levelAt(term, 0).allowed
  while (term.root < term.end) {
    const root = term.root
    const mark = markAt<M>(term, root)
    term.work++
    if (load<u8>(allowed + (mark >>> 2))) {
      if (term.last === 0) complete<M>(term, root, mark)
      else if (!visitRoot<M>(term, root)) return
    }
    term.root++
    term.positionCount = 0
    if (isEnough(term)) return
  }
}

/** Counts from `root` and the positions on, until the slice has done enough or the roots are at their end. */
export function countPrefixes(term: PrefixTerm): void {
  if (term.markBytes === 1) countAs<u8>(term)
  else countAs<u16>(term)
}
