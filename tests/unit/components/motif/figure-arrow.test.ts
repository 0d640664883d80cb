import { expect, test } from 'vitest'
import { arrowBetween } from '../../../../src/components/motif/figure-arrow'
import { brokenFigure, fanFigure, ringFigure } from '../../../../src/components/motif/symmetry-figures'

test('an arrow goes from circle to circle, its head on the shaft', () => {
  expect(arrowBetween({ x: 0, y: 0 }, { x: 100, y: 0 }, 10)).toEqual({
    start: { x: 10, y: 0 },
    end: { x: 82, y: 0 },
    head: '90,0 82,3.5 82,-3.5',
  })
})

test('the pictures show what they say: each match once, none ascending in the ring', () => {
  const matches = [fanFigure, ringFigure].map(({ panels }) =>
    panels
      .filter(({ title }) => title.startsWith('match'))
      .map(({ nodes }) => new Map(nodes.map(({ letter, note }) => [letter, note]))),
  )
  const [fan = [], ring = []] = matches
  const texts = (list: Map<string, string | undefined>[]) =>
    list.map((match) => ['A', 'B', 'C'].map((letter) => match.get(letter)).join(''))
  expect(texts(fan)).toEqual(['xyz', 'xzy'])
  expect(texts(ring)).toEqual(['132', '321', '213'])
  expect(texts(ring).some((hosts) => hosts === [...hosts].sort().join(''))).toBe(false)
  for (const { description } of [fanFigure, ringFigure, brokenFigure])
    expect(description.length).toBeGreaterThan(80)
})
