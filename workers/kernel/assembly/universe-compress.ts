/** Inside a universe, the local nodes that are still open after the first choice, renumbered once more: shorter rows
 *  for everything deeper. Bits are moved together two rows at a time. */
import { clearWords, compressPair, countBits, planCompress } from './bit-rows'
import { word } from './count-layout'
import { depthAt, relationAt, setAt, UniverseTerm } from './universe-layout'

/** The union of the slots of depth 1, into the list of local numbers; answers how many there are. */
function listOpen(term: UniverseTerm, union: usize): u32 {
  const words = term.words
  const slotCount = depthAt(term, 1).slotCount
  let next = term.list
  for (let index: u32 = 0; index < words; index++) {
    const offset = (<usize>index) << 3
    let bits: u64 = 0
    for (let slot: u32 = 0; slot < slotCount; slot++) bits |= load<u64>(setAt(term, 1, slot) + offset)
    store<u64>(union + offset, bits)
    for (; bits; bits &= bits - 1) {
      store<u32>(next, (index << 6) | (<u32>ctz(bits)))
      next += 4
    }
  }
  return <u32>((next - term.list) >>> 2)
}

/** Moves the bits of `mask` in one word of every listed row to place `shift` of the new rows' word. Where they do not
 *  fit, the rest goes to the word after. The list and the new rows have room for one row more. */
function compressWord(
  term: UniverseTerm,
  rows: usize,
  subRows: usize,
  size: u32,
  subWords: u32,
  mask: u64,
  moves: usize,
  shift: u64,
): void {
  const stride = (<usize>term.words) << 3
  const subStride = (<usize>subWords) << 3
  const all = i64x2.splat(mask)
  const left = <i32>shift
  const right = <i32>(64 - shift)
  const spills = shift + popcnt(mask) > 64
  for (let index: u32 = 0; index < size; index += 2) {
    const one = rows + <usize>word(term.list, index) * stride
    const other = rows + <usize>word(term.list, index + 1) * stride
    const bits = v128.and(v128.load64_lane(other, v128.load64_zero(one), 1), all)
    const part = compressPair(bits, moves)
    const placed = i64x2.shl(part, left)
    const into = subRows + <usize>index * subStride
    if (subWords === 1) {
      v128.store(into, v128.or(v128.load(into), placed))
      continue
    }
    store<u64>(into, load<u64>(into) | (<u64>i64x2.extract_lane(placed, 0)))
    store<u64>(into + subStride, load<u64>(into + subStride) | (<u64>i64x2.extract_lane(placed, 1)))
    if (!spills) continue
    const rest = i64x2.shr_u(part, right)
    store<u64>(into, load<u64>(into, 8) | (<u64>i64x2.extract_lane(rest, 0)), 8)
    store<u64>(into + subStride, load<u64>(into + subStride, 8) | (<u64>i64x2.extract_lane(rest, 1)), 8)
  }
}

/** One slot of depth 1 in the new numbers. */
function compressSlot(term: UniverseTerm, slot: u32, size: u32, subWords: u32): void {
  const from = setAt(term, 1, slot)
  term.isSub = 1
  const into = setAt(term, 1, slot)
  term.isSub = 0
  if (countBits(from, term.words) === size) {
    for (let index: usize = 0; index < subWords; index++) store<u64>(into + (index << 3), ~0)
    const rest = (<u64>size) & 63
    if (rest) store<u64>(into + ((<usize>(subWords - 1)) << 3), ((<u64>1) << rest) - 1)
    return
  }
  clearWords(into, subWords)
  for (let index: u32 = 0; index < size; index++) {
    const number = word(term.list, index)
    const bit = (load<u64>(from + ((<usize>(number >>> 6)) << 3)) >>> ((<u64>number) & 63)) & 1
    const address = into + (((<usize>index) >>> 6) << 3)
    store<u64>(address, load<u64>(address) | (bit << ((<u64>index) & 63)))
  }
}

/** Makes the universe of what is open after the first choice the one under way. Answers how many that are; 0 when they
 *  are too few for the steps to come; −1 when rows would not be shorter. */
export function compressUniverse(term: UniverseTerm): i32 {
  const union = term.moves + 96
  const size = listOpen(term, union)
  const subWords = (size + 63) >>> 6
  if (size + 1 < term.stepCount) return 0
  if (subWords >= term.words) return -1
  // The last pair of rows may need one more: any does.
  store<u32>(term.list + ((<usize>size) << 2), 0)
  const count = term.relationCount
  for (let which: u32 = 0; which < count; which++) {
    const subRows = relationAt(term, which).subRows
    if (subRows) clearWords(subRows, <usize>(size + 1) * <usize>subWords)
  }
  let place: u32 = 0
  for (let index: u32 = 0; index < term.words; index++) {
    const offset = (<usize>index) << 3
    const mask = load<u64>(union + offset)
    if (!(index & 1)) planCompress(v128.load(union + offset), term.moves)
    if (!mask) continue
    const moves = term.moves + (((<usize>index) & 1) << 3)
    const target = (<usize>(place >>> 6)) << 3
    for (let which: u32 = 0; which < count; which++) {
      const relation = relationAt(term, which)
      if (!relation.subRows) continue
      compressWord(
        term,
        relation.rows + offset,
        relation.subRows + target,
        size,
        subWords,
        mask,
        moves,
        place & 63,
      )
    }
    place += <u32>popcnt(mask)
  }
  for (let slot: u32 = 0; slot < depthAt(term, 1).slotCount; slot++) compressSlot(term, slot, size, subWords)
  term.work += (<u64>size * term.words * count) << 1
  term.words = subWords
  term.isSub = 1
  return size
}
