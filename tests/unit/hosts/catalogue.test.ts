import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../src/hosts/catalogue'
import { rewriteAddress } from '../../../src/hosts/rewrite-address'

const good = { id: 'a', name: 'A', species: 'Mus musculus' }
const read = (...entries: unknown[]) => readCatalogue(JSON.stringify({ name: 'Ours', entries }))

describe('a catalogue', () => {
  it('is read with nothing but id, name and species: what is not said is not known', () => {
    expect(read(good)).toMatchObject({
      name: 'Ours',
      problems: [],
      entries: [
        { ...good, nodes: null, licence: null, url: null, verified: null, open: {}, segmentation: [] },
      ],
    })
  })

  it('keeps what it does not know', () => {
    expect(read({ ...good, lab: { city: 'Paris' } }).entries[0]?.more).toEqual({ lab: { city: 'Paris' } })
  })

  it.each([
    [{ ...good, name: '' }, '“name”'],
    [{ ...good, nodes: '3' }, '“nodes”'],
    [{ ...good, url: 'javascript:alert(1)' }, '“url”'],
    [{ ...good, page: 'file:///etc/passwd' }, '“page”'],
    [{ ...good, citation: { text: 'x', doi: 'https://doi.org/10.1/x' } }, '“citation”'],
    [{ ...good, open: { format: 'exe' } }, '“open”'],
    [{ ...good, open: { aggregate: { by: 'mean' } } }, '“open”'],
    [{ ...good, segmentation: [{ name: 'x', source: 'no address' }] }, '“segmentation”'],
    [{ ...good, verified: 'yesterday' }, '“verified”'],
    ['text', 'not an object'],
    [good, 'another entry'],
  ])('leaves out the entry %j and says why: %s', (bad, why) => {
    const { entries, problems } = read(good, bad)
    expect(entries.map(({ id }) => id)).toEqual(['a'])
    expect(problems).toEqual([expect.stringMatching(/^Entry 2/)])
    expect(problems[0]).toContain(why)
  })

  it.each(['', '<!doctype html>', '{}', '[1', '"entries"', 'null'])('is not %j', (text) => {
    expect(() => readCatalogue(text)).toThrow(expect.objectContaining({ code: 'invalid-catalogue' }))
  })

  it('never fails in another way, whatever its entries are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ ...constants, url: fc.jsonValue(), nodes: fc.jsonValue() }))), (entries) => {
        const { entries: kept, problems } = read(...entries)
        expect(kept.length + problems.length).toBe(entries.length)
      }),
      { seed: 7 },
    ) // prettier-ignore
  })
})
const constants = { id: fc.string(), name: fc.string(), species: fc.string() }

describe('the catalogue that comes with the page', () => {
  const { entries, problems } = readCatalogue(readFileSync('public/catalogue.json', 'utf8'))
  const named = (word: string) => entries.filter(({ name }) => name.includes(word))

  it('has no mistakes, and the datasets that are asked for', () => {
    expect(problems).toEqual([])
    for (const word of [
      'Bock',
      'Pinky',
      'White',
      'Kasthuri',
      'Helmstaedter',
      'Takemura',
      'Hemibrain',
      'Minnie65',
      'H01',
      'FlyWire',
      'Larva',
    ])
      // prettier-ignore
      expect(named(word), word).not.toEqual([])
    expect(named('Witvliet')).toHaveLength(8)
  })

  it('claims no check that nobody made, and gives addresses of files only', () => {
    for (const entry of entries) {
      expect(entry.verified, entry.name).toBeNull()
      if (entry.url) expect(() => rewriteAddress(new URL(entry.url ?? ''))).not.toThrow()
    }
  })
})
