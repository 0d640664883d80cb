/** Lays a count by terms out for the WebAssembly kernel: one record per term, at addresses. The twin of the `count-*`
 *  records in `workers/kernel/assembly`. Writes nothing itself. */
import type { CountLayer, CountPlan, CountSpace, CountTerm, PairTerm, TriadTerm } from '../model/count-plan'
import { Addresses } from './pack-addresses'
import type { NumberArray, TermPacking, Write } from './pack-addresses'
import { levelsOfPrefix } from './pack-count-prefix'
import { packUniverse } from './pack-count-universe'
import { SetBits } from './pack-set-bits'

export interface PackedTerm {
  address: number
  term: CountTerm
}

export interface PackedCount {
  terms: PackedTerm[]
  /** The first address behind everything. */
  end: number
  writes: Write[]
}

/** Places of 4-byte fields of a term's record; the first eight are four numbers of 64 bits. */
export const termField = {
  sum: 0,
  work: 2,
  mostWork: 4,
  mostSum: 6,
  root: 8,
  end: 9,
  positionCount: 10,
  positions: 11,
}
export const termLength = 14

/** Marks that only the sets are in; terms with the same ones share them. */
function marksFor({ addresses, space, nodeCount }: TermPacking, { fixed }: SetBits, bytes: number): number {
  const name = `marks ${fixed.map(({ set, bit }) => `${set}:${bit}`).join()}`
  return addresses.filled(name, nodeCount * bytes, () => {
    const marks = bytes === 1 ? new Uint8Array(nodeCount) : new Uint16Array(nodeCount)
    for (const { set, bit } of fixed) for (const node of space.sets[set]!) marks[node]! |= bit
    return new Uint8Array(marks.buffer)
  })
}

function termWords(packing: TermPacking, sets: SetBits, markBytes: number): number[] {
  const { addresses, layer, nodeCount } = packing
  const { coded, out, in: into } = layer
  return [
    ...new Array<number>(termLength).fill(0),
    nodeCount,
    ...[coded.offsets, coded.entries, coded.below, out.offsets, into.offsets].map((array) =>
      addresses.of(array),
    ),
    marksFor(packing, sets, markBytes),
    markBytes,
    0,
  ]
}

/** Weights of triangles none of whose codes is left out. */
function walkedWeights({ weights, codes }: TriadTerm): number[] {
  const isWalked = (code: number) => ((codes >> code) & 1) === 1
  return weights.map((weight, at) =>
    isWalked(at >> 4) && isWalked((at >> 2) & 3) && isWalked(at & 3) ? weight : 0,
  )
}

/** Whether every edge goes both ways: then there is no code but 3. */
function isSymmetric({ out, in: into }: CountLayer): boolean {
  return out === into || out.targets === into.targets
}

function triadWords({ addresses, layer }: TermPacking, term: TriadTerm): number[] {
  const codes = isSymmetric(layer) && term.codes & 8 ? 14 : term.codes & 14
  const weights = walkedWeights({ ...term, codes })
  const walked = (isSymmetric(layer) ? [3] : [1, 2, 3]).filter((code) => (codes >> code) & 1)
  const values = new Set(
    walked.flatMap((uv) => walked.flatMap((uw) => walked.map((vw) => weights[(uv << 4) | (uw << 2) | vw]!))),
  )
  if (values.size <= 1) return [0, 0, codes, [...values][0] ?? 0]
  const isByte = weights.every((weight) => weight >= 0 && weight < 256)
  const table = isByte ? Uint8Array.from(weights) : new Uint8Array(BigInt64Array.from(weights, BigInt).buffer)
  return [addresses.write(table), isByte ? 1 : 8, codes, 0]
}

const bothWays = { out: 10, in: 12 }

/** Rows of neighbours with these codes: plain rows where there are such. */
function walkWords({ addresses, layer, nodeCount }: TermPacking, codes: number, isBounded: boolean): number {
  const { coded, out, in: into } = layer
  const areAllMutual = isSymmetric(layer)
  const known = codes & 14
  const plain = known === bothWays.out ? out : known === bothWays.in ? into : null
  const rows = areAllMutual ? (known & 8 ? out : null) : plain
  const kind = rows === null ? 'coded' : rows === out ? 'out' : 'in'
  const starts = isBounded
    ? addresses.scratch(`starts ${kind} of ${addresses.of(coded.offsets)}`, nodeCount * 4)
    : 0
  return addresses.words(
    rows
      ? [addresses.of(rows.offsets), addresses.of(rows.targets), 0, known, starts]
      : [addresses.of(coded.offsets), addresses.of(coded.entries), 2, known, starts],
  )
}

function pairWords(packing: TermPacking, term: PairTerm, sets: SetBits): number[] {
  const { addresses, nodeCount } = packing
  const { middles, aboveRoot } = term
  const isFarAbove = aboveRoot !== 'none'
  const kinds = [...new Map(middles.map((middle) => [JSON.stringify(middle), middle])).values()]
  const [one, other] = kinds
  if (!one || kinds.length > 2 || (other && middles.length > 2))
    throw new Error('The middles of a pair must be all alike, or two.')
  const near = (middle = one) => walkWords(packing, middle.near, false)
  const far = (middle = one) => walkWords(packing, middle.far, isFarAbove)
  const counters = (name: string) => addresses.zeros(`counters ${name}`, nodeCount * 4)
  const isListed = term.between !== 15 || term.farSet !== null || (!other && middles.length > 2)
  return [
    ...[middles.length, kinds.length],
    ...[near(), far(), other ? near(other) : 0, other ? far(other) : 0],
    walkWords({ ...packing, layer: codedOnly(packing.layer) }, 14, isFarAbove),
    ...(other ? [one.near & other.near & 14, one.far & other.far & 14] : [0, 0]),
    ...[sets.of(term.rootSet), sets.of(one.set), sets.of(other?.set ?? null), sets.of(term.farSet)],
    ...[Number(isFarAbove), Number(aboveRoot === 'all'), term.between],
    counters('one'),
    ...(other && isListed ? [counters('other'), counters('both')] : [0, 0]),
    isListed ? addresses.scratch('list of pairs', nodeCount * 12 + 16) : 0,
    0xffffffff,
  ]
}

/** The same layer as if it had no plain rows. */
function codedOnly(layer: CountLayer): CountLayer {
  const none = { offsets: layer.coded.offsets, targets: new Uint32Array(0) }
  return { coded: layer.coded, out: none, in: { ...none, targets: new Uint32Array(0) } }
}

function packTerm(addresses: Addresses, term: CountTerm, space: CountSpace): PackedTerm {
  const layer = space.layers[term.layer]!
  const packing = { addresses, space, layer, nodeCount: space.nodeCount }
  const finish = (words: number[], sets: SetBits, markBytes = 1) => ({
    address: addresses.words([...termWords(packing, sets, markBytes), ...words]),
    term,
  })
  switch (term.kind) {
    case 'triads':
      return finish(triadWords(packing, term), new SetBits(1))
    case 'pairs': {
      const sets = new SetBits(4)
      return finish(pairWords(packing, term, sets), sets)
    }
    case 'prefix': {
      const { words, sets } = levelsOfPrefix(addresses, term)
      return finish(words, sets, sets.end <= 256 ? 1 : 2)
    }
    case 'universe': {
      const sets = new SetBits(1)
      return finish(packUniverse(packing, term, sets), sets)
    }
  }
}

/** @param isPlaced whether an array is in the kernel's memory, so that its `byteOffset` is its address
 *  @param address where what the count needs beside them may begin, a multiple of 16 */
export function packCount(
  { terms }: CountPlan,
  space: CountSpace,
  isPlaced: (array: NumberArray) => boolean,
  address: number,
): PackedCount {
  const addresses = new Addresses(address, isPlaced)
  const packed = terms.map((term) => packTerm(addresses, term, space))
  return { terms: packed, end: addresses.next, writes: addresses.writes }
}
