/** Rows of a table straight from its bytes, where no cell is quoted: integers are read as they are met, and no string
 *  is made of what stays a number. What is not plain (another number of cells, other line ends, characters beyond
 *  ASCII) is handed back line by line. */

const lineFeed = 10
const carriageReturn = 13
const minus = 45
const zero = 48
/** So many digits fit a 32-bit integer, and twice as many one of 64 bits. */
const digitsPerWord = 9
const powersOfTen = Float64Array.from({ length: digitsPerWord + 1 }, (_, exponent) => 10 ** exponent)

/** One row, cell by cell; overwritten by the next. */
export interface ByteCells {
  bytes: Uint8Array
  /** Cell i is `bytes[starts[i]]` … `bytes[ends[i] − 1]`, trimmed. */
  starts: Uint32Array
  ends: Uint32Array
  /** 1: a canonical integer of at most 18 digits, in two words. */
  isInteger: Uint8Array
  low: Int32Array
  high: Int32Array
}

export interface ByteRowTakers {
  row(cells: ByteCells, line: number): void
  /** A row with characters beyond ASCII. */
  wide(cells: ByteCells, line: number): void
  /** A line that must be read otherwise; without its end. Returns how many lines it is. */
  odd(bytes: Uint8Array, line: number): number
}

export class ByteRows {
  private readonly delimiter: number
  private readonly width: number
  private readonly cells: Omit<ByteCells, 'bytes'>

  constructor(delimiter: number, width: number) {
    this.delimiter = delimiter
    this.width = width
    this.cells = {
      starts: new Uint32Array(width),
      ends: new Uint32Array(width),
      isInteger: new Uint8Array(width),
      low: new Int32Array(width),
      high: new Int32Array(width),
    }
  }

  /** Reads whole lines, the last one ended by a line feed too. Returns the number of the line after them. */
  read(block: Uint8Array, line: number, take: ByteRowTakers): number {
    const { delimiter, width } = this
    const row: ByteCells = { bytes: block, ...this.cells }
    for (let at = 0; at < block.length;) {
      const lineStart = at
      let column = 0
      let seen = 0
      let isPlain = true
      for (; ; at++, column++) {
        const start = at
        const end = this.readInteger(block, at, column)
        at = end < 0 ? start : end
        if (end < 0) {
          let byte = block[at] as number
          for (; byte !== delimiter && byte !== lineFeed; byte = block[++at] as number) {
            seen |= byte
            if (byte === carriageReturn && block[at + 1] !== lineFeed) isPlain = false
          }
          if (column < width) this.trim(block, start, at, column)
        }
        if (block[at] === carriageReturn) at++
        if (block[at] === lineFeed) break
      }
      if (!isPlain || column + 1 !== width) line += take.odd(block.subarray(lineStart, at), line)
      else {
        if (seen > 127) take.wide(row, line)
        else take.row(row, line)
        line++
      }
      at++
    }
    return line
  }

  /** Reads the cell that starts here if it is a canonical integer of at most 18 digits. Returns where it ends, or −1. */
  private readInteger(block: Uint8Array, start: number, column: number): number {
    let at = block[start] === minus ? start + 1 : start
    const first = at
    let head = 0
    let digit = (block[at] as number) - zero
    for (; digit >= 0 && digit <= 9 && at - first < digitsPerWord; digit = (block[++at] as number) - zero)
      head = head * 10 + digit
    const middle = at
    let tail = 0
    for (; digit >= 0 && digit <= 9 && at - middle < digitsPerWord; digit = (block[++at] as number) - zero)
      tail = tail * 10 + digit
    const after = digit + zero
    const isCellEnd =
      after === this.delimiter ||
      after === lineFeed ||
      (after === carriageReturn && block[at + 1] === lineFeed)
    if (!isCellEnd) return -1
    const isCanonical = block[first] !== zero ? at > first : at - start === 1
    if (!isCanonical || column >= this.width) return -1
    this.place(column, head, tail, at - middle, first > start)
    this.cells.starts[column] = start
    this.cells.ends[column] = at
    return at
  }

  /** The integer `head` · 10^`tailLength` + `tail` in two words, in steps that doubles hold exactly. */
  private place(column: number, head: number, tail: number, tailLength: number, isNegative: boolean): void {
    const { low, high, isInteger } = this.cells
    let lower = head
    let upper = 0
    if (tailLength > 0) {
      const power = powersOfTen[tailLength] as number
      const top = (head >>> 15) * power
      const rest = (head & 0x7fff) * power + tail
      const sum = (top % 2 ** 17) * 2 ** 15 + rest
      lower = sum | 0
      upper = Math.floor(top / 2 ** 17) + Math.floor(sum / 2 ** 32)
    }
    low[column] = isNegative ? -lower : lower
    high[column] = isNegative ? (lower === 0 ? -upper : ~upper) : upper
    isInteger[column] = 1
  }

  private trim(block: Uint8Array, from: number, to: number, column: number): void {
    let start = from
    let end = to
    while (start < end && isBlank(block[start] as number)) start++
    while (end > start && isBlank(block[end - 1] as number)) end--
    this.cells.starts[column] = start
    this.cells.ends[column] = end
    this.cells.isInteger[column] = 0
  }
}

/** The blanks of ASCII that `trim` takes. */
function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}
