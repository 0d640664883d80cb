import { describe, expect, it } from 'vitest'
import { fileNameOf, hostNameFrom, readAddress } from '../../../src/hosts/address'

describe('addresses', () => {
  it.each([['https://example.org/a.graphml'], ['http://localhost:8080/a.csv.gz'], ['example://circuit']])(
    '%s may be opened',
    (text) => {
      expect(readAddress(` ${text}\n`).href).toBe(text)
    },
  )

  it.each([
    ['larva', 'is not an address'],
    ['file:///home/me/a.csv', 'files of this computer'],
    ['ftp://example.org/a.csv', '“ftp:”'],
    ['javascript:alert(1)', '“javascript:”'],
    ['https://me:secret@example.org/a.csv', 'a user name or a password'],
  ])('%s is refused: %s', (text, part) => {
    expect(() => readAddress(text)).toThrow(part)
  })

  it.each([
    ['larva.edges.csv.gz', 'larva.edges'],
    ['Pinky100_v185.graphml', 'Pinky100_v185'],
    ['.csv', 'graph'],
    ['notes', 'notes'],
  ])('%s is called %s', (file, name) => {
    expect(hostNameFrom(file)).toBe(name)
  })

  it('are named by their last part', () => {
    expect(fileNameOf(new URL('https://example.org/data/fly%20brain.csv?x=1'))).toBe('fly brain.csv')
    expect(fileNameOf(new URL('https://example.org/%E0%A4%A/'))).toBe('%E0%A4%A')
    expect(fileNameOf(new URL('https://example.org/'))).toBe('example.org')
  })
})
