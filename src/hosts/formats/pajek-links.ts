/** The lines between the vertices of a Pajek file. */
import type { GraphSink } from './format'
import type { NamedCell } from './numbered-nodes'
import { isPajekNumber, pajekMistake, pajekNumberCell, pajekPairs } from './pajek-words'
import type { PajekWord } from './pajek-words'
import type { PajekVertices } from './pajek-vertices'

export class PajekLinks {
  private readonly sink: GraphSink
  private readonly vertices: PajekVertices
  /** What the first section said, and with it the graph. */
  private isGraphDirected: boolean | null = null
  /** Told of each edge where it differs from the graph's. */
  private direction: boolean | undefined
  private relation: string | null = null
  /** How many values of the matrix were read. */
  private matrixCount = 0
  private matrixLine = 0

  constructor(sink: GraphSink, vertices: PajekVertices) {
    this.sink = sink
    this.vertices = vertices
  }

  /** Begins a section, whose header may name a relation: `*Arcs :2 "inhibits"`. */
  open(isDirected: boolean, header: string, line: number): void {
    if (this.isGraphDirected === null) {
      this.isGraphDirected = isDirected
      this.sink.setDirected(isDirected)
    }
    this.direction = isDirected === this.isGraphDirected ? undefined : isDirected
    const named = /:\s*(\d+)(?:\s+"([^"]*)")?/.exec(header)
    this.relation = named ? (named[2] ?? named[1] ?? null) : null
    if (!/^\*\s*matrix/i.test(header)) return
    this.finish()
    this.matrixLine = line
    this.matrixCount = 0
  }

  /** `from to`, perhaps a weight, perhaps pairs of name and value. */
  addLink(words: PajekWord[], line: number): void {
    const [from, to, third] = words
    if (!from || !to) throw pajekMistake(line, 'a line between two vertices has one end only')
    const hasWeight = third !== undefined && isPajekNumber(third)
    const { cells, rest } = pajekPairs(words.slice(hasWeight ? 3 : 2))
    if (rest) this.sink.warn('A word at the end of a line was left out', { line, example: rest.text })
    if (hasWeight) cells.unshift({ name: 'weight', kind: 'untyped', text: pajekNumberCell(third.text) })
    this.add(this.vertices.idOf(from, line), this.vertices.idOf(to, line), cells, line)
  }

  /** `from to to to …` */
  addList([from, ...ends]: PajekWord[], line: number): void {
    const source = this.vertices.idOf(from as PajekWord, line)
    for (const end of ends) this.add(source, this.vertices.idOf(end, line), [], line)
  }

  /** Values row by row; zero is no edge. The columns of a network of two kinds are the vertices of the second. */
  addMatrixRow(words: PajekWord[], line: number): void {
    const { count, firstKindCount } = this.vertices
    const rowCount = firstKindCount || count
    const width = firstKindCount ? count - firstKindCount : count
    for (const word of words) {
      if (!isPajekNumber(word))
        throw pajekMistake(line, `“${word.text.slice(0, 20)}” in the matrix is no number`)
      const row = Math.floor(this.matrixCount / width)
      const column = this.matrixCount++ % width
      if (row >= rowCount) throw pajekMistake(line, `the matrix has more than ${rowCount} × ${width} values`)
      if (Number(word.text) === 0) continue
      const weight: NamedCell = { name: 'weight', kind: 'untyped', text: pajekNumberCell(word.text) }
      const target = this.vertices.idOfNumber(column + 1 + firstKindCount)
      this.add(this.vertices.idOfNumber(row + 1), target, [weight], line)
    }
  }

  /** @throws MotifscopeError `invalid-pajek` for a matrix that breaks off. */
  finish(): void {
    const { count, firstKindCount } = this.vertices
    const wanted = firstKindCount ? firstKindCount * (count - firstKindCount) : count * count
    if (this.matrixLine > 0 && this.matrixCount !== wanted)
      throw pajekMistake(this.matrixLine, `the matrix has ${this.matrixCount} values instead of ${wanted}`)
  }

  private add(source: string, target: string, cells: NamedCell[], line: number): void {
    const row = this.sink.edge(source, target, line, this.direction)
    if (this.relation !== null) this.sink.edgeColumn('relation').append(row, 'text', this.relation)
    for (const { name, kind, text } of cells) this.sink.edgeColumn(name).append(row, kind, text)
  }
}
