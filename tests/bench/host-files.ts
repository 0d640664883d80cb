/** A generated host as files: the native reference's binary format, and tables of edges and nodes as users have them. */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { GeneratedHost } from './generate-host'
import { scramble } from './host-random'

/** Q10's candidates: 5 % of the nodes, told by the id alone. */
export function isCandidate(id: number): boolean {
  return (Math.imul(id, 2654435761) >>> 0) / 2 ** 32 < 0.05
}

/** An id of 18 digits beyond 2^53, distinct for distinct nodes below 2^26; many collide when read as doubles. */
export function longId(node: number): string {
  const mask = 2 ** 26 - 1
  let x = node
  for (let i = 0; i < 2; i++) {
    x = (Math.imul(x, 0x2c1b3c6d) + 0x1234567) & mask
    x ^= x >>> 13
  }
  return `720575940${596000000 + x}`
}

/** The weight of an edge, 1 to 50, told by its ends and the seed: P(weight ≥ k) = 1/k. */
function weightsOf(seed: number): (source: number, target: number) => number {
  const [seedHigh, seedLow] = scramble(0, seed + 1)
  return (source, target) => {
    const low = (target >>> 0) + (seedLow >>> 0)
    const high = (source + seedHigh + (low > 0xffffffff ? 1 : 0)) | 0
    const drawn = scramble(high, low | 0)[0] >>> 0
    return Math.min(50, Math.floor(2 ** 32 / (drawn + 1)))
  }
}

function writeLines(file: string, header: string, count: number, line: (i: number) => string): void {
  const descriptor = openSync(file, 'w')
  try {
    let text = `${header}\n`
    for (let i = 0; i < count; i++) {
      text += line(i)
      if (text.length < 1 << 20) continue
      writeSync(descriptor, text)
      text = ''
    }
    writeSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}

/** Little-endian int32: node count, edge count, then source and target of each edge. */
export function writeBinaryHost(file: string, { nodeCount, pairs }: GeneratedHost): void {
  const descriptor = openSync(file, 'w')
  try {
    for (const part of [Int32Array.of(nodeCount, pairs.length / 2), pairs]) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
    }
  } finally {
    closeSync(descriptor)
  }
}

/** `source,target,weight`, the edges in the order of the binary file. */
export function writeEdgeTable(
  file: string,
  { pairs }: GeneratedHost,
  { seed, hasLongIds = false }: { seed: number; hasLongIds?: boolean },
): void {
  const idOf = hasLongIds ? longId : String
  const weightOf = weightsOf(seed)
  writeLines(file, 'source,target,weight', pairs.length / 2, (i) => {
    const [source, target] = [pairs[2 * i]!, pairs[2 * i + 1]!]
    return `${idOf(source)},${idOf(target)},${weightOf(source, target)}\n`
  })
}

/** `id,candidate`: every node, with 1 for Q10's candidates. */
export function writeNodeTable(file: string, nodeCount: number): void {
  writeLines(file, 'id,candidate', nodeCount, (id) => `${id},${isCandidate(id) ? 1 : 0}\n`)
}
