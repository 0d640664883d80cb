import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HostLayers } from '../../../src/scripting/neuroglancer'
import { segmentsAddress, segmentsFromNeuroglancer } from '../../../src/scripting/segments'

const layers: HostLayers = {
  neuroglancer: 'https://neuroglancer.example.org/app',
  layers: [
    { name: 'em', type: 'image', source: 'precomputed://https://example.org/em' },
    { name: 'seg', type: 'segmentation', source: 'precomputed://https://example.org/seg' },
  ],
}
const big = '720575940614131061'

describe('an address of Neuroglancer', () => {
  it('shows each group in its colour; the first group has a segment that is in two', () => {
    const address = segmentsAddress(layers, [
      { colour: '#0072b2', segments: [big, '2'] },
      { colour: '#b86a00', segments: ['3', big] },
    ])
    const state = JSON.parse(decodeURIComponent(new URL(address).hash.slice(2))) as { layers: unknown[] }
    expect(state.layers[0]).not.toHaveProperty('segments')
    expect(state.layers[1]).toMatchObject({
      segments: [big, '2', '3'],
      segmentColors: { [big]: '#0072b2', 2: '#0072b2', 3: '#b86a00' },
    })
  })

  it('gives back the segments that were put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 1 }), (ids) => {
        const segments = ids.map(String)
        expect(segmentsFromNeuroglancer(segmentsAddress(layers, [{ segments }]))).toEqual([
          { layer: 'seg', segments },
        ])
      }),
    )
  })
})

describe('a pasted link', () => {
  const state = {
    layers: [{ type: 'segmentation', source: 's', name: 'it\'s "x", _y', segments: [big, '!17', 'x'] }],
  }
  const json = JSON.stringify(state)
  const expected = [{ layer: 'it\'s "x", _y', segments: [big, '17'] }]
  const base = 'https://neuroglancer.example.org/'

  it.each([
    ['percent-encoded', `${base}#!${encodeURIComponent(json)}`],
    ['as browsers show it', `${base}#!${json}`],
    ['that merges', `${base}#!+${encodeURIComponent(json)}`],
    ['partly encoded', `${base}#!${json.replaceAll(' ', '%20').replaceAll('"', '%22')}`],
    ['with blanks around', `  ${base}#!${json}\n`],
    ['as state in JSON', json],
    ['as a fragment alone', `#!${encodeURIComponent(json)}`],
  ])('is read: %s', (_, link) => expect(segmentsFromNeuroglancer(link)).toEqual(expected))

  it('is read in the older form, with layers by name, and exact ids without quotes', () => {
    const old = `${base}#!{'layers':{'seg_1':{'type':'segmentation'_'segments':[${big}_'18'_9]}}_'x':-1.5e3}`
    expect(segmentsFromNeuroglancer(old)).toEqual([{ layer: 'seg_1', segments: [big, '18', '9'] }])
    const quotes = `${base}#!{'layers':[{'name':'a "b" it\\'s_c'_'segments':['5']}]}`
    expect(segmentsFromNeuroglancer(quotes)).toEqual([{ layer: 'a "b" it\'s_c', segments: ['5'] }])
  })

  it.each([
    ['https://example.org/#!https://example.org/state/1', 'remote-neuroglancer-state'],
    ['https://example.org/#!middleauth+https://example.org/nglstate/1', 'remote-neuroglancer-state'],
    ['https://example.org/#!gs://bucket/state', 'remote-neuroglancer-state'],
    ['https://example.org/page', 'no-neuroglancer-link'],
    ['#!{"layers":[{"segm', 'no-neuroglancer-link'],
    ['#!%E0%A4%A', 'no-neuroglancer-link'],
    ['{"layers":[{"name":"em"}]}', 'no-neuroglancer-link'],
    ['', 'no-neuroglancer-link'],
  ])('that cannot be used is told so: %s', (link, code) =>
    expect(() => segmentsFromNeuroglancer(link)).toThrow(expect.objectContaining({ code })),
  )

  it('of any text answers or says what is wrong', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => `#!${text}`),
        ),
        (text) => {
          try {
            expect(Array.isArray(segmentsFromNeuroglancer(text))).toBe(true)
          } catch (thrown) {
            expect(thrown).toMatchObject({ name: 'MotifscopeError' })
          }
        },
      ),
    )
  })
})
