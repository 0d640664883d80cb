/** A search of five nodes on host M outlives each kind of death in its middle: count and rows are those of a search that
 *  nothing disturbed. Of the story that users see then, survival.test.ts tells. */
import { expect, test } from 'playwright/test'
import { openStage } from './stage'
import type { Answer, Stage } from './stage'
import { drawsFrom, playRound, strokes } from './strokes'
import type { StrokeName } from './strokes'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

test.describe.configure({ timeout: 240_000 })

// One browser and one host for all: they are opened once, and every story begins the search anew.
let stage: Stage
let whole: Answer

test.beforeAll(async ({ baseURL }) => {
  // Where no run has done so before, the host is generated.
  test.setTimeout(240_000)
  stage = await openStage(baseURL ?? '')
  await stage.begin()
  whole = await stage.answer()
  expect(whole.rows).toMatchObject({ rowCount: whole.count, doubled: 0 })
  expect(whole.count).toBeGreaterThan(100_000)
})
test.afterAll(() => stage?.close())

/** The search with so many tabs at it, to which all of this happens, in its middle. */
async function outlives(names: StrokeName[], tabCount: number, countOnly = false): Promise<void> {
  for (const page of stage.pages.splice(tabCount)) await page.close()
  while (stage.pages.length < tabCount) await stage.openTab()
  await stage.begin({ countOnly })
  if (tabCount > 1) await expect.poll(async () => (await stage.look()).tabCount).toBe(tabCount)
  for (const name of names) {
    const { count, state } = await stage.look()
    expect(state).toBe('running')
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(whole.count)
    // The first: the tab that began it.
    await strokes[name](stage, () => 0)
    await stage.carryOn()
  }
  expect(await stage.answer()).toEqual(countOnly ? { count: whole.count } : whole)
}

for (const name of [
  'the tab is reloaded',
  'the tab is closed',
  'the tab crashes',
  'a worker is killed',
  'the browser is killed',
] as const)
  test(`${name}, in mid-search`, () => outlives([name], 1))

test('the browser is killed in the middle of a count', () => outlives(['the browser is killed'], 1, true))

test('two tabs share it, and the one that began it is closed', () => outlives(['the tab is closed'], 2))

test('two tabs share it to the end', () => outlives([], 2))

test('strokes drawn from a seed, for half a minute', async () => {
  const seed = Number(process.env.MOTIFSCOPE_SEED ?? Date.now() % 1_000_000)
  console.log(`MOTIFSCOPE_SEED=${seed}`)
  const draw = drawsFrom(seed)
  const round = await playRound(stage, { draw, expected: whole, endAt: Date.now() + 30_000, mostStrokes: 8 })
  console.log(round.told)
  expect(round.answer).toEqual(whole)
})
