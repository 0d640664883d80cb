/** The headers the page lives under. The build writes them into the page and `_headers`, the local servers send
 *  them, and the service worker adds them where a static host sent none. Pure; runs in Node and in workers. */

/** The policy of the page and of its workers: no code from text, no script from elsewhere.
 *  Styles may be inline because CodeMirror and vis-network insert theirs. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' https: wss: http://localhost:* ws://localhost:* http://127.0.0.1:* ws://127.0.0.1:*",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** What makes a page cross-origin isolated, and so lets it share memory with its workers.
 *  The last lets an isolated page elsewhere embed this one; nothing served here is secret. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

export const pageHeaders = { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy }

/** The same response under the page's headers; a header the server sent itself is kept.
 *  Opaque responses come back untouched. The result may answer a navigation: it is no longer marked as redirected. */
export function withPageHeaders(response: Response): Response {
  if (response.type.startsWith('opaque') || response.type === 'error') return response
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(pageHeaders)) if (!headers.has(name)) headers.set(name, value)
  if (headers.has('Content-Encoding')) {
    // The body is decoded by now: its length and encoding on the wire no longer describe it.
    headers.delete('Content-Encoding')
    headers.delete('Content-Length')
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
