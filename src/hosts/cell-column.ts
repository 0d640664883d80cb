/** One attribute while a graph is being read: the texts of its cells, and what they have in common. When all are
 *  there, the column knows how it is to be stored. */
import type { AttributeType, StorageType } from '../model/attribute'
import { beyondDouble, beyondInt64, cellClass, classifyCell, classifyJson, integerReach } from './cell-class'
import { readCellJson } from './cell-json'
import type { CellKind, ColumnSink } from './formats/format'
import { rowsPerBlock, TextBlock } from './text-block'

const setOf = (...classes: number[]): number => classes.reduce((set, one) => set | (1 << one), 0)
const numbers = setOf(cellClass.integer, cellClass.double)

/** How a column is stored and what the user sees of it. */
export interface ColumnKind {
  storage: StorageType
  type: AttributeType
}

export class CellColumn implements ColumnSink {
  readonly name: string
  /** Rows up to the last one that has a value. */
  length = 0
  readonly blocks: (TextBlock | null)[] = []
  /** Classes that occur, as a set; with `beyondDouble` and `beyondInt64`. */
  private classes = 0
  /** Some cells were guessed from text: then one text makes all of them texts. */
  private isGuessed = false

  constructor(name: string) {
    this.name = name
  }

  append(row: number, kind: CellKind, text: string): void {
    if (row < this.length) return
    while (this.length < row) this.place(cellClass.missing, '')
    const tag = this.tagOf(kind, text)
    this.classes |= 1 << tag
    if (tag === cellClass.integer && text.length > 15) this.classes |= integerReach(text)
    this.place(tag, text)
  }

  /** How the column is stored, once every cell is known. */
  decideKind(): ColumnKind {
    if (this.isGuessed && this.isTextAmongGuesses()) return { storage: 'utf8', type: 'string' }
    const seen = this.classes & 0xff & ~setOf(cellClass.missing, cellClass.numberWord)
    if (seen === setOf(cellClass.boolean)) return { storage: 'bool', type: 'boolean' }
    if (seen === setOf(cellClass.string) || seen === 0) return { storage: 'utf8', type: 'string' }
    if ((seen & ~numbers) === 0) return { storage: this.numberStorage(seen), type: 'number' }
    if (seen === setOf(cellClass.json)) return this.listOrJson()
    return { storage: 'json', type: 'json' }
  }

  private place(tag: number, text: string): void {
    if ((this.length & (rowsPerBlock - 1)) === 0) this.blocks.push(new TextBlock())
    this.length++
    ;(this.blocks[this.blocks.length - 1] as TextBlock).append(tag, text)
  }

  private tagOf(kind: CellKind, text: string): number {
    if (kind === 'untyped' || kind === 'text') {
      this.isGuessed = true
      return kind === 'untyped' ? classifyCell(text) : classifyJson(text)
    }
    return cellClass[kind]
  }

  /** Whether guesses disagree: text among them, two classes that do not mix, JSON that does not parse, or nothing
   *  but words such as `NA`. */
  private isTextAmongGuesses(): boolean {
    const seen = this.classes & 0xff & ~setOf(cellClass.missing, cellClass.numberWord)
    if (seen === setOf(cellClass.json))
      return (this.classes & setOf(cellClass.numberWord)) !== 0 || !this.isAllJson()
    const isNumeric = seen !== 0 && (seen & ~numbers) === 0
    return !isNumeric && seen !== setOf(cellClass.boolean)
  }

  private numberStorage(seen: number): StorageType {
    if (this.classes & beyondInt64) return 'json'
    if (seen === setOf(cellClass.integer)) return 'int64'
    return this.classes & beyondDouble ? 'json' : 'double'
  }

  private isAllJson(): boolean {
    for (const text of this.texts()) if (readCellJson(text) === undefined) return false
    return true
  }

  private listOrJson(): ColumnKind {
    let isText = true
    let isNumber = true
    for (const text of this.texts()) {
      const value = readCellJson(text)
      if (!Array.isArray(value)) return { storage: 'json', type: 'json' }
      isText &&= value.every((element) => typeof element === 'string')
      isNumber &&= value.every((element) => typeof element === 'number')
    }
    if (isText) return { storage: 'list-utf8', type: 'list' }
    return { storage: isNumber ? 'list-double' : 'json', type: 'list' }
  }

  private *texts(): Generator<string> {
    for (const block of this.blocks)
      for (let i = 0; block && i < block.length; i++)
        if (block.tags[i] !== cellClass.missing) yield block.textAt(i)
  }
}
