/** Pajek networks (.net), read line by line: vertices with labels and attributes, arcs, edges, lists of neighbours,
 *  matrices. Arcs have a direction, edges have none. Partitions, vectors and permutations are left out. */
import { MotifscopeError } from '../../model/errors'
import { peek } from './byte-stream'
import { unifyLineEnds } from './csv-records'
import { decodeText } from './decode-text'
import type { GraphFormat, GraphSink } from './format'
import { LineFeed } from './line-feed'
import { PajekLinks } from './pajek-links'
import { pajekMistake, pajekWords } from './pajek-words'
import { PajekVertices } from './pajek-vertices'
import { shown } from './token-feed'

export const pajek: GraphFormat<GraphSink> = {
  name: 'pajek',
  async read({ bytes }, sink) {
    const { head, bytes: all } = await peek(bytes, 4)
    const reader = new PajekReader(sink)
    const feed = new LineFeed((line, number) => reader.line(line, number))
    for await (const text of unifyLineEnds(decodeText(all, head))) feed.push(text)
    feed.finish()
    reader.finish()
  },
}

type Section = 'start' | 'vertices' | 'links' | 'lists' | 'matrix' | 'skipped' | 'end'

const linkSections: Record<string, { section: Section; isDirected: boolean }> = {
  arcs: { section: 'links', isDirected: true },
  edges: { section: 'links', isDirected: false },
  arcslist: { section: 'lists', isDirected: true },
  edgeslist: { section: 'lists', isDirected: false },
  matrix: { section: 'matrix', isDirected: true },
}

class PajekReader {
  private readonly sink: GraphSink
  private readonly vertices: PajekVertices
  private readonly links: PajekLinks
  private section: Section = 'start'

  constructor(sink: GraphSink) {
    this.sink = sink
    this.vertices = new PajekVertices(sink)
    this.links = new PajekLinks(sink, this.vertices)
  }

  line(line: string, number: number): void {
    const text = line.trim()
    if (text === '' || text.startsWith('%') || this.section === 'end') return
    if (text.startsWith('*')) return this.header(text, number)
    const words = this.section === 'skipped' ? [] : pajekWords(text, number)
    if (this.section === 'vertices') this.vertices.add(words, number)
    else if (this.section === 'links') this.links.addLink(words, number)
    else if (this.section === 'lists') this.links.addList(words, number)
    else if (this.section === 'matrix') this.links.addMatrixRow(words, number)
    else if (this.section === 'start') throw pajekMistake(number, `${shown(text)} stands before “*Vertices”`)
  }

  finish(): void {
    if (this.vertices.count < 0)
      throw new MotifscopeError('invalid-pajek', 'There is no “*Vertices” in this Pajek file.', {
        hint: 'A Pajek network begins with “*Vertices” and how many there are.',
        line: 1,
      })
    this.vertices.close()
    this.links.finish()
  }

  private header(text: string, number: number): void {
    const name = (/^\*\s*([a-z]*)/i.exec(text)?.[1] ?? '').toLowerCase()
    const links = linkSections[name]
    if (name === 'network') {
      if (this.section === 'start') return
      this.section = 'end'
      this.sink.warn('The file holds several networks; only the first was read', { line: number })
    } else if (name === 'vertices') {
      this.vertices.open(text, number)
      this.section = 'vertices'
    } else if (links) {
      if (this.vertices.count < 0) throw pajekMistake(number, `${shown(text)} stands before “*Vertices”`)
      this.vertices.close()
      this.links.open(links.isDirected, text, number)
      this.section = links.section
    } else {
      this.section = 'skipped'
      this.sink.warn('A section that is no part of a network was left out', { line: number, example: text })
    }
  }
}
