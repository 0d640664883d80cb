/** Every example of the help reads without a word of warning, and finds something on the host graph it names. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { helpPages } from '../../../../src/components/help/help-pages'
import { pictureOfMotif } from '../../../../src/components/help/picture-of-motif'
import { readExample } from '../../../../src/components/help/read-example'
import { checkAttributes, outlineMotif } from '../../../../src/dotmotif/outline'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import { exampleHosts, exampleOf } from '../../../../src/hosts/examples'
import { openNodeDuckDb } from '../../../tools/node-duckdb'
import { openEngineHost, searchInNode } from '../../../tools/node-engine'
import type { EngineHost } from '../../../tools/node-engine'

const motifs = helpPages.flatMap((page) =>
  page.sections.flatMap(({ title, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'code' && block.language.startsWith('dotmotif')
        ? [{ page: page.key, title: title || page.title, heading: block.language, text: block.text }]
        : [],
    ),
  ),
)
const runnable = motifs.flatMap((motif) => {
  const example = readExample(motif.heading, motif.text)
  return example ? [{ ...motif, example }] : []
})
const fileOf = (uri: string) =>
  readFileSync(new URL(`../../../../public/examples/${exampleOf(uri).file}`, import.meta.url))

const hosts = new Map<string, EngineHost>()

beforeAll(async () => {
  for (const { uri } of exampleHosts) {
    const bytes = fileOf(uri)
    const text = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes
    hosts.set(uri, await openEngineHost(await openNodeDuckDb(), text.toString('utf8')))
  }
}, 120_000)

describe('the examples of the help', () => {
  it('are many: the reference and at least fifteen recipes', () => {
    const on = (page: string) => runnable.filter((one) => one.page === page)
    expect(on('language').length).toBeGreaterThanOrEqual(18)
    expect(new Set(on('cookbook').map(({ title }) => title)).size).toBeGreaterThanOrEqual(15)
  })

  it.each(motifs)('$page, $title: reads without a warning', ({ text }) => {
    expect(readMotif(text)).toMatchObject({ ok: true, warnings: [] })
  })

  it.each(motifs.filter(({ heading }) => heading === 'dotmotif'))(
    '$page, $title: says why it cannot be tried here',
    ({ page, title }) => {
      const section = helpPages
        .find(({ key }) => key === page)
        ?.sections.find((one) => (one.title || page) === title)
      expect(JSON.stringify(section?.blocks)).toContain('can only be read here')
    },
  )

  it.each(runnable)('$page, $title: asks for attributes that $heading has', ({ text, example }) => {
    const imported = hosts.get(example.host)!.imported
    const nodes = [...Object.keys(imported.nodeAttributes), 'id']
    expect(checkAttributes(text, outlineMotif(text), nodes, Object.keys(imported.edgeAttributes))).toEqual([])
  })

  it.each(runnable)('$page, $title: finds something ($heading)', async ({ example }) => {
    const answer = await searchInNode(hosts.get(example.host)!, example.motif, {
      ...example.options,
      limit: 100,
    })
    expect(answer).toHaveProperty('count')
    expect('count' in answer && answer.count).toBeGreaterThan(0)
  })

  it.each(runnable)('$page, $title: has a picture with every node', ({ text }) => {
    const reading = readMotif(text)
    const names = pictureOfMotif(text)?.nodes.map(({ name }) => name)
    expect(names).toEqual(reading.ok ? reading.motif.nodes : [])
  })
})
