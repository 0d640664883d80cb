/** What stands in `dist/`: the policy, the headers, a light shell, a manifest whose icons exist. No page is opened. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'playwright/test'
import { firstLoadBudget, firstLoadFiles, totalBytes } from '../tools/load-size'
import { contentSecurityPolicy } from '../../workers/page-headers'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../dist')
const read = (name: string) => readFileSync(join(dist, name), 'utf8')
const page = read('index.html')

/** The scripts that load before anything shows: the entry, what it imports statically, and so on. */
function shellScripts(): string[] {
  const entry = /<script[^>]+src="\.\/(assets\/[^"]+)"/.exec(page)?.[1]
  if (!entry) throw new Error('dist/index.html has no module script')
  const seen = new Set([entry])
  for (const script of seen) {
    for (const [, name] of read(script).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      seen.add(`assets/${name}`)
  }
  return [...seen]
}

test('the policy stands in the page and in _headers, and no script is inline', () => {
  const metaPolicy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]
  expect(metaPolicy).toBe(contentSecurityPolicy)
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<script'))
  for (const [, attributes, body] of page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
    expect(attributes).toContain('src=')
    expect(body?.trim()).toBe('')
  }
  const headers = read('_headers')
  expect(headers).toContain(`  Content-Security-Policy: ${contentSecurityPolicy}\n`)
  expect(headers).toContain('  Cross-Origin-Opener-Policy: same-origin\n')
  expect(headers).toContain('  Cross-Origin-Embedder-Policy: credentialless\n')
  expect(headers).toMatch(/\/assets\/\*\n {2}Cache-Control: .*immutable/)
})

test('every address in the page is relative', () => {
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
  expect(addresses.length).toBeGreaterThan(3)
  for (const address of addresses) expect(address).toMatch(/^\.\//)
})

test('the shell is light: no database, no graph drawing before they are wanted', () => {
  const scripts = shellScripts()
  const byteLength = scripts.reduce((sum, script) => sum + statSync(join(dist, script)).size, 0)
  expect(byteLength, scripts.join(', ')).toBeLessThan(1_000_000)
  const markOf = { 'vis-network': 'vis-network', DuckDB: 'AsyncDuckDB', 'Apache Arrow': 'ARROW1' }
  const text = scripts.map(read).join('\n')
  const heavy = Object.entries(markOf).filter(([, mark]) => text.includes(mark))
  expect(heavy.map(([name]) => name)).toEqual([])
})

test('everything but DuckDB and the Parquet modules, typefaces included, is at most 2.5 MB on the wire', () => {
  const files = firstLoadFiles(dist)
  expect(files.filter(({ file }) => file.endsWith('.woff2'))).toHaveLength(2)
  const largest = files.slice(0, 5).map(({ file, bytes }) => `${file}: ${bytes}`)
  expect(totalBytes(files), largest.join(', ')).toBeLessThanOrEqual(firstLoadBudget)
})

test('our scripts make no code from text', () => {
  const scripts = readdirSync(join(dist, 'assets')).filter(
    // DuckDB's own worker keeps such code for C programs that bring JavaScript along; it never runs.
    (name) => name.endsWith('.js') && !name.startsWith('duckdb-browser-eh.worker'),
  )
  const offenders = scripts.filter((name) => /\bnew Function\(|[^.\w]eval\(/.test(read(`assets/${name}`)))
  expect(offenders).toEqual([])
})

test('the manifest names icons that exist, in the sizes it says', () => {
  const manifest = JSON.parse(read('manifest.webmanifest')) as {
    start_url: string
    scope: string
    display: string
    icons: { src: string; sizes: string; type: string; purpose: string }[]
  }
  expect(manifest).toMatchObject({ start_url: './', scope: './', display: 'standalone' })
  expect(manifest.icons.map((icon) => icon.purpose)).toContain('maskable')
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(join(dist, src))
    if (type !== 'image/png') continue
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes)
  }
})
