/** DOT, the language of Graphviz: nodes, edges and their attributes; numbers and Booleans without quotes are such, the
 *  rest is text. Subgraphs are flattened, ports and the attributes of graphs left out. Edges stream; nodes wait until
 *  the end, since any statement may tell more of them. */
import { peek } from './byte-stream'
import { decodeText } from './decode-text'
import { DotGraph } from './dot-graph'
import type { DotScope } from './dot-graph'
import { dotMistake, dotWordFrom, scanDot } from './dot-words'
import type { DotWord } from './dot-words'
import type { GraphFormat, GraphSink } from './format'
import { shown, TokenFeed } from './token-feed'

const maximumDepth = 64

/** Reads from the words that it is given one by one. */
type Reading<Result = void> = Generator<undefined, Result, DotWord>

export const dot: GraphFormat<GraphSink> = {
  name: 'dot',
  async read({ bytes }, sink) {
    const { head, bytes: all } = await peek(bytes, 4)
    const reader = new DotReader(sink)
    const reading = reader.read()
    reading.next()
    let lastLine = 1
    const feed = new TokenFeed(scanDot, (token, line) => {
      const word = dotWordFrom(token, line)
      lastLine = line
      if (word) reading.next(word)
    })
    for await (const text of decodeText(all, head)) feed.push(text)
    feed.finish()
    reading.next({ kind: 'end', text: 'the end of the file', line: lastLine })
    reader.graph.finish()
  },
}

class DotReader {
  private readonly sink: GraphSink
  readonly graph: DotGraph
  private word: DotWord = { kind: 'end', text: '', line: 1 }
  private depth = 0

  constructor(sink: GraphSink) {
    this.sink = sink
    this.graph = new DotGraph(sink)
  }

  *read(): Reading {
    yield* this.next()
    const isStrict = this.isWord('strict')
    if (isStrict) yield* this.next()
    const isDirected = this.isWord('digraph')
    if (!isDirected && !this.isWord('graph')) throw this.unexpected('“graph” or “digraph”')
    this.graph.begin(isDirected, isStrict)
    yield* this.next()
    if (!this.isSign('{')) yield* this.name()
    if (!this.isSign('{')) throw this.unexpected('“{”')
    yield* this.body({ node: new Map(), edge: new Map(), members: new Set() })
    if (this.word.kind === 'end') return
    this.sink.warn('The file holds several graphs; only the first was read', { line: this.word.line })
    for (;;) yield
  }

  private *next(): Reading {
    this.word = yield
  }

  private isWord(text: string): boolean {
    return this.word.kind === 'bare' && this.word.text.toLowerCase() === text
  }

  private isSign(text: string): boolean {
    return this.word.kind === 'sign' && this.word.text === text
  }

  private unexpected(wanted: string): Error {
    const { kind, text, line } = this.word
    return dotMistake(line, `${kind === 'end' ? text : shown(text)} stands where ${wanted} should be`)
  }

  /** `{ … }`, the brackets included. */
  private *body(scope: DotScope): Reading {
    if (++this.depth > maximumDepth)
      throw dotMistake(this.word.line, `subgraphs are nested more than ${maximumDepth} deep`)
    yield* this.next()
    while (!this.isSign('}')) {
      if (this.isSign(';') || this.isSign(',')) yield* this.next()
      else yield* this.statement(scope)
    }
    this.depth--
    yield* this.next()
  }

  private *statement(scope: DotScope): Reading {
    for (const of of ['node', 'edge', 'graph'] as const)
      if (this.isWord(of)) {
        yield* this.next()
        const values = yield* this.attributes()
        if (of !== 'graph') for (const [name, value] of values) scope[of].set(name, value)
        return
      }
    const { line } = this.word
    const first = yield* this.end(scope)
    if (first.name !== null && this.isSign('=')) {
      yield* this.next()
      yield* this.name()
      return
    }
    const ends = [first.ends(scope)]
    while (this.isSign('->') || this.isSign('--')) {
      this.graph.noteSign(this.word)
      yield* this.next()
      ends.push((yield* this.end(scope)).ends(scope))
    }
    const values = yield* this.attributes()
    if (ends.length > 1) this.graph.addEdges(ends, values, scope, line)
    else if (first.name !== null) this.graph.setNode(first.name, values)
  }

  /** A node, perhaps with a port, or a subgraph. A name becomes a node only once it is known to be no `name = value`. */
  private *end(scope: DotScope): Reading<{ name: string | null; ends: (scope: DotScope) => string[] }> {
    if (this.isSign('{') || this.isWord('subgraph')) {
      const members = yield* this.subgraph(scope)
      return { name: null, ends: () => members }
    }
    const { line } = this.word
    const name = (yield* this.name()).text
    while (this.isSign(':')) {
      yield* this.next()
      yield* this.name()
    }
    return {
      name,
      ends: (within) => {
        this.graph.mention(name, within, line)
        return [name]
      },
    }
  }

  private *subgraph(scope: DotScope): Reading<string[]> {
    let name: string | null = null
    if (this.isWord('subgraph')) {
      yield* this.next()
      if (!this.isSign('{')) name = (yield* this.name()).text
    }
    if (!this.isSign('{')) return this.graph.membersOf(name ?? '')
    const inner: DotScope = { node: new Map(scope.node), edge: new Map(scope.edge), members: new Set() }
    yield* this.body(inner)
    return this.graph.closeSubgraph(name, inner, scope)
  }

  /** `[a=1, b="x"] [c]`: all of them; a name alone is true. */
  private *attributes(): Reading<Map<string, DotWord>> {
    const values = new Map<string, DotWord>()
    while (this.isSign('[')) {
      yield* this.next()
      while (!this.isSign(']')) {
        const name = yield* this.name()
        values.set(name.text, { kind: 'bare', text: 'true', line: name.line })
        if (this.isSign('=')) {
          yield* this.next()
          values.set(name.text, yield* this.name())
        }
        if (this.isSign(',') || this.isSign(';')) yield* this.next()
      }
      yield* this.next()
    }
    return values
  }

  /** A name, number or text; texts joined by `+` are one. */
  private *name(): Reading<DotWord> {
    const { word } = this
    if (word.kind !== 'bare' && word.kind !== 'text') throw this.unexpected('a name')
    yield* this.next()
    let { text } = word
    while (word.kind === 'text' && this.isSign('+')) {
      yield* this.next()
      text += this.word.text
      yield* this.next()
    }
    return { ...word, text }
  }
}
