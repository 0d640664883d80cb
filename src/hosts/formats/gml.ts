/** GML as networkx, igraph, Gephi and M. Newman write it, read as a stream. A key that is repeated is a list, a list of
 *  its own an object. Where nodes are merely numbered, their label is their id. */
import { MotifscopeError } from '../../model/errors'
import { peek } from './byte-stream'
import { decodeText } from './decode-text'
import type { GraphFormat, GraphSink } from './format'
import { GmlGraph } from './gml-graph'
import { gmlCell } from './gml-value'
import type { GmlRecord } from './gml-value'
import { scanWith, shown, TokenFeed } from './token-feed'

const scan = scanWith(/#[^\n]*|"[^"]*"|[[\]]|[^\s"[\]]+/y)
/** Lists in lists beyond this are nobody's data. */
const maximumDepth = 64

export const gml: GraphFormat<GraphSink> = {
  name: 'gml',
  async read({ bytes }, sink) {
    const { head, bytes: all } = await peek(bytes, 4)
    const reader = new GmlReader(sink)
    const feed = new TokenFeed(scan, (token, line) => reader.token(token, line))
    for await (const text of decodeText(all, head)) feed.push(text)
    feed.finish()
    reader.finish()
  },
}

/** What a list is: the file, the graph, a node or an edge, something within those, or of no interest. */
type Role = 'file' | 'graph' | 'node' | 'edge' | 'value' | 'skipped'

interface OpenList {
  role: Role
  key: string
  line: number
  record: GmlRecord
}

class GmlReader {
  private readonly sink: GraphSink
  private readonly graph: GmlGraph
  private readonly open: OpenList[] = [{ role: 'file', key: '', line: 1, record: new Map() }]
  private key: string | null = null
  private graphCount = 0

  constructor(sink: GraphSink) {
    this.sink = sink
    this.graph = new GmlGraph(sink)
    // What the format says where the file does not.
    sink.setDirected(false)
    sink.expectDeclaredNodes()
  }

  token(token: string, line: number): void {
    if (token.charCodeAt(0) === 35) return
    if (token === ']') this.closeList(line)
    else if (this.open.length === 1 && token !== '[')
      // Before the graph anything may stand, even sentences without quotes.
      this.key = token
    else if (this.key === null) this.key = keyFrom(token, line)
    else if (token === '[') this.openList(this.key, line)
    else this.value(this.key, token, line)
  }

  finish(): void {
    const last = this.open[this.open.length - 1] as OpenList
    if (this.open.length > 1)
      throw gmlMistake(last.line, `the list “${last.key} [” is never closed`, 'truncated-gml')
    if (this.graphCount === 0)
      throw new MotifscopeError('invalid-gml', 'There is no “graph [ … ]” in this GML file.', { line: 1 })
    this.graph.finish()
  }

  private openList(key: string, line: number): void {
    this.key = null
    if (this.open.length > maximumDepth)
      throw gmlMistake(line, `lists are nested more than ${maximumDepth} deep`)
    const role = this.roleOf(key, (this.open[this.open.length - 1] as OpenList).role, line)
    this.open.push({ role, key, line, record: new Map() })
  }

  private roleOf(key: string, parent: Role, line: number): Role {
    if (parent === 'file' && key === 'graph') {
      if (this.graphCount++ === 0) return 'graph'
      this.sink.warn('The file holds several graphs; only the first was read', { line })
    } else if (parent === 'graph' && (key === 'node' || key === 'edge')) return key
    else if (parent === 'node' || parent === 'edge' || parent === 'value') return 'value'
    return 'skipped'
  }

  private closeList(line: number): void {
    if (this.key !== null) throw gmlMistake(line, `“${this.key}” has no value before “]”`)
    const list = this.open.pop() as OpenList
    const parent = this.open[this.open.length - 1]
    if (!parent) throw gmlMistake(line, 'there is a “]” too many')
    if (list.role === 'node') this.graph.node(list.record, list.line)
    else if (list.role === 'edge') this.graph.edge(list.record, list.line)
    else if (list.role === 'value') addTo(parent.record, list.key, list.record)
  }

  private value(key: string, token: string, line: number): void {
    this.key = null
    const list = this.open[this.open.length - 1] as OpenList
    if (list.role === 'graph' && key === 'directed') this.sink.setDirected(Number(token) === 1)
    if (list.role === 'node' || list.role === 'edge' || list.role === 'value')
      addTo(list.record, key, gmlCell(token))
    else if (list.role === 'graph' && (key === 'node' || key === 'edge'))
      throw gmlMistake(line, `“${key}” is followed by ${shown(token)} instead of “[”`)
  }
}

function addTo(record: GmlRecord, key: string, value: GmlRecord | ReturnType<typeof gmlCell>): void {
  const known = record.get(key)
  if (known) known.push(value)
  else record.set(key, [value])
}

function keyFrom(token: string, line: number): string {
  if (/^[A-Za-z_][\w.:-]*$/.test(token)) return token
  throw gmlMistake(line, `${shown(token)} stands where the name of a value should be`)
}

/** What is wrong, and where. */
export function gmlMistake(line: number, what: string, code = 'invalid-gml'): MotifscopeError {
  return new MotifscopeError(code, `This GML file cannot be read: ${what} (line ${line}).`, {
    hint: 'Each value has a name before it, and each list is closed by “]”. The file may have been cut off.',
    line,
  })
}
