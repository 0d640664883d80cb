/** The HTML that puts a read-only page into another page: text to copy, never rendered here. Pure. */

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&"<>]/g, (character) => entities[character] ?? '')

/** `address`: of the embedded page. The frame may run this page's scripts and open the full page in a new tab, nothing
 *  else of the page around it; an isolated page hands its isolation on, so that all cores count. */
export function embedSnippet(address: string, title: string, height = 420): string {
  const attributes = [
    `src="${escaped(address)}"`,
    `title="${escaped(title)}"`,
    `width="100%" height="${height}"`,
    'style="border: 1px solid #ccc"',
    'loading="lazy"',
    // What opens in a new tab is a page like any other; within the frame's limits it could not open at all (COOP).
    'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"',
    'allow="cross-origin-isolated"',
    'referrerpolicy="no-referrer"',
  ]
  return `<iframe\n  ${attributes.join('\n  ')}\n></iframe>`
}
