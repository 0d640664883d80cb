import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exampleHosts, exampleOf } from '../../../src/hosts/examples'
import { readText } from './imported'
import type { ReadHost } from './imported'

function openExample(uri: string): Promise<ReadHost> {
  return readText(readFileSync(new URL(`../../../public/examples/${exampleOf(uri).file}`, import.meta.url)))
}

describe('the examples', () => {
  it('open without a warning', async () => {
    const read = await Promise.all(exampleHosts.map(({ uri }) => openExample(uri)))
    expect(read.map(({ host }) => host.warnings)).toEqual(exampleHosts.map(() => []))
  })

  it('have motifs that find something: incoherent feed-forward loops in the circuit', async () => {
    const { edges } = await openExample('example://circuit')
    const bySign = (sign: string) => edges.filter(({ attributes }) => attributes['sign'] === sign)
    const inhibits = new Set(bySign('inhibitory').map(({ source, target }) => `${source}>${target}`))
    const excites = bySign('excitatory')
    const loops = excites.flatMap((first) =>
      excites.filter(
        ({ source, target }) => source === first.source && inhibits.has(`${first.target}>${target}`),
      ),
    )
    expect(loops).toHaveLength(16)
  })

  it('have motifs that find something: pairs under one PV cell in the column', async () => {
    const { nodes, edges, host } = await openExample('example://cortex')
    expect(host).toMatchObject({ nodeCount: 2400, directed: true, multigraph: false })
    const typeOf = new Map(nodes.map(({ id, attributes }) => [id, attributes]))
    const pairs = new Set(edges.map(({ source, target }) => `${source}>${target}`))
    const isExcitatory = (id: string) => typeOf.get(id)?.['transmitter'] === 'glutamate'
    const mutual = edges.filter(
      ({ source, target }) =>
        isExcitatory(source) && isExcitatory(target) && pairs.has(`${target}>${source}`),
    )
    const found = mutual.some(({ source, target }) =>
      nodes.some(
        ({ id, attributes }) =>
          attributes['cell_type'] === 'PV' && pairs.has(`${source}>${id}`) && pairs.has(`${target}>${id}`),
      ),
    )
    expect(found).toBe(true)
  })

  it('are named when an unknown one is asked for', () => {
    expect(() => exampleOf('example://nothing')).toThrow('no built-in example at example://nothing')
  })
})
