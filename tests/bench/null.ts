/** Null samples with the full 3-node census, on the built page with all cores: how long 200 take, and whether the page
 *  stays responsive meanwhile. The worm and the larva are read from the shared corpus; where that is not, hosts of their
 *  size are generated. Reported, never asserted. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CDPSession } from 'playwright'
import { sharedPath } from '../tools/shared'
import { generateHost } from './generate-host'
import { writeEdgeTable } from './host-files'
import type { BenchPage } from './page'

const samples = 200

interface NullHost {
  label: string
  file: string
  nodeCount: number
  edgeCount: number
  targetSeconds: number
  /** Of a short run; few would tell more of starting workers than of drawing. */
  shortSamples: number
}

const hosts: NullHost[] = [
  {
    label: 'C. elegans',
    file: 'celegans_varshney_chen2007',
    nodeCount: 279,
    edgeCount: 2_990,
    targetSeconds: 5,
    shortSamples: 200,
  },
  {
    label: 'larva',
    file: 'larva_winding2023',
    nodeCount: 2_952,
    edgeCount: 110_000,
    targetSeconds: 180,
    shortSamples: 20,
  },
]

/** The host's edges as a table of text; our own of that size where the real one is not here. */
function edgeTable({ label, file, nodeCount, edgeCount }: NullHost): { path: string; name: string } {
  const folder = mkdtempSync(join(tmpdir(), 'motifscope-null-'))
  const path = join(folder, 'edges.csv')
  const packed = sharedPath(`conformance/graphs/${file}.edges.csv.gz`)
  if (existsSync(packed)) {
    writeFileSync(path, gunzipSync(readFileSync(packed)))
    return { path, name: label }
  }
  const host = generateHost({ nodeCount, edgeCount, seed: 6, hubCount: 0 })
  writeEdgeTable(path, host, { seed: 6 })
  return { path, name: `${label}-size, generated` }
}

/** Runs in the page. Frames are counted while samples are drawn; the room is open and shows them come. */
async function drawInPage({ host, model, samples }: { host: string; model: string; samples: number }) {
  const api = globalThis.motifscope
  let [longestTaskMs, longestFrameGapMs] = [0, 0]
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ type: 'longtask' })
  // A method rather than a function: tsx would give a function its name by help that the page has not.
  const frames = {
    isOn: true,
    last: performance.now(),
    next(now: number) {
      longestFrameGapMs = Math.max(longestFrameGapMs, now - frames.last)
      frames.last = now
      if (frames.isOn) requestAnimationFrame(frames.next)
    },
  }
  requestAnimationFrame(frames.next)
  const begin = performance.now()
  await api.significance({ host, census: 'triads', model: model as 'degrees', samples, seed: 1 })
  const seconds = (performance.now() - begin) / 1000
  frames.isOn = false
  observer.disconnect()
  return { seconds, longestTaskMs, longestFrameGapMs }
}

/** Processor time of the browser's pages and their workers so far, in seconds: what else the machine does is not in it. */
async function processorSeconds(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

/** Prints a table. */
export async function reportNull({ page, open }: BenchPage, isShort: boolean): Promise<void> {
  await page.evaluate(() => (location.hash = 'view=significance'))
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (!session) throw new Error('This browser does not tell its processor time.')
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  console.log(
    `| host | nodes | edges | null model | samples with census | on the clock | processor time | ${samples} on ${cores} free cores | to be under | longest task | longest gap between frames |`,
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  for (const host of hosts) {
    const { path, name } = edgeTable(host)
    const opened = await open(path)
    const drawn = isShort ? host.shortSamples : samples
    for (const model of ['degrees', 'degrees-mutual']) {
      const before = await processorSeconds(session)
      const times = await page.evaluate(drawInPage, { host: opened.id, model, samples: drawn })
      const processor = (await processorSeconds(session)) - before
      const cells = [
        ...[name, opened.nodeCount.toLocaleString('en'), opened.edgeCount.toLocaleString('en'), model],
        String(drawn),
        ...[`${times.seconds.toFixed(1)} s`, `${processor.toFixed(1)} s`],
        ...[`${((processor / cores) * (samples / drawn)).toFixed(1)} s`, `${host.targetSeconds} s`],
        ...[`${times.longestTaskMs.toFixed(0)} ms`, `${times.longestFrameGapMs.toFixed(0)} ms`],
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
    await page.evaluate((id) => globalThis.motifscope.hosts.close(id), opened.id)
  }
  await session.detach()
  const load = loadavg().map((value) => value.toFixed(1))
  console.log(`Load of the machine: ${load.join(', ')}.`)
}
