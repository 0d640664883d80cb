import { describe, expect, it } from 'vitest'
import type { HostTopology } from '../../../src/model/host-graph'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'

const words = (...values: number[]) => Uint32Array.from(values)
const directed: HostTopology = {
  nodeCount: 2,
  directed: true,
  adjacency: {
    out: { offsets: words(0, 1, 1), targets: words(1) },
    in: { offsets: words(0, 0, 1), targets: words(0) },
  },
  selfLoops: words(1),
}

describe('a packed topology', () => {
  it('is unpacked as it was, as views', () => {
    const bytes = packTopology(directed)
    const unpacked = unpackTopology(bytes)
    expect(unpacked).toEqual(directed)
    expect(unpacked.adjacency.out.targets.buffer).toBe(bytes.buffer)
  })

  it('keeps both directions of an undirected host one object', () => {
    const both = { offsets: words(0, 1, 2), targets: words(1, 0) }
    const unpacked = unpackTopology(
      packTopology({ ...directed, directed: false, adjacency: { out: both, in: both } }),
    )
    expect(unpacked.adjacency.in).toBe(unpacked.adjacency.out)
    expect(unpacked.adjacency.out).toEqual(both)
  })

  it('may lie anywhere on shared memory', () => {
    const bytes = packTopology(directed)
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 8), 8)
    shared.set(bytes)
    expect(unpackTopology(shared).selfLoops).toEqual(words(1))
  })

  it('is refused when it is cut off or something else', () => {
    const bytes = packTopology(directed)
    expect(() => unpackTopology(bytes.subarray(0, bytes.length - 4))).toThrow('cut off')
    expect(() => unpackTopology(new Uint8Array(64))).toThrow('no packed topology')
    expect(() => unpackTopology(new Uint8Array(0))).toThrow('no packed topology')
  })
})
