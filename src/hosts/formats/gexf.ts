/** GEXF 1.1 to 1.3 as Gephi, networkx and others write it, read as a stream. Drawing data (`viz`) are left out; what
 *  changes over time, nodes within nodes and the like are read as if they did not, with a warning. */
import type { SaxesTagPlain } from 'saxes'
import { MotifscopeError } from '../../model/errors'
import { DefaultBudget } from './default-budget'
import { markupThatIsNoGraph } from './detect-format'
import type { ColumnSink, GraphFormat, GraphSink } from './format'
import { gexfAttributeFrom, gexfCell } from './gexf-attribute'
import type { GexfAttribute } from './gexf-attribute'
import { graphmlCell } from './graphml-key'
import { notXml, otherXml } from './xml-mistakes'
import { localName, openXmlParser, xmlTexts } from './xml-texts'

export const gexf: GraphFormat<GraphSink> = {
  name: 'gexf',
  async read({ bytes }, sink) {
    const reader = new GexfReader(sink)
    const refuse = (start: string) =>
      start.startsWith('<') ? markupThatIsNoGraph(start, 'GEXF') : notXml('GEXF')
    for await (const text of xmlTexts(bytes, refuse)) reader.write(text)
    reader.close()
  },
}

type Kind = 'node' | 'edge'

/** The node or edge whose values are being read. */
interface OpenElement {
  kind: Kind
  /** −1: the element repeats an earlier one, and its values are dropped. */
  row: number
  seen: Set<GexfAttribute>
}

const overTime = 'Values or elements that change over time were read without their times'

class GexfReader {
  private readonly sink: GraphSink
  private readonly parser = openXmlParser()
  private readonly attributes = {
    node: new Map<string, GexfAttribute>(),
    edge: new Map<string, GexfAttribute>(),
  }
  private readonly defaults = new DefaultBudget()
  private readonly path: string[] = []
  private readonly open: OpenElement[] = []
  /** What the `<attributes>` being read are of. */
  private declares: Kind | null = null
  private attribute: GexfAttribute | null = null
  private text = ''
  private graphCount = 0
  private isDirected = false
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
      throw new MotifscopeError('invalid-gexf', 'There is no <graph> element in this GEXF file.', {
        hint: 'A GEXF file is <gexf><graph><nodes>…</nodes><edges>…</edges></graph></gexf>.',
      })
  }

  private openTag(tag: SaxesTagPlain): void {
    const name = localName(tag.name)
    const isRoot = this.path.length === 0
    this.path.push(name)
    if (this.skipAbove > 0) return
    if (isRoot && name !== 'gexf') throw otherXml('GEXF', tag.name, this.parser.line)
    if (/^viz:/i.test(tag.name) || name === 'meta' || name === 'options') this.skip()
    else if (name === 'graph') this.openGraph(tag.attributes)
    else if (name === 'attributes') this.openAttributes(tag.attributes)
    else if (name === 'attribute') this.openAttribute(tag)
    else if (name === 'default') this.text = ''
    else if (name === 'node') this.openNode(tag)
    else if (name === 'edge') this.openEdge(tag)
    else if (name === 'attvalue') this.value(tag)
    else if (name === 'spells' || name === 'slices') this.skip(overTime)
    else if (name === 'parents') this.skip('The parents of a node were left out')
  }

  private closeTag(): void {
    const depth = this.path.length
    const name = this.path.pop()
    if (this.skipAbove > 0) {
      if (depth === this.skipAbove) this.skipAbove = 0
      return
    }
    if (name === 'default' && this.attribute) this.attribute.defaultText = this.text
    else if (name === 'attribute') this.attribute = null
    else if (name === 'attributes') this.declares = null
    else if (name === 'node' || name === 'edge') this.closeElement()
  }

  private addText(text: string): void {
    if (this.skipAbove === 0 && this.path[this.path.length - 1] === 'default') this.text += text
  }

  private openGraph(attributes: Record<string, string>): void {
    if (this.graphCount++ > 0) return this.skip('The file holds several graphs; only the first was read')
    // `mutual` stands for both ways.
    this.isDirected = /^(directed|mutual)$/i.test(attributes['defaultedgetype'] ?? '')
    this.sink.setDirected(this.isDirected)
    if (/^dynamic$/i.test(attributes['mode'] ?? '')) this.warn(overTime)
  }

  private openAttributes(attributes: Record<string, string>): void {
    const of = attributes['class']?.toLowerCase()
    if (of !== 'node' && of !== 'edge')
      return this.skip('Attributes of neither nodes nor edges were left out')
    this.declares = of
  }

  private openAttribute(tag: SaxesTagPlain): void {
    if (!this.declares) return this.skip()
    const id = this.required(tag, 'id')
    this.attribute = gexfAttributeFrom(id, tag.attributes)
    if (this.attribute.isUnknownType) this.warn('An attribute has an unknown type and was read as text', id)
    this.attributes[this.declares].set(id, this.attribute)
  }

  private openNode(tag: SaxesTagPlain): void {
    if (this.open.length > 0) this.warn('A node within a node was read as a node of the graph')
    const id = this.required(tag, 'id')
    const row = this.sink.node(id, this.parser.line)
    this.open.push({ kind: 'node', row, seen: new Set() })
    const { label, pid } = tag.attributes
    if (pid !== undefined) this.warn('The parents of a node were left out')
    this.noteTimes(tag)
    if (row >= 0 && label !== undefined && label !== id)
      this.sink.nodeColumn('label').append(row, 'string', label)
  }

  private openEdge(tag: SaxesTagPlain): void {
    const source = this.required(tag, 'source')
    const target = this.required(tag, 'target')
    const type = tag.attributes['type']?.toLowerCase()
    const directed =
      type === 'directed' ? true : type === 'undirected' || type === 'mutual' ? false : undefined
    const said = directed === this.isDirected ? undefined : directed
    const row = this.sink.edge(source, target, this.parser.line, said)
    this.open.push({ kind: 'edge', row, seen: new Set() })
    this.noteTimes(tag)
    const { weight, label, kind } = tag.attributes
    if (weight !== undefined) this.put(row, this.sink.edgeColumn('weight'), 'weight', weight)
    if (label) this.sink.edgeColumn('label').append(row, 'string', label)
    if (kind) this.sink.edgeColumn('kind').append(row, 'string', kind)
  }

  /** The weight of an edge. */
  private put(row: number, column: ColumnSink, name: string, text: string): void {
    const cell = graphmlCell(/^\s*[+-]?\d+\s*$/.test(text) ? 'integer' : 'number', text)
    if (cell) column.append(row, cell.kind, cell.text)
    else this.warn(`A value of “${name}” is no number; it counts as missing`, text)
  }

  private noteTimes({ attributes }: SaxesTagPlain): void {
    const { start, end, timestamp, timestamps, intervals } = attributes
    if ((start ?? end ?? timestamp ?? timestamps ?? intervals) !== undefined) this.warn(overTime)
  }

  private value(tag: SaxesTagPlain): void {
    const element = this.open[this.open.length - 1]
    if (!element) return
    this.noteTimes(tag)
    const id = tag.attributes['for'] ?? this.required(tag, 'id', 'for')
    const declared = this.attributes[element.kind]
    let attribute = declared.get(id)
    if (!attribute) {
      this.warn('A value refers to an attribute that is not declared and was read as text', id)
      attribute = gexfAttributeFrom(id, {})
      declared.set(id, attribute)
    }
    if (!element.seen.has(attribute)) this.putValue(element, attribute, this.required(tag, 'value'))
  }

  private putValue(element: OpenElement, attribute: GexfAttribute, text: string): void {
    if (element.row < 0) return
    element.seen.add(attribute)
    const { name } = attribute
    const cell = gexfCell(attribute, text)
    const column = element.kind === 'node' ? this.sink.nodeColumn(name) : this.sink.edgeColumn(name)
    if (cell) column.append(element.row, cell.kind, cell.text)
    else if (!/^\s*([+-]?nan)?\s*$/i.test(text))
      this.warn(`A value of “${name}” is no ${attribute.type}; it counts as missing`, text)
  }

  private closeElement(): void {
    const element = this.open.pop()
    if (!element) return
    for (const attribute of this.attributes[element.kind].values())
      if (attribute.defaultText !== null && !element.seen.has(attribute)) {
        this.defaults.take(attribute.defaultText.length)
        this.putValue(element, attribute, attribute.defaultText)
      }
  }

  /** Skips the element that was just opened and all within. */
  private skip(sentence?: string): void {
    this.skipAbove = this.path.length
    if (sentence) this.warn(sentence)
  }

  private warn(sentence: string, example?: string): void {
    this.sink.warn(sentence, { line: this.parser.line, ...(example === undefined ? {} : { example }) })
  }

  private required(tag: SaxesTagPlain, name: string, called = name): string {
    const value = tag.attributes[name]
    if (value !== undefined) return value
    const { line } = this.parser
    throw new MotifscopeError('invalid-gexf', `Line ${line}: <${tag.name}> has no “${called}” attribute.`, {
      hint: 'GEXF names nodes by “id”, and the ends of edges by “source” and “target”.',
      line,
    })
  }
}
