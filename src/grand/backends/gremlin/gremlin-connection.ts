/** The way to a Gremlin server: WebSockets of the official client, opened when first needed and again when they were cut.
 *  A question is a traversal that may be asked twice, so one that was cut off is; an answer is all of it or an error,
 *  never a part. What somebody may give up is asked in a session, where the server has such: then its work ends with it.
 *  In a browser the client runs on the page's own WebSocket. */
import type { driver } from 'gremlin'
import { errorDataFrom, MotifscopeError } from '../../../model/errors'
import type { Credentials } from '../../remote/cypher-endpoint'
import { streamPatiently } from '../../remote/patience'
import { originOf, readAddress } from '../../remote/remote-address'
import { gremlinUnreachable, interrupted, quoted, refusedBy, timedOut } from '../../remote/remote-faults'
import { GremlinSocket } from './gremlin-socket'
import type { GremlinAddress, GremlinClient } from './gremlin-socket'

export interface Traversal {
  getBytecode(): unknown
}

interface Failed {
  statusCode?: number
  statusMessage?: string
}

/** How a question is asked. */
export interface AskOptions {
  /** Who gives it up, gives the server's work on it up too. */
  signal?: AbortSignal | undefined
  /** A shorter wait for the answer than that of the address. */
  atMostMs?: number | undefined
}

type Question = Pick<AskOptions, 'signal'> & { limitMs: number }

const defaultTimeoutMs = 60_000
/** Of the protocol: the query took too long; the server asks for patience. */
const [tookTooLong, temporary] = [598, 596]
const longestRestMs = 10_000

export class GremlinConnection {
  /** In no session: for questions that are never given up, any number at once. */
  private shared: GremlinSocket | undefined
  /** In sessions, one question at a time in each; at most one that waits for the next is kept. */
  private resting: GremlinSocket | undefined
  private restTimer: ReturnType<typeof setTimeout> | undefined
  private readonly asking = new Set<GremlinSocket>()
  /** Undefined: nothing was asked in one yet. */
  private hasSessions: boolean | undefined
  private isClosed = false
  private readonly asked: { label: string; credentials: Credentials }
  private readonly timeoutMs: number

  /** @throws MotifscopeError `invalid-address`, `mixed-content` */
  constructor(
    readonly gremlin: GremlinClient,
    private readonly address: GremlinAddress,
  ) {
    const { login, timeoutMs = defaultTimeoutMs } = address
    this.asked = {
      label: originOf(readAddress(address.url, ['wss:', 'ws:'])),
      credentials: login ? { kind: 'basic', ...login } : { kind: 'none' },
    }
    this.timeoutMs = timeoutMs
  }

  /** All that a traversal answers.
   *  @throws MotifscopeError `unreachable`, `interrupted`, `timeout`, `unauthorised`, `forbidden`, `http-error`,
   *  `gremlin-error`; the signal's reason, as soon as it says so */
  async ask(traversal: Traversal, { signal, atMostMs = Infinity }: AskOptions = {}): Promise<unknown[]> {
    const limitMs = Math.min(atMostMs, this.timeoutMs)
    const attempt = async function* (this: GremlinConnection) {
      yield unbulked(await this.askOnce(traversal, { signal, limitMs }))
    }
    const patience = { canRepeat: true, signal, pause: this.address.pause }
    for await (const answer of streamPatiently(attempt.bind(this), patience)) return answer
    return []
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.restTimer)
    // A silent server would keep a closing socket, and whoever waits for it, for half a minute.
    for (const socket of [this.shared, this.resting, ...this.asking]) this.drop(socket)
  }

  private async askOnce(traversal: Traversal, options: Question): Promise<driver.ResultSet> {
    if (options.signal === undefined || this.hasSessions === false) return this.askOutside(traversal, options)
    try {
      return await this.askInSession(traversal, options)
    } catch (thrown) {
      options.signal.throwIfAborted()
      const { code } = errorDataFrom(thrown)
      if (this.hasSessions === true || (code !== 'gremlin-error' && code !== 'interrupted')) throw thrown
      const answer = await this.askOutside(traversal, options)
      // Refused in a session, and answered in none: there are none.
      if (code === 'gremlin-error') this.hasSessions = false
      return answer
    }
  }

  private askOutside(traversal: Traversal, options: Question): Promise<driver.ResultSet> {
    return this.askOn(() => (this.shared ??= this.newSocket(false)), traversal, options)
  }

  private async askInSession(traversal: Traversal, options: Question): Promise<driver.ResultSet> {
    const socket = this.resting ?? this.newSocket(true)
    this.resting = undefined
    this.asking.add(socket)
    try {
      const answer = await this.askOn(() => socket, traversal, options)
      this.hasSessions = true
      return answer
    } finally {
      this.asking.delete(socket)
      this.rest(socket)
    }
  }

  /** The next question usually comes at once; for longer, no thread of the server is kept waiting. */
  private rest(socket: GremlinSocket): void {
    if (socket.isLeft) return
    if (this.resting || this.isClosed) return this.drop(socket)
    this.resting = socket
    clearTimeout(this.restTimer)
    this.restTimer = setTimeout(() => this.drop(this.resting), longestRestMs)
  }

  private async askOn(
    socketFor: () => GremlinSocket,
    traversal: Traversal,
    { signal, limitMs }: Question,
  ): Promise<driver.ResultSet> {
    signal?.throwIfAborted()
    if (this.isClosed)
      throw new MotifscopeError('closed', `The connection to ${this.asked.label} was closed.`)
    const socket = socketFor()
    const done = new AbortController()
    const limits = this.limits(limitMs, done.signal, signal)
    try {
      await Promise.race([this.opened(socket), limits])
      return await Promise.race([socket.submit(traversal.getBytecode(), limitMs), limits])
    } catch (error) {
      const status = (error as Failed | undefined)?.statusCode
      // What the server refused leaves the connection as it was. After anything else nobody knows what comes next.
      if (status === undefined) this.drop(socket)
      signal?.throwIfAborted()
      throw error instanceof MotifscopeError ? error : this.faultOf(error, status, limitMs)
    } finally {
      done.abort()
    }
  }

  private async opened(socket: GremlinSocket): Promise<void> {
    await socket.open().catch((cause: unknown) => {
      throw gremlinUnreachable(this.asked, cause)
    })
  }

  /** Rejects when the time is over or the asker has had enough. */
  private limits(limitMs: number, done: AbortSignal, signal: AbortSignal | undefined): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setTimeout(() => reject(timedOut(this.asked, limitMs)), limitMs)
      const abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort)
      done.addEventListener('abort', () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      })
    })
  }

  private newSocket(inSession: boolean): GremlinSocket {
    return new GremlinSocket(this.gremlin, this.address, inSession, (socket) => this.forget(socket))
  }

  private forget(socket: GremlinSocket): void {
    if (this.shared === socket) this.shared = undefined
    if (this.resting === socket) this.resting = undefined
  }

  private drop(socket: GremlinSocket | undefined): void {
    if (!socket) return
    this.forget(socket)
    void socket.leave()
  }

  private faultOf(error: unknown, status: number | undefined, limitMs: number): MotifscopeError {
    if (status === undefined) return interrupted(this.asked, error)
    const text = (error as Failed).statusMessage ?? ''
    if (status === tookTooLong) return timedOut(this.asked, limitMs)
    if (status === 407) return refusedBy(this.asked, 401, '')
    if (status === 401 || status === 403 || status === 429) return refusedBy(this.asked, status, text)
    if (status === temporary || /ConcurrentModification|TransactionException/.test(text))
      return refusedBy(this.asked, 503, text)
    return new MotifscopeError(
      'gremlin-error',
      `${this.asked.label} refused: ${quoted(text, this.asked)} (${status})`,
      {
        hint: 'The server’s own words; what it can do depends on its version and the database behind it.',
      },
    )
  }
}

/** A value may stand for several alike. */
function unbulked(answer: driver.ResultSet): unknown[] {
  return answer
    .toArray()
    .flatMap(({ object, bulk }: { object: unknown; bulk: number | bigint }) =>
      Array.from({ length: Number(bulk) }, () => object),
    )
}
