/** Classes of nodes from values, and the tables that are made of counts. */
import { describe, expect, it } from 'vitest'
import { classMatrixOf, richClubLevels } from '../../../src/scripting/node-class-api'
import { groupCodes } from '../../../src/scripting/node-classes'

describe('classes of nodes', () => {
  it('are the values, the most frequent first, and the nodes without one', () => {
    const { names, sizes, classes } = groupCodes([0, 1, 1, -1, 1, 0, 2], ['KC', 'MBON', 'DAN'], 10)
    expect(names).toEqual(['MBON', 'KC', 'DAN', 'no value'])
    expect(sizes).toEqual([3, 2, 1, 1])
    expect([...classes]).toEqual([1, 0, 0, 3, 0, 1, 2])
  })

  it('that are too many are taken together, without mistaking a value for them', () => {
    const codes = [0, 0, 0, 1, 1, 2, 3, -1]
    const { names, sizes, classCount } = groupCodes(codes, ['a', 'other values', 'c', 'd'], 4)
    expect(names).toEqual(['a', 'other values', '(other values)', 'no value'])
    expect(sizes).toEqual([3, 2, 2, 1])
    expect(classCount).toBe(4)
  })
})

it('a class matrix tells shares, and nothing where nothing could be', () => {
  const matrix = classMatrixOf('type', ['a', 'b'], {
    classCount: 2,
    sizes: Float64Array.of(3, 1),
    edges: Float64Array.of(2, 1, 0, 0),
    mutual: Float64Array.of(2, 0, 0, 0),
    possible: Float64Array.of(6, 3, 3, 0),
  })
  expect(matrix.pairs.map(({ probability }) => probability)).toEqual([2 / 6, 1 / 3, 0, null])
  expect(matrix.pairs.map(({ reciprocity }) => reciprocity)).toEqual([1, 0, null, null])
  expect(matrix.classes).toMatchObject([{ reciprocity: 2 / 3 }, { reciprocity: null }])
  expect([matrix.edges, matrix.possible, matrix.reciprocity]).toEqual([3, 12, 2 / 3])
})

describe('levels of a rich club', () => {
  const club = { nodes: Float64Array.of(4, 2), edges: Float64Array.of(6, 2) }

  it('are φ over the mean of the samples, with z and p of their edges', () => {
    const [all, rich] = richClubLevels(
      club,
      [Float64Array.of(6, 1), Float64Array.of(6, 0), Float64Array.of(6, 2)],
      true,
    )
    expect(all).toMatchObject({ k: 0, nodes: 4, edges: 6, coefficient: 0.5, normalised: 1, sd: 0, z: null })
    expect(rich).toMatchObject({ k: 1, coefficient: 1, mean: 0.5, normalised: 2, z: 1, p: 1 })
  })

  it('without samples are the coefficient alone; without directions an edge is one', () => {
    const [all] = richClubLevels(club, [], false)
    expect(all).toMatchObject({ edges: 3, coefficient: 0.5, mean: null, normalised: null, z: null, p: null })
  })
})
