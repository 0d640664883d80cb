/** Pairs Y after Y: for whatever is asked of Y, and for more than two middles. */
import { codedBegin, codedEnd, word } from './count-layout'
import { clear, scatterListed } from './count-walks'
import { farBegin, itemsEnd, middleAt, nearBegin, PairTerm, Walk, walkOf } from './pair-rows'
import { clearMark, setMark } from './row-loops'

/** Lists every Y that a walk ends at. */
function listFar(
  term: PairTerm,
  near: Walk,
  far: Walk,
  mark: u32,
  root: u32,
  counts: usize,
  list: usize,
): usize {
  const end = itemsEnd(near, root)
  for (let at = nearBegin(term, near, root); at < end; at += 4) {
    const middle = middleAt(term, near, at, mark)
    if (middle < 0) continue
    const row = farBegin(term, far, middle, root)
    term.work += ((itemsEnd(far, middle) - row) >>> 2) + 1
    list = scatterListed(counts, row, itemsEnd(far, middle), far.shift, far.codes, list)
  }
  return list
}

function waysOf(term: PairTerm, node: u32): u64 {
  const first = <u64>word(term.counts1, node)
  if (term.kinds === 2) return first * word(term.counts2, node) - word(term.countsBoth, node)
  let ways = first
  for (let taken: u64 = 1; taken < term.middleCount; taken++) {
    if (first <= taken) return 0
    ways *= first - taken
  }
  return ways
}

/** Codes between the root and its neighbours, as the lowest two bits of their marks; set or taken back. */
function markBetween(term: PairTerm, root: u32, isSet: bool): void {
  const end = codedEnd(term, root)
  for (let at = codedBegin(term, root); at < end; at += 4) {
    const entry = load<u32>(at)
    if (isSet) setMark<u8>(term.marks, entry >>> 2, entry & 3)
    else clearMark<u8>(term.marks, entry >>> 2, 3)
  }
}

/** Y after Y, with whatever is asked of it. */
export function countListed(term: PairTerm, root: u32): u64 {
  const list = term.list
  const end = listFar(term, walkOf(term.near1), walkOf(term.far1), term.mark1, root, term.counts1, list)
  let end2 = end
  let endBoth = end
  if (term.kinds === 2) {
    end2 = listFar(term, walkOf(term.near2), walkOf(term.far2), term.mark2, root, term.counts2, end)
    endBoth = listBoth(term, root, end2)
  }
  const hasBetween = term.between !== 15
  if (hasBetween) markBetween(term, root, true)
  let sum: u64 = 0
  for (let at = list; at < end; at += 4) {
    const node = load<u32>(at)
    const mark = <u32>load<u8>(term.marks + node)
    const fits = (mark & term.farMark) === term.farMark && ((term.between >>> (mark & 3)) & 1) === 1
    if (node !== root && fits) sum += waysOf(term, node)
    store<u32>(term.counts1 + ((<usize>node) << 2), 0)
  }
  clear(term.counts2, end, end2, 0)
  clear(term.countsBoth, end2, endBoth, 0)
  if (hasBetween) markBetween(term, root, false)
  return sum
}

function listBoth(term: PairTerm, root: u32, list: usize): usize {
  const around = walkOf(term.around)
  const mark = term.mark1 | term.mark2
  const end = codedEnd(term, root)
  for (let at = nearBegin(term, around, root); at < end; at += 4) {
    const entry = load<u32>(at)
    if (!((term.bothNear >>> (entry & 3)) & 1)) continue
    const middle = entry >>> 2
    if (mark && ((<u32>load<u8>(term.marks + middle)) & mark) !== mark) continue
    const row = farBegin(term, around, middle, root)
    list = scatterListed(term.countsBoth, row, itemsEnd(around, middle), 2, term.bothFar, list)
  }
  return list
}
