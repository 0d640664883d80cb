/** Neo4j over its HTTP Query API (version 2, Neo4j 5.19 and later): one POST per query, the answer read while it comes. */
import type { Credentials, CypherEndpoint, QueryParameters, RowBatch, RunOptions } from './cypher-endpoint'
import { defaultTimeoutMs } from './cypher-endpoint'
import type { AnswerForm } from './answer-rows'
import { answerRows, listOf } from './answer-rows'
import { parsePlain } from './exact-json'
import { streamPatiently, withWish } from './patience'
import { below, originOf, readAddress } from './remote-address'
import type { Asked } from './remote-faults'
import { faultOfNeo4j, malformedAnswer, refusedBy } from './remote-faults'
import type { RemoteAnswer } from './remote-request'
import { authorisation, send, wholeText } from './remote-request'
import { typedFromValue, valueFromTyped } from './typed-json'

export interface Neo4jHttpOptions {
  /** `https://host:7473`, with a path where a relay has one. */
  address: string
  /** Default `neo4j`. */
  database?: string
  credentials: Credentials
  /** Waits between two tries; in tests, not at all. */
  pause?: (ms: number) => Promise<void>
}

const mediaType = 'application/vnd.neo4j.query'

/** @throws MotifscopeError `invalid-address`, `mixed-content` */
export function neo4jOverHttp(options: Neo4jHttpOptions): CypherEndpoint {
  const { database = 'neo4j', credentials, pause } = options
  const base = readAddress(options.address, ['https:', 'http:'])
  const url = below(base, `/db/${encodeURIComponent(database)}/query/v2`)
  const asked: Asked = { label: `Neo4j at ${base.host} (database ${database})`, credentials }

  async function* ask(
    query: string,
    parameters: QueryParameters,
    { signal, timeoutMs = defaultTimeoutMs, access = 'read', batchSize = 10_000 }: RunOptions,
  ): AsyncGenerator<RowBatch> {
    const body = bodyOf(query, parameters, access)
    const headers = { 'Content-Type': mediaType, Accept: mediaType, ...authorisation(credentials) }
    const answer = await send({ url, headers, body, timeoutMs, signal }, asked)
    if (answer.status >= 300) throw await refusalOf(answer, asked)
    yield* answerRows(answer, formFor(asked), batchSize, asked)
  }

  return {
    flavour: 'neo4j',
    origin: originOf(base),
    label: asked.label,
    run: (query, parameters = {}, given = {}) =>
      streamPatiently(() => ask(query, parameters, given), {
        canRepeat: given.access !== 'write',
        signal: given.signal,
        pause,
      }),
    close: async () => undefined,
  }
}

function bodyOf(query: string, parameters: QueryParameters, access: 'read' | 'write'): string {
  const typed = Object.entries(parameters).map(([name, value]) => [name, typedFromValue(name, value)])
  return JSON.stringify({
    statement: query,
    parameters: Object.fromEntries(typed),
    accessMode: access === 'read' ? 'READ' : 'WRITE',
  })
}

const formFor = (asked: Asked): AnswerForm => ({
  rowsPath: ['data', 'values'],
  fields: (around) => {
    const fields = (around as { data?: { fields?: unknown } } | null)?.data?.fields
    return Array.isArray(fields) ? fields.map(String) : null
  },
  fault: (around) => firstFault(around, asked),
  // Integers are texts within, so nothing is lost here.
  row: (text) => listOf(parsePlain(text)).map(valueFromTyped),
})

function firstFault(around: unknown, asked: Asked) {
  const errors = (around as { errors?: unknown } | null)?.errors
  if (!Array.isArray(errors) || errors.length === 0) return null
  const { code, message } = (errors[0] ?? {}) as { code?: unknown; message?: unknown }
  return faultOfNeo4j(asked, String(code), String(message))
}

/** What the server says of a refusal, where it says it in Neo4j's own form; a page of a proxy is not quoted. */
async function refusalOf(answer: RemoteAnswer, asked: Asked) {
  const { status, retryAfterMs } = answer
  let fault = null
  try {
    fault = firstFault(JSON.parse(await wholeText(answer)), asked)
  } catch {
    // Without words the status says enough.
  }
  if (status === 400) return fault ?? malformedAnswer(asked, 'it refused the query without a reason')
  // The status tells more than a word that some proxy wrote; the word tells more than 404.
  const says = fault && status !== 429 && fault.code !== 'cypher-error' ? fault : refusedBy(asked, status, '')
  return withWish(says, retryAfterMs)
}
