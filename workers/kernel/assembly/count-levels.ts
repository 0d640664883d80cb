/** What a prefix term keeps per step ("level"), and how the sizes of its cells come about. A cell is a set of conditions
 *  on a host node towards the steps so far; its value is how many host nodes outside the prefix satisfy them:
 *    value = what the level before says (if it has a say), less this level's node if that is among them,
 *            plus or minus a slot: how many entries of this node's row satisfy all conditions.
 *  A slot is scanned for, or follows from row lengths when only the row's own codes matter. */
import { codedBegin, codedEnd, swapCode, Term, word } from './count-layout'

@unmanaged
export class Level {
  /** By mark: 1 where a host node may be this step. */
  allowed: usize
  /** The step whose row is walked. */
  generator: u32
  /** Steps whose host nodes bound this one's, as bits. */
  above: u32
  below: u32
  /** Groups of three slots that are scanned for; each has a table of u64 by mark and own code. */
  groupCount: u32
  tables: usize
  tableBytes: usize
  /** Slots that follow from row lengths: sets of own codes, by slot number after those of the groups. */
  lengthCount: u32
  lengthCodes: usize
  cellCount: u32
  /** Two i32 per cell: the cell of the level before, or −1; the slot + 1, negative where it is taken away, or 0. */
  cells: usize
  /** By mark: bits of the cells whose cell of the level before holds this level's node. */
  held: usize
  /** i64 each. */
  slots: usize
  values: usize
  /** While under way: the host node, and the next entry and the end of the walked row. */
  node: u32
  row: usize
  place: usize
  rowEnd: usize
}

const fieldBits: u32 = 21
const fieldMask: u64 = (1 << fieldBits) - 1
/** Entries scanned before the fields are emptied, so that none overflows. */
const stretchBytes: usize = 4 << 20

function tally<M>(marks: usize, entry: u32, table: usize): u64 {
  const mark = <u32>load<M>(marks + ((<usize>(entry >>> 2)) << alignof<M>()))
  return load<u64>(table + ((<usize>(mark | (entry & 3))) << 3))
}

function scan<M>(marks: usize, at: usize, end: usize, table: usize): u64 {
  let even: u64 = 0
  let odd: u64 = 0
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    even += tally<M>(marks, load<u32>(at), table)
    odd += tally<M>(marks, load<u32>(at, 4), table)
    even += tally<M>(marks, load<u32>(at, 8), table)
    odd += tally<M>(marks, load<u32>(at, 12), table)
  }
  for (; at < end; at += 4) even += tally<M>(marks, load<u32>(at), table)
  return even + odd
}

function scanGroup<M>(marks: usize, at: usize, end: usize, table: usize, slots: usize): void {
  let a: i64 = 0
  let b: i64 = 0
  let c: i64 = 0
  do {
    const stretch = min(end, at + stretchBytes)
    const fields = scan<M>(marks, at, stretch, table)
    a += <i64>(fields & fieldMask)
    b += <i64>((fields >> fieldBits) & fieldMask)
    c += <i64>(fields >> (2 * fieldBits))
    at = stretch
  } while (at < end)
  store<i64>(slots, a)
  store<i64>(slots, b, 8)
  store<i64>(slots, c, 16)
}

/** How many entries of a row have one of the codes. */
function countCodes(term: Term, node: u32, codes: u32): i64 {
  const all = <i64>(word(term.codedOffsets, node + 1) - word(term.codedOffsets, node))
  if (codes === 14) return all
  const out = <i64>(word(term.outOffsets, node + 1) - word(term.outOffsets, node))
  const into = <i64>(word(term.inOffsets, node + 1) - word(term.inOffsets, node))
  let count: i64 = 0
  if (codes & 2) count += all - into
  if (codes & 4) count += all - out
  if (codes & 8) count += out + into - all
  return count
}

/** A length slot: the earlier steps' host nodes do not count. `mark` says how they relate to this level's. */
function lengthSlot(term: Term, depth: i32, node: u32, mark: u32, codes: u32): i64 {
  let count = countCodes(term, node, codes)
  for (let step = 0; step < depth; step++) count -= (codes >>> swapCode((mark >>> (2 + 2 * step)) & 3)) & 1
  return count
}

/** Computes the values of a level's cells for its host node, whose mark was `mark`. Answers the work. */
export function fillLevel<M>(term: Term, levels: usize, depth: i32, node: u32, mark: u32): u64 {
  const level = changetype<Level>(levels + <usize>depth * offsetof<Level>())
  const slots = level.slots
  const begin = codedBegin(term, node)
  const end = codedEnd(term, node)
  const groups = level.groupCount
  for (let group: u32 = 0; group < groups; group++)
    scanGroup<M>(
      term.marks,
      begin,
      end,
      level.tables + <usize>group * level.tableBytes,
      slots + <usize>group * 24,
    )
  for (let index: u32 = 0; index < level.lengthCount; index++)
    store<i64>(
      slots + ((<usize>(3 * groups + index)) << 3),
      lengthSlot(term, depth, node, mark, word(level.lengthCodes, index)),
    )
  const held = <u32>load<u8>(level.held + (mark >>> 2))
  const before = changetype<Level>(levels + <usize>(depth - 1) * offsetof<Level>())
  for (let cell: u32 = 0; cell < level.cellCount; cell++) {
    const parent = load<i32>(level.cells + ((<usize>cell) << 3))
    const slot = load<i32>(level.cells + ((<usize>cell) << 3), 4)
    let value: i64 = 0
    if (parent >= 0) value = load<i64>(before.values + ((<usize>parent) << 3)) - <i64>((held >>> cell) & 1)
    if (slot > 0) value += load<i64>(slots + ((<usize>(slot - 1)) << 3))
    else if (slot < 0) value -= load<i64>(slots + ((<usize>(-slot - 1)) << 3))
    store<i64>(level.values + ((<usize>cell) << 3), value)
  }
  return <u64>groups * <u64>((end - begin) >>> 2)
}
