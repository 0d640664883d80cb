import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInline, readMarkdown } from '../../../../src/components/ui/read-markdown'

describe('Markdown as structure', () => {
  it('reads the blocks of a document', () => {
    const blocks = readMarkdown(
      '# Title\n\nOne line\nand another.\n\n- a\n  goes on\n- b\n\n1. one\n\n```dotmotif\nA -> B\n\n# c\n```\n\n> said\n\n| a | b |\n| - | - |\n| `x \\| y` | 2 |\nend',
    )
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'code',
      'quote',
      'table',
      'paragraph',
    ])
    expect(blocks[1]).toMatchObject({ content: [{ text: 'One line and another.' }] })
    expect(blocks[2]).toMatchObject({ isOrdered: false, items: [[{ text: 'a goes on' }], [{ text: 'b' }]] })
    expect(blocks[4]).toEqual({ kind: 'code', language: 'dotmotif', text: 'A -> B\n\n# c' })
    expect(blocks[6]).toMatchObject({ rows: [[[{ kind: 'code', text: 'x | y' }], [{ text: '2' }]]] })
  })

  it('reads the forms within a line and leaves names and operators alone', () => {
    expect(readInline('`a*b` **bold** *soft* snake_case_name 2 * 3 * 4')).toEqual([
      { kind: 'code', text: 'a*b' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'bold' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'soft' },
      { kind: 'text', text: ' snake_case_name 2 * 3 * 4' },
    ])
  })

  it('makes no link to anything but a web address', () => {
    expect(
      readInline('[x](javascript:alert(1)) [y](https://a.org)').filter(({ kind }) => kind === 'link'),
    ).toEqual([{ kind: 'link', text: 'y', address: 'https://a.org' }])
  })

  it('keeps markup as text', () => {
    expect(readMarkdown('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ])
  })

  it('comes to an end on any text', () => {
    const piece = fc.constantFrom(
      '#',
      '# ',
      '- ',
      '1. ',
      '```',
      '|',
      '|-|',
      '>',
      '*',
      '_',
      '`',
      '[a](b)',
      '\n',
      '  ',
      'word',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(Array.isArray(readMarkdown(pieces.join('')))).toBe(true)
      }),
    )
  })
})
