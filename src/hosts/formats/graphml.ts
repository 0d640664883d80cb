/** GraphML as networkx, igraph and yEd write it, read as a stream. Entities other than XML's own five are never
 *  resolved, external ones never fetched. Hyperedges, ports and drawing data are left out, with a warning. */
import type { SaxesTagPlain } from 'saxes'
import { MotifscopeError } from '../../model/errors'
import { DefaultBudget } from './default-budget'
import { markupThatIsNoGraph } from './detect-format'
import type { GraphFormat, GraphSink } from './format'
import { graphmlCell, graphmlKeyFrom } from './graphml-key'
import type { GraphmlKey } from './graphml-key'
import { notXml, otherXml } from './xml-mistakes'
import { localName, openXmlParser, xmlTexts } from './xml-texts'

export const graphml: GraphFormat<GraphSink> = {
  name: 'graphml',
  async read({ bytes }, sink) {
    const reader = new GraphmlReader(sink)
    const refuse = (start: string) =>
      start.startsWith('<') ? markupThatIsNoGraph(start, 'GraphML') : notXml('GraphML')
    for await (const text of xmlTexts(bytes, refuse)) reader.write(text)
    reader.close()
  },
}

/** The node or edge whose data are being read. */
interface OpenElement {
  kind: 'node' | 'edge'
  /** −1: the element repeats an earlier one, and its data are dropped. */
  row: number
  seen: Set<GraphmlKey>
}

class GraphmlReader {
  private readonly sink: GraphSink
  private readonly parser = openXmlParser()
  private readonly defaults = new DefaultBudget()
  private readonly keys = new Map<string, GraphmlKey>()
  /** Local names of the open elements. */
  private readonly path: string[] = []
  private readonly open: OpenElement[] = []
  private key: GraphmlKey | null = null
  private text = ''
  private graphCount = 0
  /** Depth below which everything is skipped; 0: nothing is. */
  private skipAbove = 0

  constructor(sink: GraphSink) {
    this.sink = sink
    sink.expectDeclaredNodes()
    const { parser } = this
    parser.on('opentag', (tag) => this.openTag(tag))
    parser.on('closetag', () => this.closeTag())
    parser.on('text', (text) => this.addText(text))
    parser.on('cdata', (text) => this.addText(text))
  }

  write(text: string): void {
    this.parser.write(text)
  }

  close(): void {
    this.parser.close()
    if (this.graphCount === 0)
      throw new MotifscopeError('invalid-graphml', 'There is no <graph> element in this GraphML file.')
  }

  private openTag(tag: SaxesTagPlain): void {
    const name = localName(tag.name)
    const parent = this.path[this.path.length - 1]
    this.path.push(name)
    if (this.skipAbove > 0) return
    if (parent === undefined && name !== 'graphml') throw otherXml('GraphML', tag.name, this.parser.line)
    if (name === 'graph') this.openGraph(tag, parent)
    else if (name === 'node') this.openNode(tag)
    else if (name === 'edge') this.openEdge(tag)
    else if (name === 'key') this.openKey(tag)
    else if (name === 'data') this.openData(tag)
    else if (name === 'default') this.text = ''
    else if (name === 'hyperedge') this.skip('A hyperedge was left out: motifs have edges between two nodes')
    else if (parent === 'data') this.skipNestedData()
    else if (parent !== undefined && name !== 'desc') this.skip()
  }

  private closeTag(): void {
    const depth = this.path.length
    const name = this.path.pop()
    if (this.skipAbove > 0) {
      if (depth === this.skipAbove) this.skipAbove = 0
      return
    }
    if (name === 'data') this.closeData()
    else if (name === 'default' && this.key) this.key.defaultText = this.text
    else if (name === 'key') this.key = null
    else if (name === 'node' || name === 'edge') this.closeElement()
  }

  private openGraph(tag: SaxesTagPlain, parent: string | undefined): void {
    if (parent === 'graphml' && this.graphCount > 0)
      return this.skip('The file holds several graphs; only the first was read')
    if (this.graphCount++ > 0)
      return this.sink.warn('A graph nested in a node was read as part of the whole graph', {
        line: this.parser.line,
      })
    this.sink.setDirected(tag.attributes['edgedefault'] !== 'undirected')
  }

  private openNode(tag: SaxesTagPlain): void {
    const row = this.sink.node(this.attribute(tag, 'id'), this.parser.line)
    this.open.push({ kind: 'node', row, seen: new Set() })
  }

  private openEdge(tag: SaxesTagPlain): void {
    const source = this.attribute(tag, 'source')
    const target = this.attribute(tag, 'target')
    const said = tag.attributes['directed']
    const directed = said === undefined ? undefined : /^(true|1)$/i.test(said.trim())
    const row = this.sink.edge(source, target, this.parser.line, directed)
    this.open.push({ kind: 'edge', row, seen: new Set() })
  }

  private openKey(tag: SaxesTagPlain): void {
    const id = this.attribute(tag, 'id')
    this.key = graphmlKeyFrom(id, tag.attributes)
    if (this.key.isUnknownType)
      this.sink.warn('A key has an unknown type and was read as text', {
        line: this.parser.line,
        example: id,
      })
    this.keys.set(`${this.key.domain} ${id}`, this.key)
  }

  private openData(tag: SaxesTagPlain): void {
    this.text = ''
    const element = this.open[this.open.length - 1]
    this.key = null
    if (!element) return
    const id = this.attribute(tag, 'key')
    this.key = this.keys.get(`${element.kind} ${id}`) ?? this.keys.get(`all ${id}`) ?? null
    if (this.key) return
    this.sink.warn('Data refer to a key that is not declared and were read as text', {
      line: this.parser.line,
      example: id,
    })
    this.key = graphmlKeyFrom(id, { for: element.kind })
    this.keys.set(`${element.kind} ${id}`, this.key)
  }

  private closeData(): void {
    const element = this.open[this.open.length - 1]
    if (element && this.key && !this.key.isDrawing) this.put(element, this.key, this.text)
    this.key = null
  }

  private closeElement(): void {
    const element = this.open.pop()
    if (!element || element.row < 0) return
    for (const key of this.keys.values())
      if (
        key.defaultText !== null &&
        !element.seen.has(key) &&
        (key.domain === element.kind || key.domain === 'all')
      ) {
        this.defaults.take(key.defaultText.length)
        this.put(element, key, key.defaultText)
      }
  }

  private put(element: OpenElement, key: GraphmlKey, text: string): void {
    if (element.row < 0) return
    element.seen.add(key)
    const cell = graphmlCell(key.type, text)
    if (cell) {
      const column = element.kind === 'node' ? this.sink.nodeColumn(key.name) : this.sink.edgeColumn(key.name)
      column.append(element.row, cell.kind, cell.text)
    } else if (!/^\s*([+-]?nan)?\s*$/i.test(text))
      this.sink.warn(`A value of “${key.name}” is no ${key.type}; it counts as missing`, {
        line: this.parser.line,
        example: text.trim(),
      })
  }

  private addText(text: string): void {
    const name = this.path[this.path.length - 1]
    if (this.skipAbove === 0 && (name === 'data' || name === 'default')) this.text += text
  }

  /** Skips the element that was just opened and all within. */
  private skip(sentence?: string): void {
    this.skipAbove = this.path.length
    if (sentence) this.sink.warn(sentence, { line: this.parser.line })
  }

  private skipNestedData(): void {
    this.skip(this.key?.isDrawing ? undefined : 'Data with nested elements were left out')
    this.key = null
  }

  private attribute(tag: SaxesTagPlain, name: string): string {
    const value = tag.attributes[name]
    if (value !== undefined) return value
    throw new MotifscopeError(
      'invalid-graphml',
      `Line ${this.parser.line}: <${tag.name}> has no “${name}” attribute.`,
      {
        line: this.parser.line,
      },
    )
  }
}
