/** Searches on host M that are struck again and again, round after round, each compared with one that nothing disturbed.
 *  One line per round, and one at the end. `npm run soak`; `deaths.test.ts` plays a round of it with the other stories. */
import { expect, test } from 'playwright/test'
import { openStage } from '../e2e/stage'
import type { Answer, Stage } from '../e2e/stage'
import { drawsFrom, playRound } from '../e2e/strokes'

const minutes = Number(process.env.SOAK_MINUTES ?? 30)
const seed = Number(process.env.MOTIFSCOPE_SEED ?? Date.now() % 1_000_000)
const seedInWords = `MOTIFSCOPE_SEED=${seed}`
const mostStrokes = 12
/** Every so many rounds the search keeps no rows. */
const countEvery = 3

async function undisturbed(stage: Stage): Promise<{ whole: Answer; counted: Answer }> {
  await stage.begin()
  const whole = await stage.answer()
  await stage.begin({ countOnly: true })
  const counted = await stage.answer()
  expect(counted.count).toBe(whole.count)
  expect(whole.rows).toMatchObject({ rowCount: whole.count, doubled: 0 })
  return { whole, counted }
}

test(`kills in a loop for ${minutes} minutes`, async ({ baseURL }) => {
  console.log(`${seedInWords} SOAK_MINUTES=${minutes}`)
  const stage = await openStage(baseURL ?? '')
  const counts = new Map<string, number>()
  let rounds = 0
  try {
    const { whole, counted } = await undisturbed(stage)
    console.log(`Undisturbed: ${whole.count} matches, digest ${whole.rows?.digest.slice(0, 12)}`)
    const endAt = Date.now() + minutes * 60_000
    for (let round = 1; Date.now() < endAt; round++) {
      rounds++
      const begin = Date.now()
      const expected = round % countEvery === 0 ? counted : whole
      // A round of its own seed can be played alone.
      const { answer, told, struck } = await playRound(stage, {
        ...{ draw: drawsFrom(seed + round), expected, endAt, mostStrokes },
      })
      const seconds = ((Date.now() - begin) / 1000).toFixed(1)
      console.log(`Round ${round}, ${expected.rows ? 'rows' : 'count'}, ${seconds} s: ${told || 'nothing'}`)
      expect(answer).toEqual(expected)
      for (const name of struck) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  } finally {
    const told = [...counts].map(([name, count]) => `${name} ${count} ×`).join(', ')
    console.log(`${rounds} rounds, ${seedInWords}; struck: ${told || 'never'}`)
    await stage.close()
  }
})
