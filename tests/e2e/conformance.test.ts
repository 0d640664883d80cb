/** The public search cases through the page: hosts opened and motifs found as a user's browser does it. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { canonicalRows, allSearchCases, isInline, nodeLinkText, sha256Of } from '../tools/corpus'
import type { SearchCase } from '../tools/corpus'
import { sharedPath } from '../tools/shared'
import { openApp } from './open-app'

const dataFolder = sharedPath('conformance/data')
const hasData = existsSync(dataFolder)
if (!hasData)
  console.log(
    'Not run: search cases on connectomes and table4.json through the page (no ../shared; set MOTIFSCOPE_SHARED).',
  )

const graphKey = (one: SearchCase) => (isInline(one.graph) ? nodeLinkText(one.graph) : one.graph.connectome)

function fileOf({ graph }: SearchCase): { name: string; text: string } {
  if (isInline(graph)) return { name: 'inline.json', text: nodeLinkText(graph) }
  return { name: graph.connectome, text: readFileSync(`${dataFolder}/${graph.connectome}`, 'utf8') }
}

async function openHost(page: Page, { name, text }: { name: string; text: string }): Promise<string> {
  return page.evaluate(
    async ({ name, text }) => (await globalThis.motifscope.hosts.open(new File([text], name))).id,
    { name, text },
  )
}

async function searchInPage(page: Page, hostId: string, one: SearchCase) {
  const { ignoreDirection, excludeAutomorphisms, inducedOnly, limit } = one.options
  const options = { ignoreDirection, excludeAutomorphisms, induced: inducedOnly, limit }
  return page.evaluate(
    async ({ hostId, motif, options }) => {
      try {
        const found = await globalThis.motifscope.search(hostId, motif, options)
        return { columns: found.columns, count: Number(found.count), rows: await found.rows() }
      } catch (thrown) {
        return { code: (thrown as { code: string }).code }
      }
    },
    { hostId, motif: one.motif, options },
  )
}

function isDistinct(lines: string[]): boolean {
  return new Set(lines).size === lines.length
}

function expectAnswer(one: SearchCase, answer: Awaited<ReturnType<typeof searchInPage>>): void {
  if (one.expected.error) {
    expect(answer.code, one.id).toBeDefined()
    return
  }
  expect(answer.code, one.id).toBeUndefined()
  expect(answer.count, one.id).toBe(one.expected.count)
  const lines = canonicalRows(answer.rows ?? [], answer.columns ?? [], one.expected)
  expect(lines.length, one.id).toBe(one.expected.count)
  if (one.options.limit === null) expect(sha256Of(lines), one.id).toBe(one.expected.sha256)
  else expect(isDistinct(lines), one.id).toBe(true)
}

const runnable = allSearchCases().filter((one) => isInline(one.graph) || hasData)
const groups = new Map<string, SearchCase[]>()
for (const one of runnable) {
  const name = isInline(one.graph) ? 'inline graphs' : one.graph.connectome
  groups.set(name, [...(groups.get(name) ?? []), one])
}

for (const [name, cases] of groups) {
  test(`search cases on ${name} (${cases.length})`, async ({ page }) => {
    test.setTimeout(240_000)
    await openApp(page)
    const opened = new Map<string, string>()
    for (const one of cases) {
      const key = graphKey(one)
      const hostId = opened.get(key) ?? (await openHost(page, fileOf(one)))
      opened.set(key, hostId)
      expectAnswer(one, await searchInPage(page, hostId, one))
    }
  })
}
