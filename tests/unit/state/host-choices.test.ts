import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HostInfo } from '../../../src/model/host-graph'
import { hostChoices, hostDensity, typedAddress } from '../../../src/state/host-choices'

const host = (id: string, uri = `file://${id}`): HostInfo => ({
  id,
  name: `host ${id}`,
  uri,
  provider: 'local',
  directed: true,
  multigraph: false,
  nodeCount: 10,
  edgeCount: 45,
  nodeAttributes: { [`type_${id}`]: 'string' },
  edgeAttributes: {},
  warnings: [],
})
const examples = [
  { uri: 'example://circuit', name: 'Escape circuit', description: 'invented' },
  { uri: 'example://cortex', name: 'Cortical column', description: 'generated' },
]
const sources = {
  hosts: [host('a'), host('b'), host('c', 'example://circuit')],
  examples,
  recent: [
    { id: 'b', name: 'host b', uri: 'file://b' },
    { id: 'gone', name: 'gone', uri: 'https://a.org/gone.csv' },
    { id: 'local', name: 'local', uri: 'file://local.csv' },
  ],
}
const shown = (typed: string) =>
  hostChoices(sources, typed).map(({ title, choices }) => [title, ...choices.map(({ label }) => label)])

describe('what the host picker offers', () => {
  it('is each host graph once: the last used first, then the stored, the examples, what can be had again', () => {
    expect(shown('')).toEqual([
      ['Used last', 'host b'],
      ['Also stored here', 'host a', 'host c'],
      ['Examples', 'Cortical column'],
      // A file that is gone cannot be opened by a press.
      ['Open again', 'gone'],
    ])
  })

  it('is found by words in any order, by attribute, and by where it came from', () => {
    expect(shown('B host')).toEqual([['Used last', 'host b']])
    expect(shown('type_a')).toEqual([['Also stored here', 'host a']])
    expect(shown('example://circuit')[0]).toEqual(['Also stored here', 'host c'])
    expect(shown('nothing of this kind')).toEqual([])
  })

  it.each([
    ['https://a.org/x.csv', 'https://a.org/x.csv'],
    [' http://localhost:8080/x ', 'http://localhost:8080/x'],
    ['a.org/x.csv', 'https://a.org/x.csv'],
    ['example://circuit', 'example://circuit'],
    ['larva', null],
    ['a.org', null],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['two words.org/x', null],
    ['https://', null],
  ])('of “%s” as an address is %s', (typed, address) => expect(typedAddress(typed)).toBe(address))

  it('never throws, and never offers an address of another kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const { choices } of hostChoices(sources, typed))
          for (const choice of choices)
            if (choice.kind === 'address') expect(choice.address).toMatch(/^(https?|example):\/\//i)
      }),
    )
  })

  it('comes with the density of the published definition', () => {
    expect(hostDensity(host('a'))).toBe(0.5)
    expect(hostDensity({ nodeCount: 1, edgeCount: 1 })).toBeNull()
  })
})
