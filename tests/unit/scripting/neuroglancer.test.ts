import { describe, expect, it } from 'vitest'
import {
  channelOfSource,
  draftOfLayers,
  layersFromBody,
  neuroglancerAddress,
} from '../../../src/scripting/neuroglancer'
import type { HostLayers } from '../../../src/scripting/neuroglancer'

const layers: HostLayers = {
  neuroglancer: 'https://neuroglancer.example.org/app',
  layers: [
    { name: 'em', type: 'image', source: 'precomputed://https://example.org/em' },
    { name: 'seg', type: 'segmentation', source: 'boss://https://api.bossdb.io/coll/exp/chan' },
  ],
}
const stateOf = (address: string) =>
  JSON.parse(decodeURIComponent(new URL(address).hash.slice(2))) as { layers: { segments?: string[] }[] }

describe('layers for Neuroglancer', () => {
  it('come back from their document, which links the channels it shows', () => {
    const draft = draftOfLayers('h', layers)
    expect(draft).toMatchObject({ uri: 'graph://h', links: ['bossdb://coll/exp/chan'] })
    expect(layersFromBody(draft.body)).toEqual(layers)
  })

  it('show a segment of their own channel only', () => {
    const shown = stateOf(neuroglancerAddress(layers, 'bossdb://coll/exp/chan/42'))
    expect(shown.layers.map(({ segments }) => segments)).toEqual([undefined, ['42']])
    expect(stateOf(neuroglancerAddress(layers, 'bossdb://coll/exp/other/42')).layers[1]).not.toHaveProperty('segments') // prettier-ignore
    expect(neuroglancerAddress(layers)).toMatch(/^https:\/\/neuroglancer\.example\.org\/app#!%7B/)
  })

  it.each([
    ['boss://https://api.bossdb.io/a/b/c', 'bossdb://a/b/c'],
    ['bossdb://https://api.bossdb.io/a/b/c?x=1', 'bossdb://a/b/c'],
    ['bossdb://a/b/c', 'bossdb://a/b/c'],
    ['precomputed://https://example.org/a/b/c', null],
  ])('%s shows %s', (source, channel) => expect(channelOfSource(source)).toBe(channel))

  it.each([
    ['an address that runs a script', { ...layers, neuroglancer: 'javascript:alert(1)' }],
    ['a layer without a name', { ...layers, layers: [{ name: ' ', type: 'image', source: 'a://b' }] }],
    ['two layers of one name', { ...layers, layers: [layers.layers[0]!, layers.layers[0]!] }],
    ['a source that is none', { ...layers, layers: [{ name: 'a', type: 'image', source: 'somewhere' }] }],
  ])('are refused: %s', (_, wrong) => {
    expect(() => draftOfLayers('h', wrong as HostLayers)).toThrow(
      expect.objectContaining({ code: 'invalid-layers' }),
    )
  })

  it('of strangers never lead to a script', () => {
    expect(layersFromBody({ kind: 'layers', neuroglancer: 'javascript:alert(1)', layers: [] })).toBeNull()
    expect(layersFromBody('x')).toBeNull()
    expect(
      layersFromBody({ kind: 'layers', neuroglancer: 'https://a.org', layers: [{ name: 1 }, null] }),
    ).toEqual({
      neuroglancer: 'https://a.org',
      layers: [],
    })
  })
})
