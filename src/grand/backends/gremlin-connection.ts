/** The way to a Gremlin server: one WebSocket of the official client, opened when first needed and again when it was cut.
 *  A question is a traversal that may be asked twice, so one that was cut off is; an answer is all of it or an error,
 *  never a part. In a browser the client runs on the page's own WebSocket. */
import type { driver, process, structure } from 'gremlin'
import { MotifscopeError } from '../../model/errors'
import type { Credentials } from '../remote/cypher-endpoint'
import { streamPatiently } from '../remote/patience'
import { originOf, readAddress } from '../remote/remote-address'
import { gremlinUnreachable, interrupted, quoted, refusedBy, timedOut } from '../remote/remote-faults'
import { exactSerializers } from './gremlin-values'

/** What of the client is used; it is loaded when the first backend opens. */
export interface GremlinClient {
  driver: typeof driver
  process: typeof process
  structure: typeof structure
}

export interface GremlinAddress {
  /** `wss://host:port/gremlin`, or `ws://` on this computer. */
  url: string
  /** The server's name for the graph. Default `g`. */
  traversalSource?: string
  /** Kept in memory, sent to this address only. */
  login?: { username: string; password: string }
  /** The longest wait for an answer. Default 60,000. */
  timeoutMs?: number
  /** Waits before a question is asked again; in tests, shorter. */
  pause?: (ms: number) => Promise<void>
}

export interface Traversal {
  getBytecode(): unknown
}

interface Failed {
  statusCode?: number
  statusMessage?: string
}

const mimeType = 'application/vnd.gremlin-v3.0+json'
const defaultTimeoutMs = 60_000
/** Of the protocol: the query took too long; the server asks for patience. */
const [tookTooLong, temporary] = [598, 596]

export class GremlinConnection {
  private client: driver.Client | undefined
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
   *  `gremlin-error`; the signal's reason */
  async ask(traversal: Traversal, signal?: AbortSignal): Promise<unknown[]> {
    const attempt = async function* (this: GremlinConnection) {
      yield unbulked(await this.askOnce(traversal, signal))
    }
    const patience = { canRepeat: true, signal, pause: this.address.pause }
    for await (const answer of streamPatiently(attempt.bind(this), patience)) return answer
    return []
  }

  async close(): Promise<void> {
    this.isClosed = true
    // A silent server would keep a closing socket, and whoever waits for it, for half a minute.
    void this.drop(this.client)
  }

  private async askOnce(traversal: Traversal, signal: AbortSignal | undefined): Promise<driver.ResultSet> {
    signal?.throwIfAborted()
    if (this.isClosed)
      throw new MotifscopeError('closed', `The connection to ${this.asked.label} was closed.`)
    const client = (this.client ??= this.newClient())
    const limit = new AbortController()
    try {
      await Promise.race([this.opened(client), this.limits(limit.signal, signal)])
      const question = client.submit(traversal.getBytecode() as never, null, {
        evaluationTimeout: this.timeoutMs,
      } as never)
      return await Promise.race([question, this.limits(limit.signal, signal)])
    } catch (error) {
      const status = (error as Failed | undefined)?.statusCode
      // What the server refused leaves the connection as it was. After anything else nobody knows what comes next.
      if (status === undefined) void this.drop(client)
      signal?.throwIfAborted()
      throw error instanceof MotifscopeError ? error : this.faultOf(error, status)
    } finally {
      limit.abort()
    }
  }

  private async opened(client: driver.Client): Promise<void> {
    if (client.isOpen) return
    await client.open().catch((cause: unknown) => {
      throw gremlinUnreachable(this.asked, cause)
    })
  }

  /** Rejects when the time is over or the asker has had enough. */
  private limits(done: AbortSignal, signal: AbortSignal | undefined): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setTimeout(() => reject(timedOut(this.asked, this.timeoutMs)), this.timeoutMs)
      const abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort)
      done.addEventListener('abort', () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      })
    })
  }

  private newClient(): driver.Client {
    const { driver, structure } = this.gremlin
    const { url, traversalSource = 'g', login } = this.address
    const client = new driver.Client(url, {
      traversalSource,
      mimeType,
      ...exactSerializers(structure.io),
      ...(login && {
        authenticator: new driver.auth.PlainTextSaslAuthenticator(login.username, login.password),
      }),
      // A browser does not let a page choose that header; without it the client takes the page's own WebSocket.
      enableUserAgentOnConnect: false,
    })
    client.addListener('close', () => this.client === client && (this.client = undefined))
    return client
  }

  private async drop(client: driver.Client | undefined): Promise<void> {
    if (this.client === client) this.client = undefined
    await client?.close().catch(() => undefined)
  }

  private faultOf(error: unknown, status: number | undefined): MotifscopeError {
    if (status === undefined) return interrupted(this.asked, error)
    const text = (error as Failed).statusMessage ?? ''
    if (status === tookTooLong) return timedOut(this.asked, this.timeoutMs)
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
