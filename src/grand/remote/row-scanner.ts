/** Reads an answer of JSON while it arrives: the rows of one array in it, each as soon as it is whole, and at the end
 *  everything around them. Neither half a row nor half an answer passes for a whole one. */
import { parseExact } from './exact-json'

/** One row, or all that stands around the rows, in UTF-16 units. */
const longestText = 2 ** 26

const closerOf: Record<string, string> = { '{': '}', '[': ']' }
const spacing = new Set([',', ' ', '\n', '\r', '\t'])

export class RowScanner {
  private around = ''
  /** What earlier pieces held of the row that is open. */
  private row = ''
  /** What would close each open container, outermost first. */
  private readonly closers: string[] = []
  /** By depth: the key whose value is being read. */
  private readonly keys: string[] = []
  private lastText = ''
  private textBegin = 0
  private isInText = false
  private isEscaped = false
  /** How many containers are open between two rows; 0 before and after the rows. */
  private rowsDepth = 0

  /** @param path the keys that lead to the array of rows */
  constructor(private readonly path: readonly string[]) {}

  /** The rows that are whole with this piece, as JSON.
   *  @throws SyntaxError for what can no longer become JSON with rows */
  push(piece: string): string[] {
    const rows: string[] = []
    let begin = 0
    for (let i = 0; i < piece.length; i++) {
      const character = piece[i] ?? ''
      const [wasAround, depth] = [this.rowsDepth === 0, this.closers.length]
      this.step(character)
      if (wasAround || this.rowsDepth === 0) this.around += character
      else if (Math.max(depth, this.closers.length) > this.rowsDepth) {
        if (depth === this.rowsDepth) begin = i
        if (this.closers.length > this.rowsDepth) continue
        rows.push(this.row + piece.slice(begin, i + 1))
        this.row = ''
      } else if (!spacing.has(character)) throw new SyntaxError('a row is no list')
    }
    if (this.rowsDepth > 0 && this.closers.length > this.rowsDepth) this.row += piece.slice(begin)
    if (this.row.length > longestText || this.around.length > longestText)
      throw new SyntaxError('a single row of it is too long')
    return rows
  }

  /** What stands before the rows, as if the answer ended here; to be asked once there are rows. */
  head(): unknown {
    return parseExact(this.around + this.closers.slice(0, this.rowsDepth).reverse().join(''))
  }

  /** Everything but the rows.
   *  @throws SyntaxError where the answer was not whole, or no JSON */
  end(): unknown {
    if (this.closers.length > 0) throw new SyntaxError('it ends in the middle')
    return parseExact(this.around)
  }

  private step(character: string): void {
    if (this.isInText) this.stepInText(character)
    else if (character === '"') {
      this.isInText = true
      this.textBegin = this.around.length + 1
    } else if (character === ':' && this.rowsDepth === 0) this.keys[this.closers.length] = this.lastText
    else if (character === '{' || character === '[') this.open(character)
    else if (character === '}' || character === ']') this.close(character)
  }

  private stepInText(character: string): void {
    if (this.isEscaped) this.isEscaped = false
    else if (character === '\\') this.isEscaped = true
    else if (character === '"') {
      this.isInText = false
      if (this.rowsDepth === 0) this.lastText = this.around.slice(this.textBegin)
    }
  }

  private open(character: string): void {
    const depth = this.closers.length
    const isRows =
      this.rowsDepth === 0 &&
      character === '[' &&
      depth === this.path.length &&
      this.path.every((key, i) => this.keys[i + 1] === key)
    this.closers.push(closerOf[character] ?? '')
    if (isRows) this.rowsDepth = this.closers.length
    else if (this.rowsDepth === 0) this.keys[this.closers.length] = ''
  }

  private close(character: string): void {
    if (this.closers.pop() !== character) throw new SyntaxError('its brackets do not match')
    if (this.closers.length < this.rowsDepth) this.rowsDepth = 0
  }
}
