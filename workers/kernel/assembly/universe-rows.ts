/** Numbers the neighbours of a root anew and turns the edges among them into rows of bits. Every edge is met once, from
 *  its end of fewer neighbours, in the short part of that row. */
import { codedBegin, codedEnd, swapCode, word } from './count-layout'
import { depthAt, Relation, relationAt, setAt, UniverseTerm } from './universe-layout'
import { lastTouch, touch } from './read-ahead'
import { lowerBound } from './row-loops'

/** The slots of depth 0 that a neighbour belongs to, as bits. */
function membership(term: UniverseTerm, node: u32, code: u32): u32 {
  const depth = depthAt(term, 0)
  const mark = <u32>load<u8>(term.marks + node)
  let bits: u32 = 0
  for (let slot: u32 = 0; slot < depth.slotCount; slot++) {
    const wanted = word(depth.slots, 2 * slot + 1)
    const fits = ((word(depth.slots, 2 * slot) >>> code) & 1) === 1 && (mark & wanted) === wanted
    bits |= u32(fits) << slot
  }
  return bits
}

function setBit(row: usize, index: u32, bit: u64): void {
  const address = row + (((<usize>index) >>> 6) << 3)
  store<u64>(address, load<u64>(address) | (bit << ((<u64>index) & 63)))
}

/** Numbers the walked neighbours of the root that some step may be; `size` and `words` say how many there are. */
export function numberNeighbours(term: UniverseTerm, root: u32): void {
  const begin = codedBegin(term, root)
  const end = term.isRootBelow ? begin + ((<usize>word(term.codedBelow, root)) << 2) : codedEnd(term, root)
  let size: u32 = 0
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    const members = membership(term, entry >>> 2, entry & 3)
    if (!members) continue
    if (size === term.mostNodes) unreachable()
    store<u32>(term.nodes + ((<usize>size) << 2), entry >>> 2)
    store<u8>(term.members + size, members)
    size++
    store<u16>(term.local + ((<usize>(entry >>> 2)) << 1), size - 1)
    store<u8>(term.isLocal + (entry >>> 2), 4)
  }
  term.work += (end - begin) >>> 2
  term.size = size
  term.words = (size + 63) >>> 6
}

export function forgetNeighbours(term: UniverseTerm): void {
  for (let index: u32 = 0; index < term.size; index++) store<u8>(term.isLocal + word(term.nodes, index), 0)
}

/** The bit sets of depth 0. */
export function fillFirstSets(term: UniverseTerm): void {
  const bytes = (<usize>term.words) << 3
  for (let slot: u32 = 0; slot < depthAt(term, 0).slotCount; slot++) {
    const set = setAt(term, 0, slot)
    memory.fill(set, 0, bytes)
    for (let index: u32 = 0; index < term.size; index++)
      setBit(set, index, ((<u64>load<u8>(term.members + index)) >>> slot) & 1)
  }
}

/** Lists the local neighbours of smaller numbers of a local node, as coded entries; answers the list's end. */
function listBelow(term: UniverseTerm, index: u32): usize {
  const node = word(term.nodes, index)
  const begin = codedBegin(term, node)
  const end = begin + ((<usize>word(term.codedBelow, node)) << 2)
  const length = <u32>((end - begin) >>> 2)
  if (length > 16 * index) return findBelow(term, index, begin, end)
  term.work += length
  return numberListed(term.local, term.list, listLocal(term.isLocal, begin, end, term.list))
}

/** Copies the entries of local nodes to `next`, without a branch; answers the list's end. */
function listLocal(isLocal: usize, at: usize, end: usize, next: usize): usize {
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    const a = load<u32>(at)
    const b = load<u32>(at, 4)
    const c = load<u32>(at, 8)
    const d = load<u32>(at, 12)
    store<u32>(next, a)
    next += <usize>load<u8>(isLocal + (a >>> 2))
    store<u32>(next, b)
    next += <usize>load<u8>(isLocal + (b >>> 2))
    store<u32>(next, c)
    next += <usize>load<u8>(isLocal + (c >>> 2))
    store<u32>(next, d)
    next += <usize>load<u8>(isLocal + (d >>> 2))
  }
  for (; at < end; at += 4) {
    const a = load<u32>(at)
    store<u32>(next, a)
    next += <usize>load<u8>(isLocal + (a >>> 2))
  }
  return next
}

/** Turns entries into entries of local numbers. */
function numberListed(local: usize, at: usize, end: usize): usize {
  for (; at < end; at += 4) {
    const entry = load<u32>(at)
    store<u32>(at, ((<u32>load<u16>(local + ((<usize>(entry >>> 2)) << 1))) << 2) | (entry & 3))
  }
  return end
}

/** The same where the row is much longer than the local nodes are many. */
function findBelow(term: UniverseTerm, index: u32, at: usize, end: usize): usize {
  let next = term.list
  for (let number: u32 = 0; number < index && at < end; number++) {
    const node = word(term.nodes, number)
    at = lowerBound(at, end, node << 2)
    if (at >= end || load<u32>(at) >>> 2 !== node) continue
    store<u32>(next, (number << 2) | (load<u32>(at) & 3))
    next += 4
  }
  term.work += <u64>index * 8
  return next
}

function setEdges(term: UniverseTerm, relation: Relation, index: u32, end: usize): void {
  const stride = (<usize>term.words) << 3
  const codes = relation.codes
  const codesBack = (codes & 9) | ((codes & 2) << 1) | ((codes & 4) >>> 1)
  const row = relation.rows + <usize>index * stride
  if (relation.order !== 1)
    for (let at = term.list; at < end; at += 4) {
      const entry = load<u32>(at)
      setBit(row, entry >>> 2, ((<u64>codes) >>> (entry & 3)) & 1)
    }
  if (relation.order === 2) return
  const column = relation.rows + (((<usize>index) >>> 6) << 3)
  const bit = (<u64>index) & 63
  for (let at = term.list; at < end; at += 4) {
    const entry = load<u32>(at)
    const address = column + <usize>(entry >>> 2) * stride
    store<u64>(address, load<u64>(address) | ((<u64>((codesBack >>> (entry & 3)) & 1)) << bit))
  }
}

/** Turns a row round: all local numbers that the order allows but those in it and itself. */
function complement(row: usize, index: u32, size: u32, order: u32): void {
  const first = order === 1 ? index : 0
  const end = order === 2 ? index : size
  for (let word: u32 = 0; word << 6 < size; word++) {
    const address = row + ((<usize>word) << 3)
    const low = word << 6
    let allowed: u64 = first <= low ? ~0 : first >= low + 64 ? 0 : ~0 << (first - low)
    if (end <= low) allowed = 0
    else if (end < low + 64) allowed &= ((<u64>1) << (end - low)) - 1
    if (index >>> 6 === word) allowed &= ~((<u64>1) << (index & 63))
    store<u64>(address, ~load<u64>(address) & allowed)
  }
}

/** Reads ahead in the rows of sixteen local nodes. */
function touchLocal(term: UniverseTerm, index: u32): void {
  const last = lastTouch(term.codedEntries, codedBegin(term, term.nodeCount))
  const stop = min(index + 16, term.size)
  let touched: u32 = 0
  for (; index < stop; index++) touched |= touch(codedBegin(term, word(term.nodes, index)), last)
  term.touched = touched
}

/** The rows of every relation. */
export function fillRelations(term: UniverseTerm): void {
  const size = term.size
  const stride = (<usize>term.words) << 3
  const count = term.relationCount
  for (let index: u32 = 0; index < count; index++)
    memory.fill(relationAt(term, index).rows, 0, <usize>size * stride)
  for (let index: u32 = 0; index < size; index++) {
    if (!(index & 15)) touchLocal(term, index)
    const end = listBelow(term, index)
    for (let which: u32 = 0; which < count; which++) setEdges(term, relationAt(term, which), index, end)
  }
  for (let which: u32 = 0; which < count; which++) {
    const relation = relationAt(term, which)
    if (!relation.isComplement) continue
    for (let index: u32 = 0; index < size; index++)
      complement(relation.rows + <usize>index * stride, index, size, relation.order)
  }
}
