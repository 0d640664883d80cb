/** What a person waits for on a small host: from the click on Run to the frame that shows the first rows. Each time
 *  another motif, so that nothing is answered from the store. */
import type { Timing } from '../../src/components/benchmarks/benchmark-run'
import type { BenchPage } from './page'
import { timingOf } from './statistics'

declare global {
  /** Milliseconds from the click that is watched for until rows are on screen. */
  var rowsShown: Promise<number>
}

/** Call before the click. Rows are new when the result's state has been another in between. */
async function watchRows({ page }: BenchPage): Promise<void> {
  await page.evaluate(() => {
    const run = document.querySelector('[data-testid="run"]')
    globalThis.rowsShown = new Promise((resolve) => {
      run?.addEventListener(
        'click',
        (event) => {
          const observer = new MutationObserver(() => {
            const text = document.body.textContent ?? ''
            const cells = document.querySelectorAll('[data-testid="result-table"] [role="gridcell"]')
            const hasRows = [...cells].some((cell) => cell.textContent && cell.textContent !== '…')
            if (text.includes('for an earlier motif') || !hasRows) return
            observer.disconnect()
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = () => resolve(performance.now() - event.timeStamp)
              port2.postMessage(null)
            })
          })
          observer.observe(document.body, { childList: true, characterData: true, subtree: true })
        },
        { capture: true, once: true },
      )
    })
  })
}

/** On the example host, with one edge whose weight must exceed another number each time. */
export async function measureFirstRows(bench: BenchPage, repetitions: number): Promise<Timing> {
  const { page } = bench
  await page.evaluate(async () => globalThis.motifscope.hosts.open('example://circuit'))
  await page.goto(`${bench.address}#host=example%3A%2F%2Fcircuit&motif=A%20-%3E%20B`)
  await page.reload()
  await page.evaluate(() => globalThis.motifscope.ready)
  const editor = page.getByTestId('motif-editor')
  await editor.waitFor()
  // A first answer, so that each later one takes the place of an earlier one.
  await page.getByTestId('run').click()
  await page.locator('[data-testid="result-count"][data-state="done"]').waitFor()
  const times: number[] = []
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    await editor.fill(`A -> B [weight > 0.00${repetition + 1}]`)
    await page.getByText('for an earlier motif').waitFor()
    // What follows the text (drawing, explanations, link) has settled.
    await page.waitForTimeout(500)
    await watchRows(bench)
    await page.getByTestId('run').click()
    const shown = await page.evaluate(() =>
      Promise.race([
        globalThis.rowsShown,
        new Promise<null>((resolve) => setTimeout(() => resolve(null), 10_000)),
      ]),
    )
    if (shown === null) throw new Error('No rows came on screen within ten seconds of Run.')
    if (repetition > 0) times.push(shown)
  }
  return timingOf(times)
}
