import { describe, expect, it } from 'vitest'
import { rewriteAddress, rewritingSentence } from '../../../src/hosts/rewrite-address'

const rewritten = (page: string) => rewriteAddress(new URL(page))

describe('pages about a file', () => {
  it.each([
    ['https://github.com/o/r/blob/main/a/b.csv', 'https://raw.githubusercontent.com/o/r/main/a/b.csv'],
    [
      'https://github.com/o/r/blob/main/b.csv?raw=true#L3',
      'https://raw.githubusercontent.com/o/r/main/b.csv',
    ],
    [
      'https://github.com/o/r/raw/refs/heads/main/b.csv',
      'https://raw.githubusercontent.com/o/r/refs/heads/main/b.csv',
    ],
    [
      'https://gist.github.com/me/0123456789abcdef0123',
      'https://gist.githubusercontent.com/me/0123456789abcdef0123/raw',
    ],
    [
      'https://gist.github.com/me/0123456789abcdef0123/raw/b.csv',
      'https://gist.githubusercontent.com/me/0123456789abcdef0123/raw/b.csv',
    ],
    ['https://gitlab.com/o/r/-/blob/main/b.csv', 'https://gitlab.com/o/r/-/raw/main/b.csv'],
    [
      'https://huggingface.co/datasets/o/r/blob/main/b.parquet',
      'https://huggingface.co/datasets/o/r/resolve/main/b.parquet',
    ],
    [
      'https://zenodo.org/record/12/files/b%20c.csv?download=1',
      'https://zenodo.org/api/records/12/files/b%20c.csv/content',
    ],
    ['https://zenodo.org/records/12/files/b.csv', 'https://zenodo.org/api/records/12/files/b.csv/content'],
    [
      'https://zenodo.org/records/12/preview/b.csv?include_deleted=0',
      'https://zenodo.org/api/records/12/files/b.csv/content',
    ],
    [
      'https://sandbox.zenodo.org/records/12/files/b.csv',
      'https://sandbox.zenodo.org/api/records/12/files/b.csv/content',
    ],
    ['https://figshare.com/ndownloader/files/345', 'https://ndownloader.figshare.com/files/345'],
    ['https://osf.io/ab3de/', 'https://osf.io/download/ab3de/'],
    ['https://osf.io/ab3de/download', 'https://osf.io/download/ab3de/'],
  ])('%s is read from %s', (page, file) => {
    // prettier-ignore
    const raw = rewritten(page)
    expect(raw.address).toBe(file)
    expect(rewritingSentence(raw)).toContain(file)
  })

  it.each([
    ['https://example.org/o/r/blob/main/b.csv'],
    ['https://github.com.example.org/o/r/blob/main/b.csv'],
    ['https://raw.githubusercontent.com/o/r/main/b.csv'],
    ['https://zenodo.org/api/records/12/files/b.csv/content'],
    ['https://github.com/o/r/releases/download/v1/b.csv'],
  ])('%s is read as it is, and nothing is said', (address) => {
    const raw = rewritten(address)
    expect(raw.address).toBe(address)
    expect(rewritingSentence(raw)).toBeNull()
  })

  it('keep the name of the file where the raw address does not end with it', () => {
    expect(rewritten('https://zenodo.org/records/12/files/fly%20brain.csv').fileName).toBe('fly brain.csv')
    expect(rewritten('https://zenodo.org/api/records/12/files/b.csv/content').fileName).toBe('b.csv')
  })

  it.each([
    ['https://zenodo.org/records/10676866', 'Zenodo'],
    ['https://github.com/o/r', 'GitHub'],
    ['https://github.com/o/r/tree/main/data', 'GitHub'],
    ['https://figshare.com/articles/dataset/x/1', 'Figshare'],
  ])('%s stands for many files, and is refused with what to give instead', (page, service) => {
    expect(() => rewritten(page)).toThrow(expect.objectContaining({ code: 'invalid-address', hint: expect.anything() })) // prettier-ignore
    expect(() => rewritten(page)).toThrow(service)
  })
})
