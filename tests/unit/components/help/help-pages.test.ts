import { describe, expect, it } from 'vitest'
import { helpAt, helpPages, helpTitles, searchHelp } from '../../../../src/components/help/help-pages'
import { placeCard } from '../../../../src/components/help/place-card'
import { readExample } from '../../../../src/components/help/read-example'
import { tourSteps } from '../../../../src/components/help/tour-steps'

const places = new Set(helpTitles.map(({ place }) => place))

describe('the pages of the help', () => {
  it('have places of their own, and a title each', () => {
    expect(places.size).toBe(helpTitles.length)
    expect(helpTitles.filter(({ title }) => title.trim() === '')).toEqual([])
  })

  it('lead only to places that are there', () => {
    const links = helpPages.flatMap((page) =>
      [...JSON.stringify(page.sections).matchAll(/"address":"#([^"]*)"/g)].map(([, target = '']) =>
        target.includes('/') || places.has(target) ? target : `${page.key}/${target}`,
      ),
    )
    expect(links.length).toBeGreaterThan(4)
    expect(links.filter((target) => !places.has(target))).toEqual([])
  })

  it('open at a place; an unknown one is the first page', () => {
    expect(helpAt('cookbook/bi-fan')).toMatchObject({ page: { key: 'cookbook' }, anchor: 'bi-fan' })
    expect(helpAt('nothing/here').page).toBe(helpPages[0])
    expect(helpAt('').page).toBe(helpPages[0])
  })

  it('explain every word of the trade', () => {
    const glossary = helpPages.find(({ key }) => key === 'glossary')?.sections.map(({ title }) => title)
    expect(glossary).toEqual(
      expect.arrayContaining([
        'Motif',
        'Host graph',
        'Monomorphism',
        'Induced',
        'Automorphism',
        'Distinct',
        'Constraint',
      ]),
    )
  })
})

describe('a search in the help', () => {
  it.each([
    ['autapse', 'glossary/autapse'],
    ['feed-forward', 'cookbook/feed-forward-loop'],
    ['monomorphism', 'glossary/monomorphism'],
    ['macros', 'language/macros'],
    ['GABA glutamate', 'cookbook/recurrent-inhibition'],
  ])('%s finds %s', (query, place) => {
    const found = searchHelp(query)
    expect(found.map((hit) => hit.place)).toContain(place)
    expect(found.every(({ excerpt }) => excerpt.length < 200)).toBe(true)
  })

  it('puts what is called so first', () => {
    expect(searchHelp('bi-fan')[0]?.place).toBe('cookbook/bi-fan')
  })

  it('finds nothing for nothing', () => {
    expect([searchHelp(''), searchHelp('  '), searchHelp('xyzzy quux')]).toEqual([[], [], []])
  })
})

describe('an example', () => {
  it('names its host graph and options', () => {
    expect(readExample('dotmotif circuit induced one-per-symmetry', 'A -> B')).toEqual({
      motif: 'A -> B\n',
      host: 'example://circuit',
      options: { induced: true, excludeAutomorphisms: true },
    })
    expect(readExample('dotmotif', 'A -> B')).toBeNull()
    expect(readExample('js', 'A -> B')).toBeNull()
    expect(() => readExample('dotmotif circuit indced', 'A -> B')).toThrow('indced')
  })
})

describe('the tour', () => {
  it('has five to seven stops, each with something to point at', () => {
    expect(tourSteps.length).toBeGreaterThanOrEqual(5)
    expect(tourSteps.length).toBeLessThanOrEqual(7)
    expect(tourSteps.filter(({ places: list }) => list.length === 0)).toEqual([])
  })

  const card = { width: 350, height: 150 }
  const screen = { width: 1000, height: 800 }

  it.each([
    ['below', { left: 100, top: 10, width: 200, height: 30 }, { left: 100, top: 52 }],
    ['above', { left: 100, top: 700, width: 200, height: 90 }, { left: 100, top: 538 }],
    ['right', { left: 0, top: 0, width: 400, height: 800 }, { left: 412, top: 8 }],
    ['left', { left: 500, top: 0, width: 500, height: 800 }, { left: 138, top: 8 }],
    [
      'at the foot, of what fills the screen',
      { left: 0, top: 0, width: 1000, height: 800 },
      { left: 325, top: 642 },
    ],
    ['at the foot, without anything', null, { left: 325, top: 642 }],
  ])('stands %s', (_, target, expected) => {
    expect(placeCard(target, card, screen)).toEqual(expected)
  })

  it('stays on a small screen', () => {
    const place = placeCard(
      { left: 300, top: 0, width: 60, height: 30 },
      { width: 344, height: 200 },
      { width: 360, height: 640 },
    )
    expect(place).toEqual({ left: 8, top: 42 })
  })
})
