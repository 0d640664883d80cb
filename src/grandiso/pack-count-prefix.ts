/** The levels of a prefix term for the WebAssembly kernel (`count-levels` in its assembly): which cells must be known at
 *  each step, and the tables that say by mark and code what an entry counts for. */
import type { PairCodes, PrefixTerm } from '../model/count-plan'
import type { Addresses } from './pack-addresses'
import { SetBits } from './pack-set-bits'

/** Conditions towards the steps up to a level, and sets. */
interface Cell {
  codes: PairCodes[]
  sets: number[]
}

/** A cell as the level computes it. */
interface LevelCell {
  parent: number
  /** Number of the slot + 1, negative where it is taken away; 0: none. */
  slot: number
}

/** Entries of a row to be counted: by earlier steps' codes, the row's own and sets. */
interface Slot extends Cell {
  own: PairCodes
}

interface Level {
  cells: Cell[]
  levelCells: LevelCell[]
  scanned: Slot[]
  lengths: Slot[]
}

const fieldBits = 21n
const slotsPerGroup = 3

function indexIn<Item>(list: Item[], item: Item): number {
  const key = JSON.stringify(item)
  const known = list.findIndex((other) => JSON.stringify(other) === key)
  return known >= 0 ? known : list.push(item) - 1
}

/** For each set of tail nodes (as bits) the cell of all of them; −1: no host node can be all. */
function tailCells({ steps, tail }: PrefixTerm, cells: Cell[]): number[] {
  return Array.from({ length: 1 << tail.length }, (_, chosen) => {
    const nodes = tail.filter((_node, at) => (chosen >> at) & 1)
    if (nodes.length === 0) return -1
    const codes = steps.map((_step, at) => nodes.reduce((all, node) => all & node.codes[at]!, 15))
    const sets = [...new Set(nodes.flatMap(({ set }) => (set === null ? [] : [set])))].sort((a, b) => a - b)
    return codes.includes(0) ? -1 : indexIn(cells, { codes, sets })
  })
}

const isLength = ({ codes, sets }: Slot) => sets.length === 0 && codes.every((allowed) => allowed === 15)

/** Splits a level's cells into what the level before knows and what this level's row says. */
function splitLevel(cells: Cell[], before: Cell[]): Level {
  const level: Level = { cells, levelCells: [], scanned: [], lengths: [] }
  const parts = cells.map(({ codes, sets }) => {
    const own = codes[codes.length - 1]!
    const earlier = { codes: codes.slice(0, -1), sets }
    const hasParent = (own & 1) === 1
    const slot = { ...earlier, own: hasParent ? 15 ^ own : own }
    return { parent: hasParent ? indexIn(before, earlier) : -1, slot, sign: hasParent ? -1 : 1 }
  })
  for (const { slot } of parts)
    if (slot.own !== 0) indexIn(isLength(slot) ? level.lengths : level.scanned, slot)
  const scannedPlaces = Math.ceil(level.scanned.length / slotsPerGroup) * slotsPerGroup
  const placeOf = (slot: Slot) =>
    isLength(slot) ? scannedPlaces + indexIn(level.lengths, slot) : indexIn(level.scanned, slot)
  for (const { parent, slot, sign } of parts)
    level.levelCells.push({ parent, slot: slot.own === 0 ? 0 : sign * (placeOf(slot) + 1) })
  return level
}

/** How marks are laid out: two bits per held step from bit 2 on, the used flag, then sets. */
interface MarkBits {
  used: number
  sets: SetBits
}

function fits({ codes, sets }: Cell, mark: number, bits: MarkBits): boolean {
  return (
    (mark & bits.used) === 0 &&
    codes.every((allowed, step) => (allowed >> ((mark >> (2 + 2 * step)) & 3)) & 1) &&
    sets.every((set) => mark & bits.sets.of(set))
  )
}

/** Three slots' fields by mark and own code. */
function tableOf(slots: Slot[], bits: MarkBits, length: number): Uint8Array {
  const table = new BigUint64Array(length)
  slots.forEach((slot, at) => {
    const unit = 1n << (fieldBits * BigInt(at))
    for (let index = 0; index < length; index++)
      if ((slot.own >> (index & 3)) & 1 && fits(slot, index, bits)) table[index]! += unit
  })
  return new Uint8Array(table.buffer)
}

function groupsOf(slots: Slot[]): Slot[][] {
  return Array.from({ length: Math.ceil(slots.length / slotsPerGroup) }, (_, group) =>
    slots.slice(group * slotsPerGroup, (group + 1) * slotsPerGroup),
  )
}

/** Bytes by mark ÷ 4. */
function byMark(length: number, value: (mark: number) => number): Uint8Array {
  return Uint8Array.from({ length: length / 4 }, (_, index) => value(index << 2))
}

function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function levelWords(
  addresses: Addresses,
  { steps }: PrefixTerm,
  depth: number,
  level: Level,
  before: Cell[],
  bits: MarkBits,
): number[] {
  const step = steps[depth]!
  const length = bits.sets.end
  const own = { codes: step.codes, sets: step.set === null ? [] : [step.set] }
  const groups = groupsOf(level.scanned)
  const asBits = (list: number[]) => list.reduce((all, other) => all | (1 << other), 0)
  const held = (mark: number) =>
    level.levelCells.reduce(
      (all, { parent }, cell) => all | (parent >= 0 && fits(before[parent]!, mark, bits) ? 1 << cell : 0),
      0,
    )
  return [
    addresses.write(byMark(length, (mark) => Number(fits(own, mark, bits)))),
    ...[step.generator ?? 0, asBits(step.above), asBits(step.below)],
    groups.length,
    groups.length > 0 ? addresses.write(join(groups.map((slots) => tableOf(slots, bits, length)))) : 0,
    length * 8,
    level.lengths.length,
    addresses.words(level.lengths.map((slot) => slot.own)),
    level.levelCells.length,
    addresses.words(level.levelCells.flatMap(({ parent, slot }) => [parent, slot])),
    addresses.write(byMark(length, held)),
    addresses.take((groups.length * slotsPerGroup + level.lengths.length) * 8),
    addresses.take(level.levelCells.length * 8),
    ...[0, 0, 0, 0],
  ]
}

/** The fields of the term's record behind those all terms have; the sets' bits say how wide marks are. */
export function levelsOfPrefix(addresses: Addresses, term: PrefixTerm): { words: number[]; sets: SetBits } {
  const { steps, tail, pairWeights } = term
  const last = steps.length - 1
  const used = last > 0 ? 1 << (2 + 2 * last) : 0
  const bits = { used, sets: new SetBits(used ? used * 2 : 4) }
  for (const { set } of [...steps, ...tail]) bits.sets.of(set)
  const cells: Cell[][] = steps.map(() => [])
  const cellOf = tailCells(term, cells[last]!)
  const levels: Level[] = []
  for (let depth = last; depth >= 0; depth--)
    levels[depth] = splitLevel(cells[depth]!, depth > 0 ? cells[depth - 1]! : [])
  const words = levels.flatMap((level, depth) =>
    levelWords(addresses, term, depth, level, depth > 0 ? cells[depth - 1]! : [], bits),
  )
  return {
    words: [
      addresses.words(words),
      ...[last, used, tail.length],
      addresses.words(cellOf),
      pairWeights ? addresses.words(pairWeights) : 0,
    ],
    sets: bits.sets,
  }
}
