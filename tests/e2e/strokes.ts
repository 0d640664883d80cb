/** What may befall a search, stroke by stroke, and rounds of strokes drawn from a seed. */
import type { Page } from 'playwright/test'
import type { Answer, Stage } from './stage'

/** A whole number from 0 to below a bound. */
export type Draw = (bound: number) => number

/** The same numbers for the same seed. */
export function drawsFrom(seed: number): Draw {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

const anyOf = <Item>(items: readonly Item[], draw: Draw): Item => {
  const item = items[draw(items.length)]
  if (item === undefined) throw new Error('Nothing is there to choose from.')
  return item
}

type Stroke = (stage: Stage, draw: Draw) => Promise<void>

/** Each tab takes some hundred megabytes. */
const mostTabs = 3

async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

export const strokes = {
  'the tab is reloaded': async ({ pages }, draw) => {
    await anyOf(pages, draw).reload()
  },
  'the tab is closed': async (stage, draw) => {
    const page = anyOf(stage.pages, draw)
    stage.lose(page)
    await page.close()
  },
  'the tab crashes': async (stage, draw) => {
    const page = anyOf(stage.pages, draw)
    stage.lose(page)
    await crash(page)
  },
  'a worker is killed': async ({ pages }, draw) => {
    const workers = pages
      .flatMap((page) => page.workers())
      .filter((worker) => worker.url().includes('search.worker'))
    if (workers.length > 0)
      await anyOf(workers, draw)
        .evaluate(() => self.close())
        .catch(() => undefined)
  },
  'the browser is killed': (stage) => stage.killBrowser(),
  'a tab joins': async (stage) => {
    if (stage.pages.length < mostTabs) await stage.openTab()
  },
} satisfies Record<string, Stroke>

export type StrokeName = keyof typeof strokes
export const strokeNames = Object.keys(strokes) as StrokeName[]

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until so many are found, or the search is over; not for ever. */
async function waitForMore(stage: Stage, wanted: number): Promise<void> {
  for (const end = Date.now() + longestMs; Date.now() < end; await pause(100)) {
    const { state, count } = await stage.look()
    if (state === 'done' || count > wanted) return
  }
}

const longestMs = 20_000

/** A task whose worker died three times is given up, and rightly so. */
const mostWorkerDeaths = 2

export interface Round {
  answer: Answer
  /** What befell the search, and how much was found by then. */
  told: string
  struck: StrokeName[]
}

/** One search from its start to its end, struck again and again until `endAt` (as `Date.now`) at the latest. */
export async function playRound(
  stage: Stage,
  {
    draw,
    expected,
    endAt,
    mostStrokes,
  }: { draw: Draw; expected: Answer; endAt: number; mostStrokes: number },
): Promise<Round> {
  await stage.begin({ countOnly: !expected.rows })
  const struck: StrokeName[] = []
  const told: string[] = []
  while (struck.length < mostStrokes && Date.now() < endAt) {
    const { state, count } = await stage.look()
    if (state === 'done') break
    const deaths = struck.filter((name) => name === 'a worker is killed').length
    const name = anyOf(
      strokeNames.filter((one) => one !== 'a worker is killed' || deaths < mostWorkerDeaths),
      draw,
    )
    struck.push(name)
    told.push(`${name} at ${Math.round((100 * count) / expected.count)} %`)
    await strokes[name](stage, draw)
    await stage.carryOn()
    // Now it is struck again while it gets ready, now when it has found more.
    if (draw(2) === 0) await pause(draw(800))
    else await waitForMore(stage, count + draw(expected.count / 8))
  }
  return { answer: await stage.answer(), told: told.join(', '), struck }
}
