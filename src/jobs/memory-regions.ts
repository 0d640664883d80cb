/** Which parts of a host's shared memory are taken: the host graph at the bottom, above it the arrays and the scratch of
 *  searches under way. Regions are handed out on one thread only, so that workers never overlap. First fit; the memory
 *  grows when nothing fits, and keeps its size when regions are given back. */
import { MotifscopeError } from '../model/errors'

const pageBytes = 65_536
/** What a WebAssembly memory can hold at most: 4 GiB. */
export const maxPages = 65_536
const alignment = 64

interface Region {
  begin: number
  end: number
}

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit

export class MemoryRegions {
  /** Ascending, never adjacent. */
  private free: Region[] = []
  private end: number

  /** @param taken bytes from the beginning that are never given back */
  constructor(
    readonly memory: WebAssembly.Memory,
    taken: number,
  ) {
    this.end = memory.buffer.byteLength
    const begin = roundUp(taken, alignment)
    if (begin < this.end) this.free.push({ begin, end: this.end })
  }

  /** The address of `byteLength` bytes, a multiple of 64; what they hold is undefined.
   *  @throws MotifscopeError `host-too-large` when the memory cannot grow that far */
  take(byteLength: number): Region {
    const length = Math.max(alignment, roundUp(byteLength, alignment))
    let found = this.free.find(({ begin, end }) => end - begin >= length)
    if (!found) found = this.grow(length)
    const region = { begin: found.begin, end: found.begin + length }
    found.begin = region.end
    if (found.begin === found.end) this.free.splice(this.free.indexOf(found), 1)
    return region
  }

  /** Gives a region back; whoever used it must have stopped. */
  give(region: Region): void {
    const at = this.free.findIndex(({ begin }) => begin > region.begin)
    this.free.splice(at < 0 ? this.free.length : at, 0, { ...region })
    this.free = this.free.reduce<Region[]>((joined, next) => {
      const last = joined.at(-1)
      if (last?.end === next.begin) last.end = next.end
      else joined.push(next)
      return joined
    }, [])
  }

  /** Grows until the last free region has `length` bytes. */
  private grow(length: number): Region {
    const top = this.free.at(-1)
    const begin = top?.end === this.end ? top.begin : this.end
    const pages = Math.ceil((begin + length - this.end) / pageBytes)
    try {
      this.memory.grow(pages)
    } catch (cause) {
      const gibibytes = ((begin + length) / 2 ** 30).toFixed(1)
      throw new MotifscopeError(
        'host-too-large',
        `This search and its host graph need ${gibibytes} GiB of memory together; a tab can share 4 GiB, or less where the machine has no such room.`,
        {
          hint: 'Use fewer workers, or filter the edge table by weight or region before opening it.',
          cause,
        },
      )
    }
    const end = this.end + pages * pageBytes
    if (top && top.begin === begin) top.end = end
    else this.free.push({ begin, end })
    this.end = end
    return this.free.at(-1) as Region
  }
}
