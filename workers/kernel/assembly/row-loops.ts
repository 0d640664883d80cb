/** The hot loops over one row, the ascending u32 host nodes from address `at` to before `end`: set, clear and test their
 *  marks, look one up. `M` is the type of a mark, u8 or u32. */

export function markOf<M>(marks: usize, node: u32): u32 {
  return <u32>load<M>(marks + ((<usize>node) << alignof<M>()))
}

export function setMark<M>(marks: usize, node: u32, bits: u32): void {
  const address = marks + ((<usize>node) << alignof<M>())
  store<M>(address, <M>((<u32>load<M>(address)) | bits))
}

export function clearMark<M>(marks: usize, node: u32, bits: u32): void {
  const address = marks + ((<usize>node) << alignof<M>())
  store<M>(address, <M>((<u32>load<M>(address)) & ~bits))
}

export function setRow<M>(marks: usize, at: usize, end: usize, bit: u32): void {
  const tail = at + ((end - at) & ~15)
  while (at < tail) {
    setMark<M>(marks, load<u32>(at), bit)
    setMark<M>(marks, load<u32>(at, 4), bit)
    setMark<M>(marks, load<u32>(at, 8), bit)
    setMark<M>(marks, load<u32>(at, 12), bit)
    at += 16
  }
  for (; at < end; at += 4) setMark<M>(marks, load<u32>(at), bit)
}

export function clearRow<M>(marks: usize, at: usize, end: usize, bit: u32): void {
  const tail = at + ((end - at) & ~15)
  while (at < tail) {
    clearMark<M>(marks, load<u32>(at), bit)
    clearMark<M>(marks, load<u32>(at, 4), bit)
    clearMark<M>(marks, load<u32>(at, 8), bit)
    clearMark<M>(marks, load<u32>(at, 12), bit)
    at += 16
  }
  for (; at < end; at += 4) clearMark<M>(marks, load<u32>(at), bit)
}

/** The first place whose host node carries what is wanted, or `end`. */
export function findMarked<M>(marks: usize, at: usize, end: usize, mask: u32, want: u32): usize {
  while (at < end && (markOf<M>(marks, load<u32>(at)) & mask) !== want) at += 4
  return at
}

/** How many carry what is wanted: without a branch, four at a time. */
export function countMarked<M>(marks: usize, at: usize, end: usize, mask: u32, want: u32): u32 {
  let count: u32 = 0
  const tail = at + ((end - at) & ~15)
  while (at < tail) {
    count += u32((markOf<M>(marks, load<u32>(at)) & mask) === want)
    count += u32((markOf<M>(marks, load<u32>(at, 4)) & mask) === want)
    count += u32((markOf<M>(marks, load<u32>(at, 8)) & mask) === want)
    count += u32((markOf<M>(marks, load<u32>(at, 12)) & mask) === want)
    at += 16
  }
  for (; at < end; at += 4) count += u32((markOf<M>(marks, load<u32>(at)) & mask) === want)
  return count
}

/** The first place whose host node is not below `node`, or `end`. The halving has no branch to mispredict. */
export function lowerBound(at: usize, end: usize, node: u32): usize {
  let length = (end - at) >>> 2
  while (length > 1) {
    const half = length >>> 1
    const middle = at + (half << 2)
    at = select<usize>(middle, at, load<u32>(middle - 4) < node)
    length -= half
  }
  if (length === 1 && load<u32>(at) < node) at += 4
  return at
}

export function holds(at: usize, end: usize, node: u32): bool {
  const place = lowerBound(at, end, node)
  return place < end && load<u32>(place) === node
}

/** The row whose places include number `position`: the last host node whose offset is not above it. */
export function rowAtPosition(offsets: usize, nodeCount: u32, position: u32): u32 {
  let low: u32 = 0
  let high = nodeCount
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (load<u32>(offsets + ((<usize>middle) << 2)) <= position) low = middle
    else high = middle
  }
  return low
}
