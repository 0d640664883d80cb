/** Rows of bits in 64-bit words: counting what two share, and moving the bits that a mask selects together. */

function at(row: usize, word: u32): u64 {
  return load<u64>(row + ((<usize>word) << 3))
}

export function countBits(row: usize, words: u32): u64 {
  let sum: u64 = 0
  for (let word: u32 = 0; word < words; word++) sum += popcnt(at(row, word))
  return sum
}

/** Sets words to zero: for few of them, this is sooner done than a call of `memory.fill`. */
export function clearWords(at: usize, words: usize): void {
  const end = at + (words << 3)
  const tail = at + ((words << 3) & ~31)
  for (; at < tail; at += 32) {
    v128.store(at, i64x2.splat(0))
    v128.store(at, i64x2.splat(0), 16)
  }
  for (; at < end; at += 8) store<u64>(at, 0)
}

/** Bits of `left` in the rows of all host nodes that `chosen` selects, summed; `stride` bytes per row. */
export function sumCommon(chosen: usize, left: usize, rows: usize, words: u32): u64 {
  if (words === 1) return sumCommon1(load<u64>(chosen), load<u64>(left), rows)
  if (words === 2) return sumCommon2(at(chosen, 0), at(chosen, 1), load<u64>(left), load<u64>(left, 8), rows)
  if (words === 3) return sumCommon3(chosen, left, rows)
  if (words === 4) return sumCommon4(chosen, left, rows)
  return sumCommonLong(chosen, left, rows, words)
}

export function sumCommon1(chosen: u64, left: u64, rows: usize): u64 {
  let sum: u64 = 0
  for (let rest = chosen; rest; rest &= rest - 1)
    sum += popcnt(left & load<u64>(rows + ((<usize>ctz(rest)) << 3)))
  return sum
}

/** The same for two words: the chosen in `first` and `second`, the bits in `a` and `b`. */
export function sumCommon2(first: u64, second: u64, a: u64, b: u64, rows: usize): u64 {
  let sum: u64 = 0
  for (let rest = first; rest; rest &= rest - 1) {
    const row = rows + ((<usize>ctz(rest)) << 4)
    sum += popcnt(a & load<u64>(row)) + popcnt(b & load<u64>(row, 8))
  }
  for (let rest = second; rest; rest &= rest - 1) {
    const row = rows + ((<usize>ctz(rest)) << 4)
    sum += popcnt(a & load<u64>(row, 64 << 4)) + popcnt(b & load<u64>(row, (64 << 4) + 8))
  }
  return sum
}

function sumCommon3(chosen: usize, left: usize, rows: usize): u64 {
  const a = load<u64>(left)
  const b = load<u64>(left, 8)
  const c = load<u64>(left, 16)
  let sum: u64 = 0
  for (let word: u32 = 0; word < 3; word++) {
    for (let rest = at(chosen, word); rest; rest &= rest - 1) {
      const row = rows + <usize>ctz(rest) * 24
      sum += popcnt(a & load<u64>(row)) + popcnt(b & load<u64>(row, 8)) + popcnt(c & load<u64>(row, 16))
    }
    rows += 64 * 24
  }
  return sum
}

function sumCommon4(chosen: usize, left: usize, rows: usize): u64 {
  const a = load<u64>(left)
  const b = load<u64>(left, 8)
  const c = load<u64>(left, 16)
  const d = load<u64>(left, 24)
  let sum: u64 = 0
  for (let word: u32 = 0; word < 4; word++) {
    for (let rest = at(chosen, word); rest; rest &= rest - 1) {
      const row = rows + ((<usize>ctz(rest)) << 5)
      sum += popcnt(a & load<u64>(row)) + popcnt(b & load<u64>(row, 8))
      sum += popcnt(c & load<u64>(row, 16)) + popcnt(d & load<u64>(row, 24))
    }
    rows += 64 << 5
  }
  return sum
}

/** Bits that two rows share. */
function common(left: usize, right: usize, words: u32): u64 {
  const leftEnd = left + ((<usize>words) << 3)
  const tail = left + (((<usize>words) & ~3) << 3)
  let sum: u64 = 0
  for (; left < tail; left += 32, right += 32) {
    sum += popcnt(load<u64>(left) & load<u64>(right)) + popcnt(load<u64>(left, 8) & load<u64>(right, 8))
    sum += popcnt(load<u64>(left, 16) & load<u64>(right, 16))
    sum += popcnt(load<u64>(left, 24) & load<u64>(right, 24))
  }
  for (; left < leftEnd; left += 8, right += 8) sum += popcnt(load<u64>(left) & load<u64>(right))
  return sum
}

/** Words before the first and behind the last that have bits are not read. */
function sumCommonLong(chosen: usize, left: usize, rows: usize, words: u32): u64 {
  let first: u32 = 0
  let end = words
  while (first < end && !at(left, first)) first++
  while (first < end && !at(left, end - 1)) end--
  if (first === end) return 0
  const stride = (<usize>words) << 3
  const skip = (<usize>first) << 3
  let sum: u64 = 0
  for (let word: u32 = 0; word < words; word++) {
    const base = rows + ((<usize>word) << 6) * stride + skip
    for (let rest = at(chosen, word); rest; rest &= rest - 1)
      sum += common(left + skip, base + <usize>ctz(rest) * stride, end - first)
  }
  return sum
}

/** `into` = `left` and `right`; answers whether any bit is left. */
export function intersect(into: usize, left: usize, right: usize, words: u32): bool {
  let any: u64 = 0
  for (let word: usize = 0; word < words; word++) {
    const bits = load<u64>(left + (word << 3)) & load<u64>(right + (word << 3))
    store<u64>(into + (word << 3), bits)
    any |= bits
  }
  return any !== 0
}

/** The six masks with which `compressPair` moves the bits that a mask selects to the low end, in steps of 1, 2, 4, …: a
 *  bit moves by 2^i when bit i of the number of unselected bits below it is set (a parallel suffix over them). For two
 *  masks at once, as the lanes of a vector: 16 bytes for each step. */
export function planCompress(mask: v128, moves: usize): void {
  // Unselected bits whose number below each place is looked at one binary digit at a time.
  let below = i64x2.shl(v128.not(mask), 1)
  for (let digit = 0; digit < 6; digit++) {
    let parity = v128.xor(below, i64x2.shl(below, 1))
    parity = v128.xor(parity, i64x2.shl(parity, 2))
    parity = v128.xor(parity, i64x2.shl(parity, 4))
    parity = v128.xor(parity, i64x2.shl(parity, 8))
    parity = v128.xor(parity, i64x2.shl(parity, 16))
    parity = v128.xor(parity, i64x2.shl(parity, 32))
    const move = v128.and(parity, mask)
    v128.store(moves + (digit << 4), move)
    mask = v128.or(v128.xor(mask, move), i64x2.shr_u(move, 1 << digit))
    below = v128.andnot(below, parity)
  }
}

/** Compresses two words at once, as the lanes of a vector that only has bits of the mask. */
export function compressPair(bits: v128, moves: usize): v128 {
  let move = v128.and(bits, v128.load64_splat(moves))
  bits = v128.or(v128.xor(bits, move), i64x2.shr_u(move, 1))
  move = v128.and(bits, v128.load64_splat(moves, 16))
  bits = v128.or(v128.xor(bits, move), i64x2.shr_u(move, 2))
  move = v128.and(bits, v128.load64_splat(moves, 32))
  bits = v128.or(v128.xor(bits, move), i64x2.shr_u(move, 4))
  move = v128.and(bits, v128.load64_splat(moves, 48))
  bits = v128.or(v128.xor(bits, move), i64x2.shr_u(move, 8))
  move = v128.and(bits, v128.load64_splat(moves, 64))
  bits = v128.or(v128.xor(bits, move), i64x2.shr_u(move, 16))
  move = v128.and(bits, v128.load64_splat(moves, 80))
  return v128.or(v128.xor(bits, move), i64x2.shr_u(move, 32))
}
