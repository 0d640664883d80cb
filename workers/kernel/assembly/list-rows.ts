/** Writes rows: of one match after the other; or the whole last step's row at once, where marks alone decide and a match
 *  stands for one mapping: first the host nodes that carry what is wanted, without a branch, then the rows, of which
 *  only one column differs. */
import { Search, Step } from './layout'
import { lowerBound, markOf } from './row-loops'
import { nodeAt } from './step-rows'

/** Writes the rows of the match under way, from mapping `skip` on; comes back to it when there is no room. */
export function giveRows(search: Search, step: Step): void {
  const width = search.columnCount
  const bytes = (<usize>width) << 2
  let mapping = search.skip
  while (mapping < search.mappingCount && search.rowCount < search.mostRows) {
    const row = search.rows + <usize>search.rowCount * bytes
    const steps = search.mappings + <usize>mapping * bytes
    for (let at: usize = 0; at < bytes; at += 4)
      store<u32>(row + at, load<u32>(search.nodes + ((<usize>load<u32>(steps + at)) << 2)))
    search.rowCount++
    mapping++
  }
  search.skip = mapping === search.mappingCount ? 0 : mapping
  if (search.skip) step.place -= 4
  search.isFull = u32(search.rowCount === search.mostRows)
}

/** Of a row that are looked at before rows are written. */
const stretchBytes: usize = 4096

/** Copies the host nodes that carry what is wanted; answers the list's end. */
function keepMarked<M>(marks: usize, at: usize, end: usize, mask: u32, want: u32, list: usize): usize {
  const tail = at + ((end - at) & ~7)
  for (; at < tail; at += 8) {
    const a = load<u32>(at)
    const b = load<u32>(at, 4)
    store<u32>(list, a)
    list += (markOf<M>(marks, a) & mask) === want ? 4 : 0
    store<u32>(list, b)
    list += (markOf<M>(marks, b) & mask) === want ? 4 : 0
  }
  if (at < end) {
    const a = load<u32>(at)
    store<u32>(list, a)
    list += (markOf<M>(marks, a) & mask) === want ? 4 : 0
  }
  return list
}

/** Fills the pattern of a row with the earlier steps' host nodes; answers the place of the last step's in it. */
function fillPattern(search: Search): usize {
  let place: usize = 0
  for (let column: u32 = 0; column < search.columnCount; column++) {
    const offset = (<usize>column) << 2
    const step = load<u32>(search.mappings + offset)
    if (step === <u32>search.last) place = offset
    else store<u32>(search.pattern + offset, nodeAt(search, step))
  }
  return place
}

/** Writes rows that only differ in one column. Up to eight columns are written 16 bytes at a time: what is too much lies
 *  where the next row comes, or behind the buffer, which has room for it. */
function writeRows(pattern: usize, width: u32, row: usize, place: usize, list: usize, end: usize): void {
  const bytes = (<usize>width) << 2
  const first = v128.load(pattern)
  const second = v128.load(pattern, 16)
  if (width <= 4) {
    for (; list < end; list += 4, row += bytes) {
      v128.store(row, first)
      store<u32>(row + place, load<u32>(list))
    }
  } else if (width <= 8) {
    for (; list < end; list += 4, row += bytes) {
      v128.store(row, first)
      v128.store(row, second, 16)
      store<u32>(row + place, load<u32>(list))
    }
  } else {
    for (; list < end; list += 4, row += bytes) {
      for (let at: usize = 0; at < bytes; at += 4) store<u32>(row + at, load<u32>(pattern + at))
      store<u32>(row + place, load<u32>(list))
    }
  }
}

/** Lists the last step's row from `place` on until its end or until the rows are full; true at its end. */
export function listLast<M>(search: Search, step: Step): bool {
  const list = search.kept
  const place = fillPattern(search)
  const bytes = (<usize>search.columnCount) << 2
  const begin = step.place
  const end = step.end
  let at = begin
  let found: u32 = 0
  while (at < end && !search.isFull) {
    const stop = min(end, at + stretchBytes)
    let kept = keepMarked<M>(search.marks, at, stop, step.mask, step.want, list)
    const room = search.mostRows - search.rowCount
    at = stop
    if (<u32>((kept - list) >>> 2) >= room) {
      kept = list + ((<usize>room) << 2)
      // Behind the last that has room; rows ascend.
      at = lowerBound(step.place, stop, load<u32>(kept - 4)) + 4
      search.isFull = 1
    }
    writeRows(
      search.pattern,
      search.columnCount,
      search.rows + <usize>search.rowCount * bytes,
      place,
      list,
      kept,
    )
    search.rowCount += <u32>((kept - list) >>> 2)
    found += <u32>((kept - list) >>> 2)
  }
  search.matches += found
  search.work += found
  if (begin < end) search.work += (at - begin) >>> 2
  step.place = at
  return !search.isFull
}
