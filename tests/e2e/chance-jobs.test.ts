/** Significance runs as jobs: seen and steered from the room Jobs, alive after their page was killed; and the lesson,
 *  whose words are those of its figures. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { lessonConclusion, verdictSentence } from '../../src/scripting/lesson-words'
import { chanceAddress, openChance, runStatus } from './chance-actions'
import { openRoom } from './page-actions'
import { faultsOf } from './page-faults'

const run = (page: Page) => page.getByTestId('run').first()
const drawn = (page: Page) =>
  page.evaluate(async () => (await globalThis.motifscope.significanceRuns.list())[0]?.samples ?? 0)

test('a run is stopped, continued, deleted and taken back in the room Jobs', async ({ browser }) => {
  const page = await openChance(browser, 'example://cortex', undefined, 'degrees.4000.1.triads.0.')
  await page.getByTestId('significance-run').click()
  await expect.poll(() => drawn(page), { timeout: 60_000 }).toBeGreaterThan(1)
  await openRoom(page, 'Jobs')
  await expect(page.getByRole('heading', { name: 'Held against chance' })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: /^Progress of 3-node census/ })).toBeVisible()
  await run(page).getByRole('button', { name: 'Stop' }).click()
  await expect(run(page)).toHaveAttribute('data-state', 'stopped')
  const before = await drawn(page)
  expect(await faultsOf(page)).toEqual([])
  await run(page).getByRole('button', { name: 'Go on' }).click()
  await expect(run(page)).toHaveAttribute('data-state', 'running')
  await expect.poll(() => drawn(page), { timeout: 60_000 }).toBeGreaterThan(before)
  await run(page)
    .getByRole('button', { name: /^Delete the run/ })
    .click()
  await expect(run(page)).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(run(page)).toContainText('of 4,000 samples')
  await run(page)
    .getByRole('button', { name: /^3-node census/ })
    .click()
  await expect(runStatus(page)).toContainText('of 4,000')
  await page.context().close()
})

test('a run whose page is killed in the middle goes on from the room Jobs, with the same samples', async ({
  browser,
}) => {
  const page = await openChance(browser, 'example://cortex', undefined, 'degrees.24.5.triads.0.')
  await page.getByTestId('significance-run').click()
  await expect.poll(() => drawn(page), { timeout: 60_000 }).toBeGreaterThan(2)
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => undefined)
  await crashed
  const next = await page.context().newPage()
  await next.goto(`./#${chanceAddress('example://cortex').replace('significance', 'jobs')}`)
  await next.evaluate(() => globalThis.motifscope?.ready)
  await expect(run(next)).toHaveAttribute('data-state', 'interrupted')
  const kept = await drawn(next)
  expect(kept).toBeGreaterThan(2)
  expect(kept).toBeLessThan(24)
  await run(next).getByRole('button', { name: 'Go on' }).click()
  await expect(run(next)).toHaveAttribute('data-state', 'done', { timeout: 90_000 })
  const isSame = await next.evaluate(async () => {
    const { significanceRuns, significance } = globalThis.motifscope
    const [stored] = await significanceRuns.list()
    const counts = ({ rows }: { rows: { counts: number[] }[] }) =>
      JSON.stringify(rows.map((row) => row.counts))
    const before = counts(await significanceRuns.result(stored!.id))
    await significanceRuns.delete(stored!.id)
    const host = stored!.question.hostId
    return before === counts(await significance({ host, census: 'triads', samples: 24, seed: 5 }))
  })
  expect(isSame).toBe(true)
  await page.context().close()
})

test('the lesson runs on its example, and what it says follows from the figures it shows', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const page = await openChance(browser, 'example://circuit')
  await page.getByRole('tab', { name: 'Why the null decides' }).click()
  await page.getByRole('button', { name: /^Try it on the example/ }).click()
  await expect(page.getByTestId('lesson-status')).toContainText('Three answers for Cortical column', {
    timeout: 240_000,
  })
  const answers = page.getByTestId('lesson-answers').getByRole('listitem')
  await expect(answers).toHaveCount(3)
  const zs = await page.evaluate(async () => {
    const { significanceRuns } = globalThis.motifscope
    const runs = await significanceRuns.list()
    const scores = new Map<string, number | null>()
    for (const { id, question } of runs)
      scores.set(question.model, (await significanceRuns.result(id)).rows[0]?.z ?? null)
    return ['random', 'degrees', 'degrees-mutual'].map((model) => scores.get(model) ?? null)
  })
  const texts = await answers.allInnerTexts()
  zs.forEach((z, at) => {
    expect(z).not.toBeNull()
    expect(texts[at]).toContain(verdictSentence(z))
  })
  await expect(page.getByTestId('lesson-conclusion')).toContainText(lessonConclusion(zs))
  // Whatever the example is, degrees explain a part of what random graphs leave open.
  expect(zs[1]).toBeLessThan(zs[0] ?? 0)
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})

test('without a host graph every part says what is missing', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('./#view=significance&motif=A%20-%3E%20B')
  await page.evaluate(() => globalThis.motifscope?.ready)
  for (const name of ['Census', 'Participation', 'Classes', 'Rich club']) {
    await page.getByRole('tab', { name }).click()
    await expect(page.getByText('Open a host graph first.')).toBeVisible()
  }
  await page.getByRole('tab', { name: 'Compare hosts' }).click()
  await expect(page.getByText('No census has been run against a null model yet.')).toBeVisible()
  await context.close()
})
