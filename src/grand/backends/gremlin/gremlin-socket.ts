/** One WebSocket of the official client to a Gremlin server, in a session of its own or in none. A server works on at a
 *  question of no session after whoever asked has left; a session, and the work in it, ends with its socket. */
import type { driver, process, structure } from 'gremlin'
import { exactSerializers } from './gremlin-values'

const mimeType = 'application/vnd.gremlin-v3.0+json'

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

export class GremlinSocket {
  /** Nothing more can be asked in it. */
  isLeft = false
  private readonly client: driver.Client
  /** The client writes the session's name into it, and reads it there. */
  private readonly options: { session?: string | undefined }
  private opening: Promise<void> | undefined

  /** Opens nothing yet. @param forget called when the socket was closed, by whomever */
  constructor(
    { driver, structure }: GremlinClient,
    { url, traversalSource = 'g', login }: GremlinAddress,
    inSession: boolean,
    forget: (socket: GremlinSocket) => void,
  ) {
    this.options = {
      traversalSource,
      mimeType,
      ...exactSerializers(structure.io),
      ...(login && {
        authenticator: new driver.auth.PlainTextSaslAuthenticator(login.username, login.password),
      }),
      // A browser does not let a page choose that header; without it the client takes the page's own WebSocket.
      enableUserAgentOnConnect: false,
      ...(inSession && { processor: 'session' }),
    } as typeof this.options
    this.client = new driver.Client(url, this.options)
    this.client.addListener('close', () => {
      this.isLeft = true
      forget(this)
    })
  }

  /** Rejects with whatever the WebSocket says, in a browser nothing. */
  async open(): Promise<void> {
    if (!this.client.isOpen) await (this.opening = this.client.open())
  }

  /** @param limitMs after which the server ends its work
   *  @throws what the client throws: with a `statusCode` where the server refused */
  submit(bytecode: unknown, limitMs: number): Promise<driver.ResultSet> {
    // A session would hold a transaction open from one question to the next.
    const options = { evaluationTimeout: limitMs, ...(this.options.session && { manageTransaction: true }) }
    return this.client.submit(bytecode as never, null, options as never) as Promise<driver.ResultSet>
  }

  /** Closes it. Never rejects; may take as long as the server does to answer. */
  async leave(): Promise<void> {
    this.isLeft = true
    // The client would first ask to end the session and wait for an answer; the server ends it with the socket.
    this.options.session = undefined
    await this.opening?.catch(() => undefined)
    await this.client.close().catch(() => undefined)
  }
}
