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
  /** Of the key that was watched: milliseconds until it was drawn; null where the drawing did not follow. */
  var measured: Promise<number | null>
}

const longLineCount = 5_000

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

/** Milliseconds. */
interface Keystroke {
  /** From the key's event to the frame that shows the drawing, waiting for that frame included. */
  untilDrawn: number
  /** Processor time of the page's main thread: the page's own code, then style and layout, then all, painting on the
   *  canvas and the drawing's movement included. */
  code: number
  layout: number
  all: number
}

/** Waits in the page for the drawing to follow a key. Call before the key is pressed. */
async function watchDrawing({ page }: BenchPage): Promise<void> {
  await page.evaluate(() => {
    const words = document.querySelector('[data-testid="motif-view"] ul')
    globalThis.measured = new Promise((resolve) => {
      setTimeout(() => resolve(null), 5_000)
      let begin = NaN
      addEventListener('keydown', (event) => (begin = event.timeStamp), { capture: true, once: true })
      const observer = new MutationObserver(() => {
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - begin)
          port2.postMessage(null)
        })
      })
      if (words) observer.observe(words, { childList: true, characterData: true, subtree: true })
    })
  })
}

async function processorTimes(session: CDPSession): Promise<Omit<Keystroke, 'untilDrawn'>> {
  const { metrics } = await session.send('Performance.getMetrics')
  const milliseconds = (name: string) => 1000 * (metrics.find((each) => each.name === name)?.value ?? NaN)
  return {
    code: milliseconds('ScriptDuration'),
    layout: milliseconds('LayoutDuration') + milliseconds('RecalcStyleDuration'),
    all: milliseconds('TaskDuration'),
  }
}

/** Types at the end of a motif, one key at a time; each gives another motif, and another drawing. */
async function typeInto(bench: BenchPage, motif: string, keys: string): Promise<Keystroke[]> {
  const { page } = bench
  const session = await page.context().newCDPSession(page)
  // Processor time, not the clock's: what else the machine does shall not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const editor = page.getByTestId('motif-editor')
  await editor.fill(motif)
  await editor.press('Control+End')
  await page.waitForTimeout(1_000)
  const keystrokes: Keystroke[] = []
  for (const key of keys) {
    await watchDrawing(bench)
    await page.waitForTimeout(200)
    const before = await processorTimes(session)
    await page.keyboard.press(key)
    const untilDrawn = await page.evaluate(() => measured)
    if (untilDrawn === null) throw new Error('The drawing did not follow a keystroke.')
    await page.waitForTimeout(250)
    const after = await processorTimes(session)
    const { code, layout, all } = before
    keystrokes.push({
      untilDrawn,
      code: after.code - code,
      layout: after.layout - layout,
      all: after.all - all,
    })
  }
  await session.detach()
  return keystrokes
}

async function reportTyping(bench: BenchPage, what: string, motif: string, keys: string): Promise<void> {
  const all = await typeInto(bench, motif, keys)
  const told = (name: string, value: (keystroke: Keystroke) => number) => {
    const values = all.map(value)
    return `${name} ${median(values).toFixed(1)} (${Math.max(...values).toFixed(1)})`
  }
  console.log(
    `Typing ${what} in a motif of ${motif.split('\n').length} lines, ms a keystroke, median and most of ${all.length}: ` +
      [
        told('parse, check and redraw', ({ code, layout }) => code + layout),
        told('with painting', (each) => each.all),
        told('on the clock until the frame', ({ untilDrawn }) => untilDrawn),
      ].join('; '),
  )
}

/** Prints a line for reading and two for typing. */
export async function reportEditor(bench: BenchPage): Promise<void> {
  await reportParsing()
  await reportTyping(bench, 'a number', `${shortMotif}\nN0.depth > `, '12345678901234567890')
  await reportTyping(bench, 'a node’s name', `${shortMotif}\nN0 -> `, 'abcdefghijklmnopqrst')
}
