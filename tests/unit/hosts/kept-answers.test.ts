/** What hosts answered of their attributes is asked once, as long as there is room for it. */
import { describe, expect, it } from 'vitest'
import { createKeptAnswers } from '../../../src/hosts/kept-answers'
import type { ConstraintValue } from '../../../src/model/motif'
import type { AttributeNeeds, ResolvedNeeds } from '../../../src/model/plan'

const needs = (value: ConstraintValue): AttributeNeeds => ({
  nodeSets: [{ node: 'A', constraints: [{ key: 'size', op: '>', value }] }],
  edgeSets: [],
  nodeComparisons: [],
  edgeComparisons: [],
})

const answerOf = (length: number): ResolvedNeeds => ({
  nodeSets: [new Uint32Array(length)],
  edgeSets: [],
  nodeComparisons: [],
  edgeComparisons: [],
})

/** Answers that count how often they are asked for. */
function tables(length = 10) {
  let asked = 0
  const ask = () => {
    asked++
    return Promise.resolve(answerOf(length))
  }
  return { ask, asked: () => asked }
}

describe('an answer', () => {
  it('is asked for once, also while it is on its way', async () => {
    const answers = createKeptAnswers()
    const { ask, asked } = tables()
    const both = await Promise.all([answers.of('a', needs(1), ask), answers.of('a', needs(1), ask)])
    expect(both[0]).toBe(both[1])
    expect(await answers.of('a', needs(1), ask)).toBe(both[0])
    expect(asked()).toBe(1)
  })

  it('is of one host and one question', async () => {
    const answers = createKeptAnswers()
    const { ask, asked } = tables()
    const values: ConstraintValue[] = [
      1,
      '1',
      1n,
      true,
      2 ** 53,
      2n ** 53n,
      Infinity,
      -Infinity,
      NaN,
      'Infinity',
    ]
    for (const value of values) await answers.of('a', needs(value), ask)
    await answers.of('b', needs(1), ask)
    expect(asked()).toBe(values.length + 1)
  })

  it('that failed is asked for again', async () => {
    const answers = createKeptAnswers()
    const failing = answers.of('a', needs(1), () => Promise.reject(new Error('the engine was ended')))
    await expect(failing).rejects.toThrow('ended')
    const { ask, asked } = tables()
    expect(await answers.of('a', needs(1), ask)).toEqual(answerOf(10))
    expect(asked()).toBe(1)
  })

  it('of a host that is closed is forgotten', async () => {
    const answers = createKeptAnswers()
    const { ask, asked } = tables()
    await answers.of('a', needs(1), ask)
    await answers.of('ab', needs(1), ask)
    answers.forget('a')
    await answers.of('ab', needs(1), ask)
    expect(asked()).toBe(2)
    await answers.of('a', needs(1), ask)
    expect(asked()).toBe(3)
  })
})

it('the answers asked for longest ago go first when there is no room', async () => {
  const answers = createKeptAnswers(100)
  const { ask, asked } = tables(10)
  await answers.of('a', needs(1), ask)
  await answers.of('a', needs(2), ask)
  await answers.of('a', needs(1), ask)
  await answers.of('a', needs(3), ask)
  expect(asked()).toBe(3)
  await answers.of('a', needs(1), ask)
  expect(asked()).toBe(3)
  await answers.of('a', needs(2), ask)
  expect(asked()).toBe(4)
})

it('what is larger than all the room is given, and not kept', async () => {
  const answers = createKeptAnswers(100)
  const { ask, asked } = tables(100)
  expect((await answers.of('a', needs(1), ask)).nodeSets[0]).toHaveLength(100)
  await answers.of('a', needs(1), ask)
  expect(asked()).toBe(2)
})
