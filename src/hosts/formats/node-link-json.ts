/** Node-link JSON as networkx writes it: `directed`, `multigraph`, `nodes`, and `links` or `edges`. Integers stay exact
 *  however long; an attribute may be of mixed types, a list, or an object. */
import type { AttributeValue } from '../../model/attribute'
import { MotifscopeError } from '../../model/errors'
import { peek } from './byte-stream'
import { decodeText } from './decode-text'
import { JsonMistake, readExactJson, writeExactJson } from './exact-json'
import type { CellKind, ColumnSink, GraphFormat, GraphSink } from './format'
import { JsonSplitter } from './json-elements'
import type { JsonHandler } from './json-elements'

export const nodeLinkJson: GraphFormat<GraphSink> = {
  name: 'json',
  async read({ bytes }, sink) {
    const { head, bytes: all } = await peek(bytes, 4)
    const reader = new NodeLinkReader(sink)
    const splitter = new JsonSplitter(reader)
    for await (const text of decodeText(all, head)) splitter.write(text)
    splitter.close()
    reader.finish()
  },
}

class NodeLinkReader implements JsonHandler {
  private readonly sink: GraphSink
  private hasNodes = false
  private edgeKey: string | null = null

  constructor(sink: GraphSink) {
    this.sink = sink
    // What node_link_graph of networkx assumes where the document does not say.
    sink.setDirected(false)
    sink.expectDeclaredNodes()
  }

  wantsElements(key: string): boolean {
    if (key === 'nodes') return (this.hasNodes = true)
    if (key !== 'links' && key !== 'edges') return false
    if (this.edgeKey !== null && this.edgeKey !== key) {
      this.sink.warn('The file has both “links” and “edges”; only the first of them was read')
      return false
    }
    this.edgeKey = key
    return true
  }

  member(key: string, text: string, line: number): void {
    if (key === 'directed') this.sink.setDirected(parse(text, line) === true)
  }

  element(key: string, text: string, line: number): void {
    const value = parse(text, line)
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      throw new MotifscopeError('not-node-link', `Line ${line}: an entry of “${key}” is not an object.`, {
        line,
      })
    if (key === 'nodes') this.addNode(value, line)
    else this.addEdge(value, line)
  }

  finish(): void {
    if (this.hasNodes && this.edgeKey !== null) return
    const absent = this.hasNodes ? '“links” or “edges”' : '“nodes”'
    throw new MotifscopeError(
      'not-node-link',
      `This JSON is not a node-link graph: it has no list ${absent}.`,
      {
        hint: 'Write it with networkx.node_link_data, or save the graph as GraphML.',
      },
    )
  }

  private addNode(node: Record<string, AttributeValue>, line: number): void {
    const row = this.sink.node(idFrom(node, 'id', line), line)
    if (row >= 0) this.append(row, node, ['id'], (name) => this.sink.nodeColumn(name))
  }

  private addEdge(edge: Record<string, AttributeValue>, line: number): void {
    const row = this.sink.edge(idFrom(edge, 'source', line), idFrom(edge, 'target', line), line)
    this.append(row, edge, ['source', 'target'], (name) => this.sink.edgeColumn(name))
  }

  private append(
    row: number,
    members: Record<string, AttributeValue>,
    reserved: string[],
    column: (name: string) => ColumnSink,
  ): void {
    for (const [name, value] of Object.entries(members)) {
      if (value === null || reserved.includes(name)) continue
      const cell = cellFrom(value)
      column(name).append(row, cell.kind, cell.text)
    }
  }
}

/** Ids are text: a number as its digits, a list (a tuple in Python) as JSON. */
function idFrom(members: Record<string, AttributeValue>, key: string, line: number): string {
  const id = members[key]
  if (typeof id === 'string') return id
  if (id !== undefined && id !== null) return writeExactJson(id)
  throw new MotifscopeError(
    'not-node-link',
    `Line ${line}: ${key === 'id' ? 'a node' : 'an edge'} has no “${key}”.`,
    {
      line,
    },
  )
}

function cellFrom(value: Exclude<AttributeValue, null>): { kind: CellKind; text: string } {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', text: value }
    case 'boolean':
      return { kind: 'boolean', text: String(value) }
    case 'bigint':
      return { kind: 'integer', text: String(value) }
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { kind: 'integer', text: String(value) }
        : { kind: 'double', text: String(value) }
    case 'object':
      return { kind: 'json', text: writeExactJson(value) }
  }
}

function parse(text: string, line: number): AttributeValue {
  try {
    return readExactJson(text)
  } catch (thrown) {
    if (!(thrown instanceof JsonMistake)) throw thrown
    const before = text.slice(0, thrown.position).split('\n')
    const place = { line: line + before.length - 1 }
    throw new MotifscopeError(
      'invalid-json',
      `This is not valid JSON (line ${place.line}): ${thrown.message}.`,
      place,
    )
  }
}
