/** neuPrint over HTTP: a query goes to `/api/custom/custom` with its parameters written into it, for neuPrint takes
 *  none; it reads all rows before it answers, and lets nothing be changed. */
import { MotifscopeError } from '../../model/errors'
import type { AnswerForm } from './answer-rows'
import { answerRows, listOf } from './answer-rows'
import type { Credentials, CypherEndpoint, QueryParameters, RemoteValue, RowBatch } from './cypher-endpoint'
import type { RunOptions } from './cypher-endpoint'
import { defaultTimeoutMs } from './cypher-endpoint'
import { withLiterals } from './cypher-literals'
import { parseExact } from './exact-json'
import { streamPatiently, withWish } from './patience'
import { below, originOf, readAddress } from './remote-address'
import type { Asked } from './remote-faults'
import { faultOfNeo4j, malformedAnswer, refusedBy } from './remote-faults'
import type { RemoteAnswer } from './remote-request'
import { authorisation, send, wholeText } from './remote-request'

export interface NeuPrintHttpOptions {
  /** `https://neuprint.janelia.org`, or of a relay in front of it. */
  address: string
  /** `hemibrain:v1.2.1` and the like. */
  dataset: string
  /** The token as neuPrint shows it, bare or as JSON with a key `token`. */
  credentials: Credentials
  /** Waits between two tries; in tests, not at all. */
  pause?: (ms: number) => Promise<void>
}

/** A dataset that a server offers. */
export interface NeuPrintDataset {
  name: string
  /** What the server says of it. */
  info: string
}

/** @throws MotifscopeError `invalid-address`, `mixed-content` */
export function neuPrintOverHttp(options: NeuPrintHttpOptions): CypherEndpoint {
  const { dataset, pause } = options
  const base = readAddress(options.address, ['https:', 'http:'])
  const credentials = bareToken(options.credentials)
  const asked: Asked = { label: `neuPrint at ${base.host} (${dataset})`, credentials }
  const headers = {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    ...authorisation(credentials),
  }

  async function* ask(
    query: string,
    parameters: QueryParameters,
    { signal, timeoutMs = defaultTimeoutMs, batchSize = 10_000 }: RunOptions,
  ): AsyncGenerator<RowBatch> {
    const body = JSON.stringify({ cypher: withLiterals(query, parameters), dataset })
    const url = below(base, '/api/custom/custom')
    const answer = await send({ url, headers, body, timeoutMs, signal }, asked)
    if (answer.status >= 300) throw await refusalOf(answer, asked)
    yield* answerRows(answer, formFor(asked), batchSize, asked)
  }

  return {
    flavour: 'neuprint',
    origin: originOf(base),
    label: asked.label,
    run: (query, parameters = {}, given = {}) =>
      streamPatiently(() => ask(query, parameters, given), {
        canRepeat: true,
        signal: given.signal,
        pause,
      }),
    close: async () => undefined,
  }
}

/** The datasets that a server offers to whom the token names, by name; those it hides are left out. */
export async function neuPrintDatasets(
  given: Pick<NeuPrintHttpOptions, 'address' | 'credentials'>,
  { signal, timeoutMs = defaultTimeoutMs }: RunOptions = {},
): Promise<NeuPrintDataset[]> {
  const base = readAddress(given.address, ['https:', 'http:'])
  const credentials = bareToken(given.credentials)
  const asked: Asked = { label: `neuPrint at ${base.host}`, credentials }
  const headers = { Accept: 'application/json', ...authorisation(credentials) }
  const url = below(base, '/api/dbmeta/datasets')
  const answer = await send({ url, headers, timeoutMs, signal }, asked)
  if (answer.status >= 300) throw await refusalOf(answer, asked)
  const listed = jsonObject(await wholeText(answer))
  if (!listed) throw malformedAnswer(asked, 'it is no list of datasets')
  return Object.entries(listed as Record<string, { info?: unknown; hidden?: unknown } | null>)
    .filter(([, about]) => about?.hidden !== true)
    .map(([name, about]) => ({ name, info: typeof about?.info === 'string' ? about.info : '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** neuPrint's page shows the token within JSON, and people copy all of it. */
function bareToken(credentials: Credentials): Credentials {
  if (credentials.kind !== 'bearer') return credentials
  const token = jsonObject(credentials.token)?.['token']
  return { kind: 'bearer', token: (typeof token === 'string' ? token : credentials.token).trim() }
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

const formFor = (asked: Asked): AnswerForm => ({
  rowsPath: ['data'],
  fields: (around) => {
    const columns = (around as { columns?: unknown } | null)?.columns
    return Array.isArray(columns) ? columns.map(String) : null
  },
  fault: (around) => {
    const error = (around as { error?: unknown } | null)?.error
    return typeof error === 'string' ? faultOfWords(error, asked) : null
  },
  // Nodes come as maps of their attributes.
  row: (text) => listOf(parseExact(text)) as RemoteValue[],
})

/** neuPrint passes on what its database says, without its code. */
function faultOfWords(words: string, asked: Asked) {
  if (/not authorized to modify|access mode not allowed/i.test(words))
    return faultOfNeo4j(asked, 'Neo.ClientError.Statement.AccessMode', words)
  if (/^timeout/i.test(words))
    return new MotifscopeError('timeout', `${asked.label} ended the query for taking too long.`, {
      hint: 'Narrow the query, or give it a LIMIT.',
    })
  return faultOfNeo4j(asked, '', words)
}

async function refusalOf(answer: RemoteAnswer, asked: Asked) {
  const { status, retryAfterMs } = answer
  const told = jsonObject(await wholeText(answer).catch(() => ''))
  if (status === 400 && typeof told?.['error'] === 'string') return faultOfWords(told['error'], asked)
  const words = typeof told?.['message'] === 'string' ? told['message'] : ''
  return withWish(refusedBy(asked, status, words), retryAfterMs)
}
