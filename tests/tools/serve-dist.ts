/** A plain static server for the built page, for tests: below a path, without any security header, as the simplest
 *  hosts are. Serves `dist/` (or another folder) and nothing above it. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

export interface DistServer {
  /** The page's address, ending in a slash. */
  url: string
  /** What was asked for so far, as paths below the page's folder. */
  requests: string[]
  /** From now on the service worker's script ends in this line: to the browser, a new version. */
  changeServiceWorker(line: string): void
  stop(): Promise<void>
}

export interface ServeDistOptions {
  folder?: string
  /** Starts and ends with a slash. */
  basePath?: string
  headers?: Record<string, string>
}

/** Starts the server on a free port of 127.0.0.1. */
export async function serveDist({
  folder = 'dist',
  basePath = '/',
  headers = {},
}: ServeDistOptions = {}): Promise<DistServer> {
  const requests: string[] = []
  let lastLine = ''

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = normalize(decodeURIComponent(pathname))
    if (!path.startsWith(basePath)) return void response.writeHead(404).end()
    const name = path.slice(basePath.length) || 'index.html'
    requests.push(name)
    // As several static hosts do: one address for the page.
    if (pathname.endsWith('/index.html')) return void response.writeHead(301, { Location: basePath }).end()
    const file = join(folder, name)
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
    if (!isFile) return void response.writeHead(404).end()
    response.writeHead(200, {
      'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream',
      ...headers,
    })
    const isServiceWorker = name === 'service-worker.js'
    const body = createReadStream(file)
    body.pipe(response, { end: !isServiceWorker })
    if (isServiceWorker) body.on('end', () => response.end(lastLine))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    requests,
    changeServiceWorker: (line) => void (lastLine = `\n${line}\n`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
