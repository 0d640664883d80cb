/** One attribute while a graph is being read: its cells, as texts or (whole blocks of them) as numbers, and what they
 *  have in common. When all are there, the column knows how it is to be stored. */
import {
  beyondDouble,
  cellClass,
  classifyBytes,
  classifyCell,
  classifyJson,
  integerReach,
} from './cell-class'
import { readDouble } from './cell-numbers'
import { kindOfCells, numbers, setOf } from './column-kind'
import type { ColumnKind } from './column-kind'
import type { CellKind, TypedColumnSink } from './formats/format'
import { isSafe, NumberBlock, textOfInt64 } from './number-block'
import type { NumberKind } from './number-block'
import { rowsPerBlock, TextBlock, textOf } from './text-block'

export type CellBlock = TextBlock | NumberBlock

export class CellColumn implements TypedColumnSink {
  readonly name: string
  /** Rows up to the last one that has a value. */
  length = 0
  readonly blocks: (CellBlock | null)[] = []
  /** Classes that occur, as a set; with `beyondDouble` and `beyondInt64`. */
  private classes = 0
  /** Some cells were guessed from text: then one text makes all of them texts. */
  isGuessed = false
  /** The open block holds nothing but missing cells. */
  private isBlank = false
  /** How it is stored, where that is known beforehand. */
  fixedKind: ColumnKind | null = null

  constructor(name: string) {
    this.name = name
  }

  append(row: number, kind: CellKind, text: string): void {
    if (row < this.length) return
    this.skipTo(row)
    const tag = this.tagOf(kind, text)
    this.note(tag, tag === cellClass.integer && text.length > 15 ? integerReach(text) : 0)
    this.textBlock().append(tag, text)
    this.length++
  }

  appendBytes(
    row: number,
    kind: 'untyped' | 'text' | 'string',
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    if (row < this.length) return
    this.skipTo(row)
    const tag = this.tagOfBytes(kind, bytes, start, end)
    const reach = tag === cellClass.integer && end - start > 15 ? integerReach(textOf(bytes, start, end)) : 0
    this.note(tag, reach)
    this.textBlock().appendBytes(tag, bytes, start, end)
    this.length++
  }

  appendDigits(row: number, low: number, high: number, bytes: Uint8Array, start: number, end: number): void {
    if (row < this.length) return
    this.skipTo(row)
    this.isGuessed = true
    this.note(cellClass.integer, isSafe(low, high) ? 0 : beyondDouble)
    const block = this.numberBlock('integer')
    if (block) block.appendInteger(low, high)
    else this.textBlock().appendBytes(cellClass.integer, bytes, start, end)
    this.length++
  }

  appendInt64(row: number, low: number, high: number): void {
    if (row < this.length) return
    this.skipTo(row)
    this.note(cellClass.integer, isSafe(low, high) ? 0 : beyondDouble)
    const block = this.numberBlock('integer')
    if (block) block.appendInteger(low, high)
    else this.textBlock().append(cellClass.integer, textOfInt64(low, high))
    this.length++
  }

  appendDouble(row: number, value: number): void {
    if (row < this.length || Number.isNaN(value)) return
    this.skipTo(row)
    this.note(cellClass.double, 0)
    const block = this.numberBlock('double')
    if (block) block.appendDouble(value)
    else this.textBlock().append(cellClass.double, String(value))
    this.length++
  }

  /** How the column is stored, once every cell is known. */
  decideKind(): ColumnKind {
    return this.fixedKind ?? kindOfCells(this.classes, this.isGuessed, () => this.texts())
  }

  /** Whether all cells so far are numbers or missing, and none is an integer that is no double. */
  isSummable(): boolean {
    const seen = this.classes & ~setOf(cellClass.missing, cellClass.numberWord)
    return (seen & ~numbers) === 0
  }

  /** Whether it has had a cell that is not missing. */
  get hasValues(): boolean {
    return (this.classes & ~setOf(cellClass.missing)) !== 0
  }

  /** The number in a row; NaN when there is none. */
  numberAt(row: number): number {
    const block = row < this.length ? this.blocks[Math.floor(row / rowsPerBlock)] : null
    const index = row % rowsPerBlock
    if (!block || block.tagAt(index) === cellClass.missing) return Number.NaN
    return block instanceof NumberBlock ? block.doubleAt(index) : readDouble(block, index)
  }

  /** Puts numbers (NaN: missing) in the place of all cells; null: nothing. What the column has seen is not forgotten:
   *  a text among the cells still makes it a column of texts. */
  replace(values: Float64Array | null): void {
    this.blocks.length = 0
    this.length = 0
    if (!values) return
    const isWhole = values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number
      if (Number.isNaN(value)) continue
      if (isWhole) this.appendInt64(row, value | 0, Math.floor(value / 2 ** 32))
      else this.appendDouble(row, value)
    }
  }

  private note(tag: number, reach: number): void {
    this.classes |= (1 << tag) | reach
  }

  /** Rows without a value come before this one. */
  private skipTo(row: number): void {
    while (this.length < row) {
      const block = this.openBlock()
      if (block instanceof NumberBlock) block.appendMissing()
      else {
        const isBlank = block === null || this.isBlank
        this.textBlock().append(cellClass.missing, '')
        this.isBlank = isBlank
      }
      this.length++
    }
  }

  /** The block that the next cell belongs to; null when a new one begins with it. */
  private openBlock(): CellBlock | null {
    if ((this.length & (rowsPerBlock - 1)) === 0) return null
    return this.blocks[this.blocks.length - 1] as CellBlock
  }

  /** The open block as one of texts: numbers in it become texts, which they are not before something else appears. */
  private textBlock(): TextBlock {
    const open = this.openBlock()
    this.isBlank = false
    if (open instanceof TextBlock) return open
    const block = new TextBlock()
    if (open) {
      this.blocks.pop()
      for (let i = 0; i < open.length; i++)
        block.append(open.tagAt(i), open.isMissing(i) ? '' : open.textAt(i))
    }
    this.blocks.push(block)
    return block
  }

  /** The open block if it is one of such numbers, or a new one; null where texts or other numbers stand already. */
  private numberBlock(kind: NumberKind): NumberBlock | null {
    const open = this.openBlock()
    if (open instanceof NumberBlock) return open.kind === kind ? open : null
    if (open && !this.isBlank) return null
    const block = new NumberBlock(kind, this.length < rowsPerBlock ? undefined : rowsPerBlock)
    if (open) this.blocks.pop()
    for (let i = 0; open && i < open.length; i++) block.appendMissing()
    this.blocks.push(block)
    this.isBlank = false
    return block
  }

  private tagOfBytes(
    kind: 'untyped' | 'text' | 'string',
    bytes: Uint8Array,
    start: number,
    end: number,
  ): number {
    if (kind === 'string') return cellClass.string
    this.isGuessed = true
    return kind === 'untyped' ? classifyBytes(bytes, start, end) : classifyJson(textOf(bytes, start, end))
  }

  private tagOf(kind: CellKind, text: string): number {
    if (kind === 'untyped' || kind === 'text') {
      this.isGuessed = true
      return kind === 'untyped' ? classifyCell(text) : classifyJson(text)
    }
    return cellClass[kind]
  }

  /** The class and the text of a cell; null when it is missing. */
  cellAt(row: number): { tag: number; text: string } | null {
    const block = row < this.length ? this.blocks[Math.floor(row / rowsPerBlock)] : null
    const index = row % rowsPerBlock
    const tag = block ? block.tagAt(index) : cellClass.missing
    return block && tag !== cellClass.missing ? { tag, text: block.textAt(index) } : null
  }

  /** The cells that are not missing, as texts. */
  *texts(): Generator<string> {
    for (const block of this.blocks)
      for (let i = 0; block && i < block.length; i++)
        if (block.tagAt(i) !== cellClass.missing) yield block.textAt(i)
  }
}
