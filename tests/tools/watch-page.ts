/** Notes what a page must never do: break its own policy, throw, or ask another origin. For the tests in a browser. */
import type { BrowserContext } from 'playwright/test'

export interface PageNotes {
  /** Violations of the Content-Security-Policy, in the page and in its workers. */
  violations: string[]
  /** Uncaught errors of pages. */
  errors: string[]
  /** Requests that left the page's origin. */
  foreignRequests: string[]
}

/** Starts watching every page of a context, and its service worker. To be called before the first page is opened. */
export async function watchPages(context: BrowserContext, origin: string): Promise<PageNotes> {
  const notes: PageNotes = { violations: [], errors: [], foreignRequests: [] }
  await context.exposeBinding('noteViolation', (_, text: string) => void notes.violations.push(text))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { noteViolation } = globalThis as unknown as { noteViolation: (text: string) => void }
      noteViolation(
        `${event.violatedDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
      )
    })
  })
  // A worker's violations do not reach the page's event; they do reach the console.
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) notes.violations.push(message.text())
  })
  context.on('weberror', (error) => void notes.errors.push(error.error().message))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin)
      notes.foreignRequests.push(request.url())
  })
  return notes
}
