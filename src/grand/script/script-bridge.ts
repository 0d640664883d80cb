/** The page's side of the sandbox: takes the questions of a script, asks the graph, and keeps the answers until they are
 *  handed in. Trusts nothing that comes from the script: names are looked up, arguments checked one by one. */
import { MotifscopeError } from '../../model/errors'
import type { DialectGraph } from '../dialect-graph'
import { operationOf } from './operations'
import { charactersWritten, isWriting, ScriptGraphs } from './script-graphs'
import { textOfValue, unmarked } from './script-values'

/** Items of a stream per crossing: few at first, for loops that end early. */
const firstItems = 64
const mostItems = 4096
const mostStreams = 10_000

interface OpenStream {
  iterator: AsyncIterator<unknown>
  size: number
}

export class ScriptBridge {
  /** Questions that the graph has not answered yet. */
  inFlight = 0
  private answers: string[] = []
  private readonly streams = new Map<number, OpenStream>()
  private lastStream = 0
  private readonly graphs: ScriptGraphs
  private writtenCharacters = 0
  private arrived: () => void = () => undefined

  /** @param mostWritten characters of what a script may write into a graph in memory */
  constructor(
    graph: DialectGraph,
    private readonly mostWritten: number,
  ) {
    this.graphs = new ScriptGraphs(graph, (characters) => this.weigh(characters))
  }

  /** What the script's side had gathered: `[[id, name, arguments], …]`, or nothing. */
  send(text: string): void {
    if (text === '') return
    for (const question of JSON.parse(text) as unknown[]) void this.answer(question, text.length)
  }

  /** The answers so far, for the script's side; empty when there are none. */
  collect(): string {
    if (this.answers.length === 0) return ''
    const text = `[${this.answers.join()}]`
    this.answers = []
    return text
  }

  get hasAnswers(): boolean {
    return this.answers.length > 0
  }

  /** The next answer has come, or one is there. */
  nextAnswer(): Promise<void> {
    return this.hasAnswers ? Promise.resolve() : new Promise((resolve) => (this.arrived = resolve))
  }

  /** Ends what is still being read. */
  close(): void {
    for (const { iterator } of this.streams.values()) void iterator.return?.().catch(() => undefined)
    this.streams.clear()
  }

  private async answer(question: unknown, length: number): Promise<void> {
    const [id, name, given] = Array.isArray(question) ? (question as unknown[]) : []
    if (!Number.isSafeInteger(id)) return
    this.inFlight++
    let answer: string
    try {
      const value = await this.ask(String(name), unmarked(given, 0) as unknown[], length)
      const { text, isMarked } = textOfValue(value)
      answer = `[${String(id)},"${isMarked ? 'marked' : 'plain'}",${text}]`
    } catch (thrown) {
      answer = `[${String(id)},"failed",${JSON.stringify(failureOf(thrown))}]`
    }
    this.inFlight--
    this.answers.push(answer)
    this.arrived()
  }

  /** @param asked a function; of a graph that the script has made, with its number before it: `2:nx.degree` */
  private async ask(asked: string, given: readonly unknown[], length: number): Promise<unknown> {
    if (asked === 'more') return this.more(Number(given[0]))
    if (asked === 'enough') return this.enough(Number(given[0]))
    const { graph, name } = this.graphs.find(asked)
    const operation = operationOf(name)
    if (!operation) throw new MotifscopeError('invalid-argument', `There is no function ${name}.`)
    if (isWriting(name)) this.weigh(length + (await charactersWritten(graph, name, given)))
    if (operation.kind === 'graph') return this.graphs.make(graph, name, operation, given)
    const answer = operation.call(graph, given)
    return Symbol.asyncIterator in answer ? this.open(answer) : answer
  }

  /** What is written lies outside the script's own memory. */
  private weigh(length: number): void {
    this.writtenCharacters += length
    if (this.writtenCharacters > this.mostWritten)
      throw new MotifscopeError('out-of-memory', 'The script wrote more into the graph than it may.', {
        hint: 'Give it more memory, or write less.',
      })
  }

  private open(items: AsyncIterable<unknown>): Promise<unknown> {
    if (this.streams.size >= mostStreams)
      throw new MotifscopeError('too-many-streams', `More than ${mostStreams} streams are open.`)
    const source = ++this.lastStream
    this.streams.set(source, { iterator: items[Symbol.asyncIterator](), size: firstItems })
    return this.more(source)
  }

  private async more(source: number): Promise<unknown> {
    const stream = this.streams.get(source)
    if (!stream) return { items: [], source: null }
    const items: unknown[] = []
    try {
      while (items.length < stream.size) {
        const { value, done } = await stream.iterator.next()
        if (done) {
          this.streams.delete(source)
          return { items, source: null }
        }
        items.push(value)
        // A batch of records is enough for one crossing.
        if (Array.isArray(value) && value.length >= mostItems / 4) break
      }
    } catch (thrown) {
      this.streams.delete(source)
      throw thrown
    }
    stream.size = Math.min(mostItems, stream.size * 4)
    return { items, source }
  }

  private async enough(source: number): Promise<void> {
    const stream = this.streams.get(source)
    this.streams.delete(source)
    await stream?.iterator.return?.()
  }
}

/** An error as the script may catch it. */
function failureOf(thrown: unknown): Record<string, string> {
  if (thrown instanceof MotifscopeError) {
    const { code, message, hint } = thrown
    return { name: 'GraphError', code, message, ...(hint === undefined ? {} : { hint }) }
  }
  return thrown instanceof Error
    ? { name: thrown.name, message: thrown.message }
    : { name: 'Error', message: String(thrown) }
}
