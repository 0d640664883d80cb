/** Triads: every triangle u > v > w of neighbours once, from u. The neighbours below u are marked with their codes, then
 *  the rows below each of them are scanned; numbers ascend as degrees fall, so these rows are short. */
import { codedBegin, isEnough, Term, touchRows, word } from './count-layout'

@unmanaged
export class TriadTerm extends Term {
  /** 64 weights by codes uv << 4 | uw << 2 | vw; 0 wherever a code is not walked. */
  weights: usize
  /** 1 or 8: what a weight takes. 0: all triangles that are walked weigh `uniform`. */
  weightBytes: u32
  codes: u32
  uniform: i32
}

/** Sum of the weights of a row of entries, by mark and own code. */
function sumWeights<W>(marks: usize, at: usize, end: usize, weights: usize): i64 {
  let even: i64 = 0
  let odd: i64 = 0
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    const a = load<u32>(at)
    const b = load<u32>(at, 4)
    const c = load<u32>(at, 8)
    const d = load<u32>(at, 12)
    even += <i64>load<W>(weights + ((<usize>(load<u8>(marks + (a >>> 2)) | (a & 3))) << alignof<W>()))
    odd += <i64>load<W>(weights + ((<usize>(load<u8>(marks + (b >>> 2)) | (b & 3))) << alignof<W>()))
    even += <i64>load<W>(weights + ((<usize>(load<u8>(marks + (c >>> 2)) | (c & 3))) << alignof<W>()))
    odd += <i64>load<W>(weights + ((<usize>(load<u8>(marks + (d >>> 2)) | (d & 3))) << alignof<W>()))
  }
  for (; at < end; at += 4) {
    const a = load<u32>(at)
    even += <i64>load<W>(weights + ((<usize>(load<u8>(marks + (a >>> 2)) | (a & 3))) << alignof<W>()))
  }
  return even + odd
}

function sumMarks(marks: usize, at: usize, end: usize, codes: u32): u64 {
  let sum: u64 = 0
  if (codes !== 14) {
    for (; at < end; at += 4) {
      const a = load<u32>(at)
      sum += load<u8>(marks + (a >>> 2)) & ((codes >>> (a & 3)) & 1)
    }
    return sum
  }
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    sum += load<u8>(marks + (load<u32>(at) >>> 2))
    sum += load<u8>(marks + (load<u32>(at, 4) >>> 2))
    sum += load<u8>(marks + (load<u32>(at, 8) >>> 2))
    sum += load<u8>(marks + (load<u32>(at, 12) >>> 2))
  }
  for (; at < end; at += 4) sum += load<u8>(marks + (load<u32>(at) >>> 2))
  return sum
}

/** W: the type of a weight; u32 stands for none, all being equal. */
function visitRoot<W>(term: TriadTerm, root: u32): void {
  const marks = term.marks
  const codes = term.codes
  const begin = codedBegin(term, root)
  const end = begin + ((<usize>word(term.codedBelow, root)) << 2)
  let sum: i64 = 0
  let work = end - begin
  for (let at = begin; at < end; at += 4) {
    const entry = load<u32>(at)
    const isWalked = (codes >>> (entry & 3)) & 1
    store<u8>(marks + (entry >>> 2), sizeof<W>() === 4 ? isWalked : (entry & 3 & (0 - isWalked)) << 2)
  }
  let touchedEnd = begin
  for (let at = begin; at < end; at += 4) {
    if (at === touchedEnd) touchedEnd = touchRows(term, at, end)
    const entry = load<u32>(at)
    if (!((codes >>> (entry & 3)) & 1)) continue
    const node = entry >>> 2
    const row = codedBegin(term, node)
    const rowEnd = row + ((<usize>word(term.codedBelow, node)) << 2)
    work += rowEnd - row
    if (sizeof<W>() === 4) sum += sumMarks(marks, row, rowEnd, codes)
    else sum += sumWeights<W>(marks, row, rowEnd, term.weights + ((<usize>(entry & 3)) << (4 + alignof<W>())))
  }
  for (let at = begin; at < end; at += 4) store<u8>(marks + (load<u32>(at) >>> 2), 0)
  term.work += work >>> 2
  term.sum += sizeof<W>() === 4 ? sum * term.uniform : sum
}

/** Counts from `root` on, until the slice has done enough or the roots are at their end. */
export function countTriads(term: TriadTerm): void {
  while (term.root < term.end) {
    const root = term.root++
    if (term.weightBytes === 0) visitRoot<u32>(term, root)
    else if (term.weightBytes === 1) visitRoot<u8>(term, root)
    else visitRoot<i64>(term, root)
    if (isEnough(term)) return
  }
}
