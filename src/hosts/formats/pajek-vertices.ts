/** The vertices of a Pajek file: numbered from 1, known by their labels where each has one of its own. */
import { NumberedNodes } from './numbered-nodes'
import type { NamedCell } from './numbered-nodes'
import type { GraphSink } from './format'
import { isPajekNumber, pajekMistake, pajekNumberCell, pajekPairs } from './pajek-words'
import type { PajekWord } from './pajek-words'

/** So many vertices may be counted without a line of their own: a number alone must not fill the memory. */
const maximumUnlistedCount = 1e6
const axes = ['x', 'y', 'z']

export class PajekVertices {
  private readonly sink: GraphSink
  private readonly nodes: NumberedNodes
  /** −1: not said yet. */
  count = -1
  /** Of a network of two kinds of vertices: how many are of the first. 0: one kind. */
  firstKindCount = 0
  private isOpen = false
  private listed: { number: number; cells: NamedCell[]; line: number }[] = []
  private openLine = 1

  constructor(sink: GraphSink) {
    this.sink = sink
    this.nodes = new NumberedNodes(sink)
  }

  /** @throws MotifscopeError `invalid-pajek`. */
  open(header: string, line: number): void {
    if (this.count >= 0) throw pajekMistake(line, '“*Vertices” stands there twice')
    const numbers = /^\*\s*vertices\s+(\d{1,12})(?:\s+(\d{1,12}))?/i.exec(header)
    if (!numbers) throw pajekMistake(line, '“*Vertices” does not say how many there are')
    this.count = Number(numbers[1])
    this.firstKindCount = Math.min(Number(numbers[2] ?? 0), this.count)
    this.openLine = line
    this.isOpen = true
  }

  /** One line: number, label, up to three coordinates, a shape, then pairs of name and value. */
  add(words: PajekWord[], line: number): void {
    const number = this.numberOf(words[0] as PajekWord, line)
    const cells: NamedCell[] = [{ name: 'label', kind: 'text', text: words[1]?.text ?? String(number) }]
    let at = 2
    for (const name of axes) {
      const word = words[at]
      if (!word || !isPajekNumber(word)) break
      cells.push({ name, kind: 'untyped', text: pajekNumberCell(word.text) })
      at++
    }
    const rest = words.slice(at)
    const [shape] = rest
    if (shape && rest.length % 2 === 1) cells.push({ name: 'shape', kind: 'text', text: shape.text })
    cells.push(...pajekPairs(rest.slice(rest.length % 2)).cells)
    this.listed.push({ number, cells, line })
  }

  /** All vertices are there. */
  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    const { listed, count } = this
    if (count - listed.length > maximumUnlistedCount)
      throw pajekMistake(
        this.openLine,
        `it announces ${count.toLocaleString('en')} vertices, but lists ${listed.length}`,
      )
    listed.sort((a, b) => a.number - b.number)
    let next = 0
    for (let number = 1; number <= count; number++) {
      const vertex = listed[next]
      if (vertex?.number !== number) this.addUnlisted(number)
      else {
        this.nodes.add(String(number), vertex.cells, vertex.line)
        while (listed[++next]?.number === number)
          this.sink.warn('A vertex is listed more than once; the first line was kept', {
            line: listed[next]?.line ?? 1,
            example: String(number),
          })
      }
    }
    this.listed = []
    this.nodes.decide()
  }

  /** The id of the vertex that a word names. @throws MotifscopeError `invalid-pajek`. */
  idOf(word: PajekWord, line: number): string {
    return this.idOfNumber(this.numberOf(word, line))
  }

  idOfNumber(number: number): string {
    return this.nodes.idOf(String(number)) ?? String(number)
  }

  private addUnlisted(number: number): void {
    this.nodes.add(String(number), [{ name: 'label', kind: 'text', text: String(number) }], this.openLine)
  }

  private numberOf({ text }: PajekWord, line: number): number {
    const number = /^\d{1,12}$/.test(text) ? Number(text) : 0
    if (number >= 1 && number <= this.count) return number
    throw pajekMistake(line, `“${text.slice(0, 20)}” is no number from 1 to ${this.count}`)
  }
}
