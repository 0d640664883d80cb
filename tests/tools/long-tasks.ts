/** How the work of a page's main thread is cut up, from the browser's own trace: in processor time, so that what else the
 *  machine does is not counted. */
import type { Browser, Page } from 'playwright'

export interface TaskTimes {
  /** Processor milliseconds of the longest task without a break. */
  longestMs: number
  /** Of all tasks together. */
  totalMs: number
  taskCount: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds of the clock, and of the processor. */
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** Tasks of the page's main thread while `work` goes on: Chromium only, one trace at a time. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<TaskTimes> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-cpu_profiler.debug'] })
  let trace: Buffer
  try {
    await work()
  } finally {
    trace = await browser.stopTracing()
  }
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const times = traceEvents
    .filter(
      ({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && mainThreads.has(`${pid} ${tid}`),
    )
    .map(({ tdur = 0 }) => tdur / 1000)
  return {
    longestMs: times.reduce((most, time) => Math.max(most, time), 0),
    totalMs: times.reduce((sum, time) => sum + time, 0),
    taskCount: times.length,
  }
}
