import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deepLinks,
  draftOfTemplates,
  suggestedTemplates,
  templateFault,
  templatesFromBody,
} from '../../../src/scripting/deep-links'

const nodes = [
  { label: 'A', id: '10' },
  { label: 'B', id: 'x y/&' },
  { label: 'C', id: '10' },
]

describe('links by template', () => {
  it('are one for each node, or one for all', () => {
    const templates = [
      { name: 'one', template: 'https://a.org/cell?id={id}#{id}' },
      { name: 'all', template: ' https://a.org/net?ids={ids} ' },
    ]
    expect(deepLinks(templates, nodes).map(({ name, label, address }) => [name, label, address])).toEqual([
      ['one', 'A', 'https://a.org/cell?id=10#10'],
      ['one', 'B', 'https://a.org/cell?id=x%20y%2F%26#x%20y%2F%26'],
      ['one', 'C', 'https://a.org/cell?id=10#10'],
      ['all', null, 'https://a.org/net?ids=10,x%20y%2F%26'],
    ])
    expect(deepLinks(templates, [])).toEqual([])
  })

  it.each([
    ['javascript:alert({id})', 'https://'],
    ['data:text/html,{id}', 'https://'],
    ['//a.org/{id}', 'https://'],
    ['https://a.org/', '{id}'],
    ['https://{id}.org/x', 'behind the server'],
    ['https://a.org:{ids}/x', 'behind the server'],
    [`https://a.org/{id}${'x'.repeat(3000)}`, 'too long'],
  ])('are refused: %s', (template, why) => {
    expect(templateFault(template)).toContain(why)
    expect(deepLinks([{ name: 'x', template }], nodes)).toEqual([])
    expect(() => draftOfTemplates('h', [{ name: 'x', template }])).toThrow(why)
  })

  it('stay with their server whatever the id is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const [link] = deepLinks([{ name: 'x', template: 'https://a.org/cells/{id}' }], [{ label: 'A', id }])
        expect(new URL(link?.address ?? '').origin).toBe('https://a.org')
      }),
    )
  })

  it('come back from their document, without what is faulty there', () => {
    const { uri, body } = draftOfTemplates('h', suggestedTemplates)
    expect(uri).toBe('graph://h')
    expect(templatesFromBody(body)).toEqual(suggestedTemplates)
    const foreign = {
      kind: 'links',
      templates: [{ name: 'x', template: 'javascript:{id}' }, null, { name: 1 }],
    }
    expect(templatesFromBody(foreign)).toEqual([])
    expect(templatesFromBody({ kind: 'layers' })).toBeNull()
    expect(templatesFromBody(null)).toBeNull()
  })
})
