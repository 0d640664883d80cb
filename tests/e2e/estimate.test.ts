/** What to expect of a search before it is run: the estimate while typing, the warning before a search that finds too
 *  much, and a count from samples as an answer. */
import { expect, test } from 'playwright/test'
import type { Locator, Page } from 'playwright/test'
import {
  dropFiles,
  expectCurrentHost,
  finishSearch,
  limitField,
  openCircuit,
  optionBox,
  resetOptions,
  writeMotif,
} from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openCircuit(browser)
})
test.afterAll(() => page.context().close())
test.beforeEach(() => resetOptions(page))

const estimate = () => page.getByTestId('estimate')
const warning = () => page.getByTestId('estimate-warning')
const sampled = () => page.getByTestId('sampled-count')
const choice = (name: string | RegExp) => page.getByRole('button', { name })
const numberOf = async (locator: Locator, attribute: string) => Number(await locator.getAttribute(attribute))

/** Too many to be counted while a test waits: six nodes in a ring. */
const endless = 'A -> B; B -> C; C -> D; D -> E; E -> F; F -> A'

/** A random graph in which that ring occurs hundreds of billions of times. */
async function openDenseHost(): Promise<void> {
  let state = 12345
  const node = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % 3000
  }
  const lines = Array.from({ length: 240_000 }, () => `n${node()},n${node()}`)
  await dropFiles(page, [{ name: 'dense.csv', content: ['source,target', ...lines].join('\n') }])
  await expectCurrentHost(page, 'dense')
}

/** There is an estimate, and it is for the question on screen. */
async function expectEstimate(): Promise<void> {
  await expect(estimate()).toHaveAttribute('data-state', 'known')
  await expect(estimate()).toContainText(/match/)
}

/** Presses Tab until `wanted` has the focus. In the editor Tab indents, but for the first one after Escape. */
async function tabTo(wanted: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('an estimate follows the typing, and the search finds about as many', async () => {
  await writeMotif(page, '')
  await page.getByTestId('motif-editor').pressSequentially('A -> B\nB -> C\nA -> C')
  await expectEstimate()
  const line = await page.getByTestId('estimate-line').boundingBox()
  const expected = await numberOf(estimate(), 'data-count')
  // Told to screen readers once the typing has rested.
  await expect(page.getByTestId('estimate-line').getByRole('status')).toHaveText(/match/)
  await page.getByTestId('run').click()
  const count = await finishSearch(page)
  expect(expected / count).toBeGreaterThan(0.5)
  expect(expected / count).toBeLessThan(2)
  // The answer is there: there is nothing to expect, and nothing has moved.
  await expect(estimate()).toHaveText('')
  expect(await page.getByTestId('estimate-line').boundingBox()).toEqual(line)
})

test('options change what is expected; what cannot occur is said so; a mistake asks for nothing', async () => {
  await writeMotif(page, 'A -> B\nB -> C\nC -> A\nB.side = "nowhere"')
  await expect(estimate()).toContainText('no matches')
  await writeMotif(page, 'A -> B\nA -> C\nA -> D')
  await expect(estimate()).not.toContainText('no matches')
  await expectEstimate()
  const ordered = await numberOf(estimate(), 'data-count')
  await optionBox(page, 'one per symmetry').check()
  await expect(estimate()).not.toHaveAttribute('data-count', String(ordered))
  await expectEstimate()
  const distinct = await numberOf(estimate(), 'data-count')
  expect(ordered / distinct / 6).toBeGreaterThan(0.5)
  expect(ordered / distinct / 6).toBeLessThan(2)
  await writeMotif(page, 'A => B')
  await expect(estimate()).toHaveText('')
})

test.describe('on a host where motifs explode', () => {
  test.beforeAll(openDenseHost)

  test('a warning offers a limit or to count only, and is quiet when one was chosen', async () => {
    await limitField(page).fill('1000')
    await limitField(page).blur()
    await writeMotif(page, endless)
    await expect(warning()).toContainText(/billion matches/)
    await choice('Keep the limit of 1,000').click()
    await expect(warning()).toBeHidden()
    await expect(estimate()).toContainText(/billion matches .*stops at 1,000/)
    await page.getByTestId('run').click()
    expect(await finishSearch(page)).toBe(1000)

    await resetOptions(page)
    await writeMotif(page, `${endless}; A -> G`)
    await expect(warning()).toContainText(/matches/)
    await choice('Count only').click()
    await expect(optionBox(page, 'count only')).toBeChecked()
    await expect(limitField(page)).toHaveValue('')
    await expect(warning()).toBeHidden()
  })

  test('without a limit one is offered', async () => {
    await writeMotif(page, endless)
    await choice('Stop at 2,000,000 matches').click()
    await expect(limitField(page)).toHaveValue('2,000,000')
    await expect(warning()).toBeHidden()
  })

  test('a sampled count narrows while it runs and can be stopped, by keyboard alone', async () => {
    // Two chords of the ring: few samples hit, so that the bounds stay wide until it is stopped.
    await writeMotif(page, `${endless}; A -> D; B -> E; B -> G`)
    await expect(choice('Sample')).toBeVisible()
    await tabTo(choice('Sample'))
    await page.keyboard.press('Enter')
    await expect(sampled()).toHaveAttribute('data-state', 'running')
    await tabTo(choice('Stop'))
    const width = async () => {
      const [low, high] = [await numberOf(sampled(), 'data-low'), await numberOf(sampled(), 'data-high')]
      return high / low
    }
    await expect.poll(() => numberOf(sampled(), 'data-count')).toBeGreaterThan(1e6)
    const wide = await width()
    await expect.poll(width).toBeLessThan(1 + (wide - 1) / 2)
    await page.keyboard.press('Enter')
    await expect(sampled()).toHaveAttribute('data-state', /cancelled|precision/)
    await expect(sampled()).toContainText(/95 % interval/)
    const [low, count, high] = [
      await numberOf(sampled(), 'data-low'),
      await numberOf(sampled(), 'data-count'),
      await numberOf(sampled(), 'data-high'),
    ]
    expect(low).toBeLessThan(count)
    expect(count).toBeLessThan(high)
    await writeMotif(page, 'A -> B')
    await expect(sampled()).toContainText('for an earlier motif')
    await choice('Back to the rows').click()
    await expect(sampled()).toBeHidden()
    await expect(page.getByTestId('result-count')).toBeVisible()
  })

  test('a sampled count can be made exact, and was about right', async () => {
    await limitField(page).fill('1000')
    await limitField(page).blur()
    await writeMotif(page, 'A -> B; B -> C; C -> A; A -> D')
    await choice('Sample').click()
    await expect(sampled()).toHaveAttribute('data-state', /precision|time/, { timeout: 60_000 })
    const [low, high] = [await numberOf(sampled(), 'data-low'), await numberOf(sampled(), 'data-high')]
    await choice('Count exactly').click()
    await expect(sampled()).toBeHidden()
    const count = await finishSearch(page)
    // The interval is one of 95 %; twice as wide an one is hardly ever missed.
    expect(count).toBeGreaterThan(low - (high - low) / 2)
    expect(count).toBeLessThan(high + (high - low) / 2)
  })

  test('a script asks for estimates and samples, and calls them back', async () => {
    const told = await page.evaluate(async (motif) => {
      const { hosts, estimate, sample } = globalThis.motifscope
      const host = (await hosts.list()).find(({ name }) => name.startsWith('dense'))
      if (!host) return null
      const aborted = new AbortController()
      aborted.abort()
      const codeOf = async (asked: Promise<unknown>) =>
        asked.then(
          () => 'answered',
          (thrown: unknown) => (thrown as { code: string }).code,
        )
      const codes = [
        await codeOf(estimate(host.id, motif, { signal: aborted.signal })),
        await codeOf(sample(host.id, motif, { signal: aborted.signal })),
        await codeOf(sample(host.id, motif, { precision: -1 })),
        await codeOf(estimate('nothing', motif)),
      ]
      const first = await estimate(host.id, motif)
      const timed = await sample(host.id, motif, { precision: 1e-9, maxMs: 300, seed: 7, workers: 1 })
      return { first, timed, codes }
    }, endless)
    expect(told?.codes).toEqual(['cancelled', 'cancelled', 'invalid-option', 'unknown-host'])
    expect(told?.first).toMatchObject({ isExact: false, confidence: 0.95 })
    expect(told?.first.samples).toBeGreaterThan(0)
    expect(told?.timed.endedBy).toBe('time')
    const [low, high] = [told?.first.low ?? 0, told?.first.high ?? 0]
    expect(told?.timed.count).toBeGreaterThan(low / 2)
    expect(told?.timed.count).toBeLessThan(2 * high)
  })
})
