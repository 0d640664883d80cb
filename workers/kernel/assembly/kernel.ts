/** The search of `src/grandiso/reference-kernel.ts` over raw memory: the same moves in the same order, so that either
 *  kernel goes on where the other stopped. It owns no memory: everything lies in the imported one, at addresses the
 *  binding (`src/grandiso/wasm-kernel.ts`) gives, and the module has no data of its own. */
import { Link, Search, Step, usedFlag } from './layout'
import { giveRows, listLast } from './list-rows'
import {
  clearMark,
  clearRow,
  countMarked,
  findMarked,
  holds,
  markOf,
  rowAtPosition,
  setMark,
  setRow,
} from './row-loops'
export { countPairs } from './count-pairs'
export { countPrefixes } from './count-prefix'
export { countTriads } from './count-triads'
export { countUniverses } from './count-universe'
import { clip, enter, isPlain, linkAt, nodeAt, passes, rowBegin, rowEnd, stepAt } from './step-rows'

function hold<M>(search: Search, node: u32): void {
  const depth = search.depth
  const step = stepAt(search, depth)
  store<u32>(search.nodes + ((<usize>depth) << 2), node)
  setMark<M>(search.marks, node, usedFlag)
  for (let i: u32 = 0; i < step.flagCount; i++) {
    const flag = linkAt(step.flags, i)
    const begin = rowBegin(flag, node)
    const end = rowEnd(flag, node)
    setRow<M>(search.marks, begin, end, flag.value)
    search.work += (end - begin) >>> 2
  }
  search.depth = depth + 1
  enter(search, depth + 1)
  if (depth === 0 && search.isByEdge) clip(stepAt(search, 1), search.root, search.rangeEnd)
}

function release<M>(search: Search, depth: i32): void {
  const node = nodeAt(search, depth)
  const step = stepAt(search, depth)
  clearMark<M>(search.marks, node, usedFlag)
  for (let i: u32 = 0; i < step.flagCount; i++) {
    const flag = linkAt(step.flags, i)
    clearRow<M>(search.marks, rowBegin(flag, node), rowEnd(flag, node), flag.value)
  }
}

function rootLink(search: Search): Link {
  return changetype<Link>(stepAt(search, 1).generator)
}

/** Goes on to the root edges behind those of `node`. */
function leaveRoot(search: Search, node: u32): void {
  search.root = load<u32>(rootLink(search).offsets + ((<usize>node) << 2), 4)
}

function retreat<M>(search: Search): void {
  const depth = --search.depth
  if (depth < 0) return
  release<M>(search, depth)
  if (depth === 0 && search.isByEdge) leaveRoot(search, nodeAt(search, 0))
}

/** The host node whose row holds the next root edge. */
function rootNode(search: Search): u32 {
  return rowAtPosition(rootLink(search).offsets, search.nodeCount, search.root)
}

/** The next host node that has root edges in the range and may be step 0, or −1. */
function nextRootNode<M>(search: Search): i32 {
  const step = stepAt(search, 0)
  while (search.root < search.rangeEnd) {
    const node = rootNode(search)
    search.work++
    if ((markOf<M>(search.marks, node) & step.mask) === step.want && passes(search, 0, node)) return node
    leaveRoot(search, node)
  }
  return -1
}

/** The next candidate of a step that has all it needs, or −1. */
function nextCandidate<M>(search: Search, depth: i32): i32 {
  const step = stepAt(search, depth)
  const begin = step.place
  const end = step.end
  let node = -1
  let place = begin
  const needsNoMore = isPlain(step)
  while (place < end) {
    place = findMarked<M>(search.marks, place, end, step.mask, step.want)
    if (place >= end) break
    const candidate = load<u32>(place)
    place += 4
    if (!needsNoMore && !passes(search, depth, candidate)) continue
    node = candidate
    break
  }
  if (begin < end) search.work += (place - begin) >>> 2
  search.work++
  step.place = place
  return node
}

/** The last row without looking at it match by match. */
function countLast<M>(search: Search, step: Step): u32 {
  const begin = step.place
  const end = step.end
  if (begin >= end) return 0
  const length = <u32>((end - begin) >>> 2)
  if ((step.mask & ~usedFlag) !== 0 || length < search.longRow) {
    search.work += length
    return countMarked<M>(search.marks, begin, end, step.mask, step.want)
  }
  search.work += search.longRow
  let count = length
  for (let earlier: i32 = 0; earlier < search.last; earlier++)
    count -= u32(holds(begin, end, nodeAt(search, earlier)))
  return count
}

function takeLast<M>(search: Search): void {
  const last = search.last
  const step = stepAt(search, last)
  if (search.isCounting && isPlain(step)) {
    search.matches += countLast<M>(search, step)
    retreat<M>(search)
    return
  }
  if (!search.isCounting && search.mappingCount === 1 && isPlain(step)) {
    if (!listLast<M>(search, step)) return
    search.work++
    retreat<M>(search)
    return
  }
  while (!search.isFull) {
    const node = nextCandidate<M>(search, last)
    if (node < 0) {
      retreat<M>(search)
      return
    }
    search.matches++
    if (search.isCounting) continue
    store<u32>(search.nodes + ((<usize>last) << 2), node)
    giveRows(search, step)
  }
}

/** One move: a step takes its next host node, or gives up and goes back; at the last step a whole row. */
function advance<M>(search: Search): void {
  const depth = search.depth
  if (depth === search.last) {
    takeLast<M>(search)
    return
  }
  const node = depth === 0 && search.isByEdge ? nextRootNode<M>(search) : nextCandidate<M>(search, depth)
  if (node < 0) retreat<M>(search)
  else hold<M>(search, node)
}

function holdNext<M>(search: Search): void {
  const step = stepAt(search, search.depth)
  const place = step.place
  step.place = place + 4
  hold<M>(search, load<u32>(place))
}

function startAs<M>(search: Search): void {
  search.depth = 0
  if (!search.isByEdge) {
    enter(search, 0)
    clip(stepAt(search, 0), search.root, search.rangeEnd)
  }
  const count = search.positionCount
  if (count === 0) {
    if (search.isByEdge) advance<M>(search)
    return
  }
  if (search.isByEdge) hold<M>(search, rootNode(search))
  holdNext<M>(search)
  for (let i: u32 = 0; i < count; i++) {
    const step = stepAt(search, search.depth)
    step.place = step.begin + ((<usize>load<u32>(search.positions + ((<usize>i) << 2))) << 2)
    if (i < count - 1) holdNext<M>(search)
  }
}

function runAs<M>(search: Search): void {
  while (search.depth >= 0) {
    advance<M>(search)
    if (search.isFull || search.work >= search.mostWork || search.matches >= search.mostMatches) return
  }
}

function stopAs<M>(search: Search): void {
  for (let depth = search.depth - 1; depth >= 0; depth--) release<M>(search, depth)
}

/** Writes the cursor of where the search stands. */
function writePosition(search: Search): void {
  const depth = search.depth
  const rootDepth: i32 = search.isByEdge ? 1 : 0
  search.positionCount = 0
  if (depth < rootDepth) {
    search.skip = 0
    return
  }
  const rootStep = stepAt(search, rootDepth)
  const place = <u32>((rootStep.place - rootStep.targets) >>> 2)
  search.root = depth === rootDepth ? place : place - 1
  for (let d = rootDepth + 1; d <= depth; d++) {
    const step = stepAt(search, d)
    const position = <u32>((step.place - step.begin) >>> 2)
    const address = search.positions + ((<usize>search.positionCount) << 2)
    store<u32>(address, d === depth ? position : position - 1)
    search.positionCount++
  }
}

/** Stands where `root`, `positions` and `skip` say. */
export function start(search: Search): void {
  if (search.markBytes === 1) startAs<u8>(search)
  else startAs<u32>(search)
  search.work = 0
  search.matches = 0
}

/** Moves on until the range is finished (`depth` < 0), the rows are full, or the work or the matches are enough. */
export function run(search: Search): void {
  search.isFull = 0
  if (search.markBytes === 1) runAs<u8>(search)
  else runAs<u32>(search)
}

/** Writes the cursor and takes back every mark this slice has set. */
export function stop(search: Search): void {
  writePosition(search)
  if (search.markBytes === 1) stopAs<u8>(search)
  else stopAs<u32>(search)
}
