/** Neo4j over Bolt with the official driver, which is loaded when first asked: TCP in Node, a WebSocket in a browser. The
 *  server sends a few hundred rows ahead and waits. Only the address given is spoken to: `neo4j://` would let the server
 *  name others, to which the driver would carry the credentials; it is read as `bolt://`. */
import type * as Neo4j from 'neo4j-driver'
import { MotifscopeError } from '../../model/errors'
import { boltFromValue, valueFromBolt } from './bolt-values'
import type {
  Credentials,
  CypherEndpoint,
  QueryParameters,
  RemoteValue,
  RowBatch,
  RunOptions,
} from './cypher-endpoint'
import { defaultTimeoutMs } from './cypher-endpoint'
import { streamPatiently } from './patience'
import { originOf, readAddress } from './remote-address'
import type { Asked } from './remote-faults'
import { boltUnreachable, faultOfNeo4j, interrupted } from './remote-faults'
import { Silence } from './silence'

export interface Neo4jBoltOptions {
  /** `bolt://host:7687`, `bolt+s://…`, `neo4j://…` or `neo4j+s://…` */
  address: string
  /** Default `neo4j`. */
  database?: string
  credentials: Credentials
  /** Waits between two tries; in tests, not at all. */
  pause?: (ms: number) => Promise<void>
}

interface OpenDriver {
  neo4j: typeof Neo4j.default
  driver: Neo4j.Driver
}

const schemes = ['bolt+s:', 'bolt:', 'neo4j+s:', 'neo4j:']
/** Rows that the server sends ahead of those taken, about. */
const fetchSize = 1000

async function openDriver(address: string, credentials: Credentials): Promise<OpenDriver> {
  const { default: neo4j } = await import('./neo4j-client').catch((cause: unknown) => {
    throw new MotifscopeError('unreachable', 'The client for Bolt could not be loaded.', {
      hint: 'Check the network connection and reload the page, or use the HTTP address of the database.',
      cause,
    })
  })
  const token =
    credentials.kind === 'basic'
      ? neo4j.auth.basic(credentials.username, credentials.password)
      : credentials.kind === 'bearer'
        ? neo4j.auth.bearer(credentials.token)
        : { scheme: 'none', credentials: '' }
  const driver = neo4j.driver(address, token, {
    useBigInt: true,
    fetchSize,
    maxConnectionPoolSize: 8,
    connectionTimeout: 30_000,
    maxTransactionRetryTime: 0,
    disableAutoCommitRetries: true,
    telemetryDisabled: true,
  })
  return { neo4j, driver }
}

/** One driver for all queries of an endpoint, opened with the first. */
class LazyDriver {
  private opening: Promise<OpenDriver> | null = null

  constructor(
    private readonly address: string,
    private readonly credentials: Credentials,
  ) {}

  async open(): Promise<OpenDriver> {
    try {
      return await (this.opening ??= openDriver(this.address, this.credentials))
    } catch (error) {
      this.opening = null
      throw error
    }
  }

  async close(): Promise<void> {
    const opened = await this.opening?.catch(() => null)
    this.opening = null
    await opened?.driver.close()
  }
}

/** @throws MotifscopeError `invalid-address`, `mixed-content` */
export function neo4jOverBolt(options: Neo4jBoltOptions): CypherEndpoint {
  const { database = 'neo4j', credentials, pause } = options
  const base = readAddress(options.address, schemes)
  const asked: Asked = { label: `Neo4j at ${base.host} (database ${database})`, credentials }
  const driver = new LazyDriver(originOf(base).replace(/^neo4j/, 'bolt'), credentials)
  return {
    flavour: 'neo4j',
    origin: originOf(base),
    label: asked.label,
    run: (query, parameters = {}, given = {}) =>
      streamPatiently(() => ask(driver, database, asked, { query, parameters, ...given }), {
        canRepeat: given.access !== 'write',
        signal: given.signal,
        pause,
      }),
    close: () => driver.close(),
  }
}

async function* ask(
  driver: LazyDriver,
  database: string,
  asked: Asked,
  question: RunOptions & { query: string; parameters: QueryParameters },
): AsyncGenerator<RowBatch> {
  const { query, parameters, signal, timeoutMs = defaultTimeoutMs, access, batchSize = 10_000 } = question
  const silence = new Silence(timeoutMs, asked, signal)
  const given = Object.entries(parameters).map(([name, value]) => [name, boltFromValue(name, value)])
  const open = await driver.open()
  const { READ, WRITE } = open.neo4j.session
  const session = open.driver.session({ database, defaultAccessMode: access === 'write' ? WRITE : READ })
  const progress = { hasBegun: false }
  try {
    const result = session.run(query, Object.fromEntries(given))
    yield* batchesOf(open.neo4j, result, silence, batchSize, progress)
  } catch (error) {
    throw faultOf(error, asked, progress.hasBegun)
  } finally {
    // Ends what still runs on the server; nobody need wait for that.
    void session.close().catch(() => undefined)
  }
}

async function* batchesOf(
  neo4j: OpenDriver['neo4j'],
  result: Neo4j.Result,
  silence: Silence,
  batchSize: number,
  progress: { hasBegun: boolean },
): AsyncGenerator<RowBatch> {
  const fields = (await silence.within(result.keys())).map(String)
  const records = result[Symbol.asyncIterator]()
  let rows: RemoteValue[][] = []
  let isEmpty = true
  for (;;) {
    const { done, value } = await silence.within(records.next())
    if (done) break
    progress.hasBegun = true
    const record = value as Neo4j.Record
    rows.push(fields.map((field) => valueFromBolt(neo4j, record.get(field))))
    if (rows.length < batchSize) continue
    yield { fields, rows }
    isEmpty = false
    rows = []
  }
  if (rows.length > 0 || isEmpty) yield { fields, rows }
}

/** The driver's errors in our words; a caller's abort and our own errors stay what they are. */
function faultOf(error: unknown, asked: Asked, hasBegun: boolean): unknown {
  if (error instanceof MotifscopeError || !(error instanceof Error)) return error
  // So the driver stumbles when a connection is cut within the first four bytes of its greeting.
  const isStumble = error instanceof RangeError
  if (!isStumble && error.name !== 'Neo4jError') return error
  const code = 'code' in error && !isStumble ? String(error.code) : ''
  if (code.startsWith('Neo.')) return faultOfNeo4j(asked, code, error.message)
  return hasBegun ? interrupted(asked, error) : boltUnreachable(asked, error)
}
