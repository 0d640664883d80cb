import { describe, expect, it } from 'vitest'
import { downloadAddress, fileNameOf, hostNameFrom, readAddress } from '../../../src/hosts/address'

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
    ['https://github.com/o/r/blob/main/a/b.csv', 'https://raw.githubusercontent.com/o/r/main/a/b.csv'],
    ['https://gitlab.com/o/r/-/blob/main/b.csv', 'https://gitlab.com/o/r/-/raw/main/b.csv'],
    ['https://example.org/o/r/blob/main/b.csv', 'https://example.org/o/r/blob/main/b.csv'],
  ])('%s is downloaded from %s', (page, file) => {
    expect(downloadAddress(new URL(page))).toBe(file)
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
