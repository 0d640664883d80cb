/** Hands out addresses in a kernel's memory, one behind the other, and keeps what is to be written there. */
import type { CountLayer, CountSpace } from '../model/count-plan'

export type NumberArray = Uint32Array | Int32Array | Uint8Array

export interface Write {
  address: number
  content: NumberArray
}

const alignment = 16

export class Addresses {
  readonly writes: Write[] = []
  private readonly known = new Map<NumberArray, number>()
  private readonly shared = new Map<string, number>()

  /** @param next the first free address, a multiple of 16
   *  @param isPlaced whether an array is in the memory already, so that its `byteOffset` is its address */
  constructor(
    public next: number,
    private readonly isPlaced: (array: NumberArray) => boolean,
  ) {}

  take(byteLength: number): number {
    const address = this.next
    this.next += Math.ceil(byteLength / alignment) * alignment
    return address
  }

  write(content: NumberArray): number {
    const address = this.take(content.byteLength)
    this.writes.push({ address, content })
    return address
  }

  words(numbers: number[]): number {
    return this.write(Uint32Array.from(numbers))
  }

  /** Where an array of the space is; it is written behind the others when it is not in the memory. */
  of(array: NumberArray): number {
    if (this.isPlaced(array)) return array.byteOffset
    const address = this.known.get(array) ?? this.write(array)
    this.known.set(array, address)
    return address
  }

  /** A list as its address and its length. */
  list(items: number[][]): [number, number] {
    return items.length === 0 ? [0, 0] : [this.words(items.flat()), items.length]
  }

  /** Memory whose content nobody relies on: one for all of the same name and length. */
  scratch(name: string, byteLength: number): number {
    const key = `${name} ${byteLength}`
    const address = this.shared.get(key) ?? this.take(byteLength)
    this.shared.set(key, address)
    return address
  }

  /** Memory that is as at the beginning whenever its users have done: one for all of the same name and length. */
  filled(name: string, byteLength: number, content: () => Uint8Array): number {
    const key = `${name} ${byteLength}`
    const address = this.shared.get(key) ?? this.write(content())
    this.shared.set(key, address)
    return address
  }

  zeros(name: string, byteLength: number): number {
    return this.filled(name, byteLength, () => new Uint8Array(byteLength))
  }
}

/** What the packers of the kinds of term share. */
export interface TermPacking {
  addresses: Addresses
  space: CountSpace
  layer: CountLayer
  nodeCount: number
}
