/** The hot loops over the far rows of pairs: u32 counters per host node, a row of plain numbers or of coded entries.
 *  `codes`: which codes of coded entries count. */

function counter(counts: usize, node: u32): usize {
  return counts + ((<usize>node) << 2)
}

function bump(counts: usize, node: u32): void {
  const address = counter(counts, node)
  store<u32>(address, load<u32>(address) + 1)
}

/** Adds one to each, or only to those whose code counts. */
export function scatter(counts: usize, at: usize, end: usize, isCoded: bool, codes: u32): void {
  if (isCoded) {
    for (; at < end; at += 4) {
      const entry = load<u32>(at)
      const address = counter(counts, entry >>> 2)
      store<u32>(address, load<u32>(address) + ((codes >>> (entry & 3)) & 1))
    }
    return
  }
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    bump(counts, load<u32>(at))
    bump(counts, load<u32>(at, 4))
    bump(counts, load<u32>(at, 8))
    bump(counts, load<u32>(at, 12))
  }
  for (; at < end; at += 4) bump(counts, load<u32>(at))
}

/** Sum of the counters. */
export function gather(counts: usize, at: usize, end: usize, isCoded: bool, codes: u32): u64 {
  let sum: u64 = 0
  if (isCoded) {
    for (; at < end; at += 4) {
      const entry = load<u32>(at)
      sum += <u64>(load<u32>(counter(counts, entry >>> 2)) & (0 - ((codes >>> (entry & 3)) & 1)))
    }
    return sum
  }
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    sum += <u64>load<u32>(counter(counts, load<u32>(at)))
    sum += <u64>load<u32>(counter(counts, load<u32>(at, 4)))
    sum += <u64>load<u32>(counter(counts, load<u32>(at, 8)))
    sum += <u64>load<u32>(counter(counts, load<u32>(at, 12)))
  }
  for (; at < end; at += 4) sum += <u64>load<u32>(counter(counts, load<u32>(at)))
  return sum
}

function takeAndBump(counts: usize, node: u32): u64 {
  const address = counter(counts, node)
  const count = load<u32>(address)
  store<u32>(address, count + 1)
  return <u64>count
}

/** Sum of the counters, each before it is raised by one: so every two visits of one host node are met once. */
export function gatherAndScatter(counts: usize, at: usize, end: usize, isCoded: bool, codes: u32): u64 {
  let sum: u64 = 0
  if (isCoded) {
    for (; at < end; at += 4) {
      const entry = load<u32>(at)
      if ((codes >>> (entry & 3)) & 1) sum += takeAndBump(counts, entry >>> 2)
    }
    return sum
  }
  const tail = at + ((end - at) & ~15)
  for (; at < tail; at += 16) {
    sum += takeAndBump(counts, load<u32>(at))
    sum += takeAndBump(counts, load<u32>(at, 4))
    sum += takeAndBump(counts, load<u32>(at, 8))
    sum += takeAndBump(counts, load<u32>(at, 12))
  }
  for (; at < end; at += 4) sum += takeAndBump(counts, load<u32>(at))
  return sum
}

export function clear(counts: usize, at: usize, end: usize, shift: u32): void {
  for (; at < end; at += 4) store<u32>(counter(counts, load<u32>(at) >>> shift), 0)
}

/** Raises the counter of each host node that counts and lists those that were 0; answers the list's new end. */
export function scatterListed(
  counts: usize,
  at: usize,
  end: usize,
  shift: u32,
  codes: u32,
  list: usize,
): usize {
  for (; at < end; at += 4) {
    const entry = load<u32>(at)
    if (shift && !((codes >>> (entry & 3)) & 1)) continue
    const node = entry >>> shift
    const address = counter(counts, node)
    const count = load<u32>(address)
    store<u32>(address, count + 1)
    store<u32>(list, node)
    list += count === 0 ? 4 : 0
  }
  return list
}
