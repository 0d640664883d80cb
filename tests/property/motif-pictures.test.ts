/** A picture gives back the motif and the places it was made with, whatever the text; a picture that was not made here, or
 *  was damaged, says so and gives nothing. */
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sceneOf } from '../../src/components/motif/drawing/drawing-scene'
import { keepPlaces } from '../../src/components/motif/drawing/keep-places'
import { writeSvg } from '../../src/components/motif/drawing/write-svg'
import { readMotif } from '../../src/dotmotif/read-motif'
import { MotifscopeError } from '../../src/model/errors'
import type { DrawingLayout } from '../../src/scripting/drawing-layout'
import { emptyLayout } from '../../src/scripting/drawing-layout'
import { putIntoPng, readPicture } from '../../src/scripting/picture-file'
import { findPngText, putPngText } from '../../src/scripting/png-text'

const seed = 20261126
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    ']]>',
    '</motif><script>alert(1)</script>',
    '<!-- & -->',
    '\0\u0007\ufffe\ud800',
    'A -> B\r\n# é 神経',
  ),
)
const coordinate = fc.integer({ min: -5000, max: 5000 })
const name = fc.constantFrom('A', 'B', 'Cell_9', '神経', 'constructor')
const layout: fc.Arbitrary<DrawingLayout> = fc.record({
  places: fc.dictionary(name, fc.record({ x: coordinate, y: coordinate })).map((places) => ({ ...places })),
  loose: fc.array(fc.record({ name, lines: fc.array(anyText, { maxLength: 2 }) }), { maxLength: 2 }),
})

const fanScene = (label: string) => {
  const motif = readMotif(
    `${label} -> B [weight >= 3]\nB !> C\nC -| C\n${label} -+ C\nB.type = "<&>\\u0007"`,
  ).motif
  if (!motif) throw new Error('the motif must be right')
  const places = keepPlaces(motif, [], [], {})
  return sceneOf({ motif, loose: [], places, slots: new Map(), tints: new Map() })
}

/** A whole PNG of one pixel. */
function onePixel(): Uint8Array {
  const part = (type: string, data: Uint8Array) => {
    const bytes = new Uint8Array(12 + data.length)
    new DataView(bytes.buffer).setUint32(0, data.length)
    bytes.set(
      [...type].map((letter) => letter.charCodeAt(0)),
      4,
    )
    bytes.set(data, 8)
    return bytes
  }
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    part('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
    part('IDAT', deflateSync(Uint8Array.of(0, 0))),
    part('IEND', new Uint8Array()),
  ]
  return Uint8Array.from(parts.flatMap((bytes) => [...bytes]))
}

const asBlob = (bytes: Uint8Array | string) => new Blob([bytes as string])
const codeOf = (bytes: Uint8Array | string) =>
  readPicture(asBlob(bytes)).then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof MotifscopeError ? thrown.code : String(thrown)),
  )

test('an SVG and a PNG give back the motif and the places they were made with', async () => {
  const scene = fanScene('A')
  await fc.assert(
    fc.asyncProperty(anyText, layout, async (motif, places) => {
      const content = { motif, layout: places }
      const svg = writeSvg(scene, () => '#123456', content, { title: motif })
      const expected = { motif, layout: JSON.parse(JSON.stringify(places)) as DrawingLayout }
      // A lone half of a surrogate pair goes through JSON as an escape and comes back.
      expect(await readPicture(asBlob(svg))).toEqual(expected)
      expect(await readPicture(asBlob(putIntoPng(onePixel(), content)))).toEqual(expected)
    }),
    { seed, numRuns: 300 },
  )
})

test('an SVG holds no markup but its own, whatever names and values the motif has', () => {
  const svg = writeSvg(
    fanScene('神経'),
    () => '#000',
    { motif: '</metadata><script/>', layout: emptyLayout },
    { title: '<script>' },
  )
  expect(svg).not.toContain('<script')
  expect([...new Set(svg.match(/<[a-z]+/g))].toSorted()).toEqual([
    '<g',
    '<metadata',
    '<motif',
    '<path',
    '<polygon',
    '<rect',
    '<svg',
    '<text',
    '<title',
  ])
})

test('pictures without a motif, cut off or changed are refused in words', async () => {
  const content = { motif: 'A -> B', layout: emptyLayout }
  const png = putIntoPng(onePixel(), content)
  const svg = writeSvg(fanScene('A'), () => '#000', content, { title: '' })
  expect(await codeOf(onePixel())).toBe('no-motif-in-picture')
  expect(await codeOf('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('no-motif-in-picture')
  expect(await codeOf(svg.slice(0, 400))).toBe('damaged-picture')
  expect(await codeOf('no picture at all')).toBe('damaged-picture')
  expect(await codeOf(svg.replace('&#34;version&#34;:1', '&#34;version&#34;:9'))).toBe('newer-picture')
  expect(await codeOf(svg.replace('motifscope-drawing', 'else'))).toBe('damaged-picture')
  expect(await codeOf(putPngText(onePixel(), 'motifscope', '{"a":'))).toBe('damaged-picture')
  // Only what follows the motif, the end mark, may be missing.
  for (let length = 0; length < png.length; length++)
    expect(await codeOf(png.slice(0, length))).toBe(length < png.length - 12 ? 'damaged-picture' : 'read')
})

test('any byte of a picture may be wrong: it is read as it was, or refused', async () => {
  const content = { motif: 'A -> B\nB -> C', layout: emptyLayout }
  const png = putIntoPng(onePixel(), content)
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: png.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const broken = png.slice()
        broken[at] = (broken[at] ?? 0) ^ change
        const code = await codeOf(broken)
        if (code === 'read') expect(findPngText(broken, 'motifscope')).toBe(findPngText(png, 'motifscope'))
        else expect(code).toMatch(/^(damaged-picture|no-motif-in-picture)$/)
      },
    ),
    { seed, numRuns: 400 },
  )
})
