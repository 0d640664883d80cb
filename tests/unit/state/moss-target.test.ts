import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everything, queryOf, readMossTarget, writeMossTarget } from '../../../src/state/moss-target'

const id = 'a'.repeat(64)

describe('what stands behind moss: in a link', () => {
  it.each([
    [id, { kind: 'document', id }],
    ['', { kind: 'search', search: everything }],
    ['graph://x/', { kind: 'search', search: { ...everything, prefix: 'graph://x/' } }],
    ['?text=a%20b&since=2026', { kind: 'search', search: { ...everything, text: 'a b', since: '2026' } }],
    ['?nonsense', { kind: 'search', search: everything }],
  ])('%j is read', (target, meaning) => expect(readMossTarget(target)).toEqual(meaning))

  it('is a prefix as it stands where that says all', () => {
    expect(writeMossTarget({ ...everything, prefix: 'https://a.org/?b=c&d' })).toBe('https://a.org/?b=c&d')
  })

  it('means the same search again, for any search', () => {
    const text = fc.string({ unit: 'grapheme' })
    const search = fc.record({ prefix: fc.oneof(text, fc.constant(id)), linkedTo: text, text, since: text })
    fc.assert(
      fc.property(search, (one) => {
        expect(readMossTarget(writeMossTarget(one))).toEqual({ kind: 'search', search: one })
      }),
      { seed: 8 },
    )
  })

  it('asks nothing with empty texts', () => {
    expect(queryOf({ ...everything, text: 'x' })).toEqual({ text: 'x' })
  })
})
