/** A server for tests that does what servers do: gives out ranges, cuts, fails at first, redirects, refuses. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedFile {
  content: string | Buffer
  headers?: Record<string, string>
  /** Statuses of the first answers, in turn. */
  failsFirst?: number[]
  /** The first answers break off after so many bytes, in turn. */
  cutsAfter?: number[]
  hasRanges?: boolean
  redirectsTo?: string
  /** What is allowed to pages of other origins; null: nothing. */
  allowedOrigin?: string | null
}

export interface AskedFor {
  path: string
  range: string | undefined
  condition: string | undefined
}

export interface UnreliableServer {
  url: string
  requests: AskedFor[]
  /** May be changed between requests. */
  files: Record<string, ServedFile>
  stop(): Promise<void>
}

export async function startUnreliableServer(files: Record<string, ServedFile>): Promise<UnreliableServer> {
  const requests: AskedFor[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (request.method === 'OPTIONS') return void preflight(files[path], response)
    if (request.method === 'GET')
      requests.push({ path, range: request.headers.range, condition: request.headers['if-range'] as string })
    answer(files[path], request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    files,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Ranges may be asked for, conditions may not: as most servers have it. */
function preflight(file: ServedFile | undefined, response: ServerResponse): void {
  response.writeHead(204, { ...originHeaders(file), 'Access-Control-Allow-Headers': 'Range' }).end()
}

function originHeaders({ allowedOrigin = '*' }: Partial<ServedFile> = {}): Record<string, string> {
  return allowedOrigin === null ? {} : { 'Access-Control-Allow-Origin': allowedOrigin }
}

function answer(file: ServedFile | undefined, request: IncomingMessage, response: ServerResponse): void {
  const origin = originHeaders(file)
  if (!file) return void response.writeHead(404, origin).end('nothing here')
  if (file.redirectsTo !== undefined)
    return void response.writeHead(302, { ...origin, Location: file.redirectsTo }).end()
  const status = request.method === 'GET' ? file.failsFirst?.shift() : undefined
  if (status !== undefined) return void response.writeHead(status, origin).end('not now')
  const whole = Buffer.from(file.content as string)
  const [start, end] = rangeOf(request, whole.length, file)
  const isPart = start > 0 || end < whole.length
  const body = whole.subarray(start, end)
  response.writeHead(isPart ? 206 : 200, {
    ...origin,
    'Content-Length': body.length,
    ...(isPart ? { 'Content-Range': `bytes ${start}-${end - 1}/${whole.length}` } : {}),
    ...file.headers,
  })
  if (request.method === 'HEAD') return void response.end()
  const cut = file.cutsAfter?.shift()
  if (cut === undefined) return void response.end(body)
  response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 50))
}

function rangeOf({ headers }: IncomingMessage, length: number, file: ServedFile): [number, number] {
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '')
  const condition = headers['if-range']
  const isOld = condition !== undefined && condition !== file.headers?.ETag
  if (!range || !file.hasRanges || isOld) return [0, length]
  return [Number(range[1]), range[2] ? Number(range[2]) + 1 : length]
}
