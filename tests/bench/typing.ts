/** How fast the editor answers, on the built app: reading a very long motif, and what a keystroke in a motif of fifty
 *  lines costs until the drawing shows it. Reported, never asserted. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CDPSession } from 'playwright'
import { build } from 'vite'
import { peggyPlugin } from '../../grammar/peggy-plugin'
import type { MotifReading } from '../../src/dotmotif/read-motif'
import type { BenchPage } from './page'

declare global {
  /** Of the key that was watched; null where the drawing did not follow. */
  var measured: Promise<{ untilDrawnMs: number; workMs: number } | null>
}

const longLineCount = 5_000
const keystrokes = 40

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

/** 5,000 lines, 1,000 macros, each called once. */
const longMotif = Array.from(
  { length: longLineCount / 5 },
  (_, i) => `macro_${i}(a, b) {\n  a -> b [weight > ${i}]\n  b -> a\n}\nmacro_${i}(N${i}, M${i})`,
).join('\n')

/** Fifty lines: a macro, its calls, edges with clauses and aliases, constraints. */
const shortMotif = [
  'near(a, b) {',
  '  a -> b [weight >= 2] as e',
  '  e.area > 1',
  '}',
  ...Array.from({ length: 10 }, (_, i) => `near(N${i}, N${i + 1})`),
  ...Array.from({ length: 12 }, (_, i) => `N${i % 11} -> N${(i * 3 + 2) % 11} [weight > ${i}] as e${i}`),
  ...Array.from({ length: 12 }, (_, i) => `N${i % 11}.size > ${i}`),
  ...Array.from({ length: 11 }, (_, i) => `e${i}.weight < e${i + 1}.weight`),
  'N0 -> ',
].join('\n')

/** The reader as it is built for the page, apart from the page: its own time, without the page's other work. */
async function buildReader(): Promise<(source: string) => MotifReading> {
  const folder = mkdtempSync(join(tmpdir(), 'motifscope-reader-'))
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [peggyPlugin()],
    build: { ssr: 'src/dotmotif/read-motif.ts', outDir: folder, minify: true },
  })
  const { readMotif } = (await import(pathToFileURL(join(folder, 'read-motif.js')).href)) as {
    readMotif: (source: string) => MotifReading
  }
  return readMotif
}

async function reportParsing(): Promise<void> {
  const read = await buildReader()
  const times = Array.from({ length: 10 }, () => {
    const begin = performance.now()
    if (!read(longMotif).ok) throw new Error('The long motif has mistakes.')
    return performance.now() - begin
  })
  const [first = NaN, ...warm] = times
  console.log(
    `Reading ${longLineCount} lines with ${longLineCount / 5} macros: first ${first.toFixed(1)} ms, ` +
      `then ${median(warm).toFixed(1)} ms (median of ${warm.length})`,
  )
}

interface Keystroke {
  /** From the key's event to the frame that shows the drawing. */
  untilDrawnMs: number
  /** The part of it in which the page worked: up to the drawing's words, then the frame that draws it. */
  workMs: number
  /** Time of the main thread's processor for all that followed, the drawing's movement to its place included. */
  processorMs: number
}

/** Waits in the page for the drawing to follow a key. Call before the key is pressed. */
async function watchDrawing({ page }: BenchPage): Promise<void> {
  await page.evaluate(() => {
    const words = document.querySelector('[data-testid="motif-view"] ul')
    globalThis.measured = new Promise((resolve) => {
      setTimeout(() => resolve(null), 5_000)
      let [begin, frame, isOver] = [NaN, NaN, false]
      // Asked for a frame ago, so it runs before everything else in a frame.
      const frames = {
        note() {
          frame = performance.now()
          if (!isOver) requestAnimationFrame(() => frames.note())
        },
      }
      frames.note()
      addEventListener('keydown', (event) => (begin = event.timeStamp), { capture: true, once: true })
      const observer = new MutationObserver(() => {
        observer.disconnect()
        const read = performance.now()
        requestAnimationFrame(() => {
          isOver = true
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            const drawn = performance.now()
            resolve({ untilDrawnMs: drawn - begin, workMs: read - begin + drawn - frame })
          }
          port2.postMessage(null)
        })
      })
      if (words) observer.observe(words, { childList: true, characterData: true, subtree: true })
    })
  })
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

/** Types letters of a node's name at the end of the motif: each gives another motif, and another drawing. */
async function typeInto(bench: BenchPage): Promise<Keystroke[]> {
  const { page } = bench
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const editor = page.getByTestId('motif-editor')
  await editor.fill(shortMotif)
  await editor.press('Control+End')
  await page.waitForTimeout(1_000)
  const results: Keystroke[] = []
  for (let i = 0; i < keystrokes; i++) {
    await watchDrawing(bench)
    await page.waitForTimeout(200)
    const before = await busySeconds(session)
    await page.keyboard.press(String.fromCharCode(65 + (i % 26)))
    const times = await page.evaluate(() => measured)
    if (!times) throw new Error('The drawing did not follow a keystroke.')
    await page.waitForTimeout(250)
    results.push({ ...times, processorMs: ((await busySeconds(session)) - before) * 1000 })
  }
  return results
}

async function reportTyping(bench: BenchPage): Promise<void> {
  const all = await typeInto(bench)
  const told = (name: string, key: keyof Keystroke) => {
    const values = all.map((each) => each[key])
    return `${name} ${median(values).toFixed(1)} ms (at most ${Math.max(...values).toFixed(1)})`
  }
  console.log(
    `A keystroke in a motif of ${shortMotif.split('\n').length} lines, median of ${all.length}: ` +
      [
        told('parse, check and redraw', 'workMs'),
        told('until the frame that shows it', 'untilDrawnMs'),
        told('main thread in all, painting included', 'processorMs'),
      ].join('; '),
  )
}

/** Prints both lines. */
export async function reportEditor(bench: BenchPage): Promise<void> {
  await reportParsing()
  await reportTyping(bench)
}
