/** `npm run bench`: the engine in Chromium against the native reference and against what else answers such questions,
 *  as ratios in one run. Tables go to stdout, progress to stderr. Fails on counts that differ, never on time. */
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { browserVersion } from '../tools/find-browser'
import type { BenchmarkRun, RivalName, Timing } from '../../src/components/benchmarks/benchmark-run'
import { isCheckedByHand, planFromWords, usage } from './bench-plan'
import type { BenchPlan, Part } from './bench-plan'
import { bruteRival } from './brute-rival'
import { budgetTable, measureBudgets } from './budgets'
import { duckdbRival } from './duckdb-rival'
import { figuresFrom } from './figures'
import { measureFirstRows } from './first-rows'
import { reportEstimates } from './estimate'
import { reportCensus } from './census'
import { grandisoRival } from './grandiso-rival'
import { hostFiles } from './host-presets'
import type { HostName } from './host-presets'
import { importTable, measureImport } from './import'
import type { ImportFigures } from './import'
import { kuzuRival } from './kuzu-rival'
import { commitInWords, machineInWords } from './machine'
import { measureQuery } from './measure-query'
import { measureRows } from './measure-rows'
import { reportDocuments } from './moss'
import { buildNativeReference } from './native'
import type { NativeReference } from './native'
import { nativeRival } from './native-rival'
import { reportNull } from './null'
import { openBenchPage } from './page'
import type { BenchPage } from './page'
import { hostsOfQueueCost, measureQueueCost, queueCostTable } from './queue-cost'
import type { QueueCost } from './queue-cost'
import { markdownFrom } from './report'
import { reasonOf } from './rival'
import type { Rival } from './rival'
import { reportEditor } from './typing'

const say = (text: string) => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`)

interface Bench {
  plan: BenchPlan
  page: BenchPage
  native: NativeReference | undefined
  rivals: Map<RivalName, Rival>
  run: BenchmarkRun
  queueCosts: QueueCost[]
}

/** Where all rows of a query are few. */
const isSmall = (name: HostName) => name === 'S' || name === 'tiny'

/** Those the plan asks for and the machine has; what is missing becomes a note. */
function openRivals(plan: BenchPlan, page: BenchPage, native: NativeReference | undefined, notes: string[]) {
  const makers: Record<RivalName, (() => Rival) | undefined> = {
    best: native && (() => nativeRival(native, 'best')),
    naive: native && (() => nativeRival(native, 'naive')),
    brute: native ? undefined : bruteRival,
    duckdb: () => duckdbRival(page),
    kuzu: kuzuRival,
    grandiso: grandisoRival,
  }
  const wanted = new Set(
    plan.hosts.flatMap((host) => plan.queriesOn(host).flatMap((q) => plan.rivalsOn(host, q))),
  )
  if (!native && plan.hosts.some(isSmall)) wanted.add('brute')
  const rivals = new Map<RivalName, Rival>()
  for (const name of wanted) {
    try {
      const rival = makers[name]?.()
      if (rival) notes.push(`${rival.description}.`)
      if (rival) rivals.set(name, rival)
    } catch (thrown) {
      notes.push(`${name} could not be had here: ${reasonOf(thrown)}.`)
    }
  }
  return rivals
}

/** The counts of one host, the rows it keeps, and how well they are told beforehand. */
async function measureHost(bench: Bench, name: HostName): Promise<void> {
  const { plan, page, native, rivals, run } = bench
  const { repetitions, rowLimit: limit } = plan
  const host = hostFiles(name, native)
  say(`Opening host ${name} …`)
  const { id, nodeCount, edgeCount, openMs } = await page.open(host.edges, {}, host.nodes)
  run.hosts.push({ name, nodeCount, edgeCount, openMs })
  const common = { bench: page, native, host, hostId: id }
  const queriesOf = (part: Part) => (plan.parts.includes(part) ? plan.queriesOn(name) : [])
  for (const query of queriesOf('queries')) {
    say(`${name} ${query.name} …`)
    const byHand: RivalName[] = !native && isCheckedByHand(name, query) ? ['brute'] : []
    const names = [...plan.rivalsOn(name, query), ...byHand]
    const met = names.flatMap((rival) => rivals.get(rival) ?? [])
    run.rows.push(await measureQuery({ ...plan, ...common, query, rivals: met }))
  }
  for (const query of isSmall(name) || name === 'M' ? queriesOf('rows') : [])
    for (const workers of plan.workers) {
      say(`${name} ${query.name}, rows, workers: ${workers} …`)
      const question = { ...common, query, workers, limit, repetitions: Math.min(3, repetitions) }
      run.rates.push(await measureRows(question))
    }
  const accounted = hostsOfQueueCost.find((one) => one === name)
  if (accounted && plan.parts.includes('queue')) {
    say(`${name}, the queue …`)
    bench.queueCosts.push(...(await measureQueueCost(page.page, { id, name: accounted })))
  }
  if (name === 'M' && plan.parts.includes('estimates')) {
    say(`${name}, estimates …`)
    const counted = run.rows.filter(({ host, matches }) => host === name && Number(matches) > 0)
    const known = counted.map(({ query, motif, matches }) => ({ name: query, motif, count: Number(matches) }))
    await reportEstimates(page, { id, name }, known)
  }
  await page.page.evaluate((id) => globalThis.motifscope.hosts.close(id), id)
}

function newRun(native: NativeReference | undefined, plan: BenchPlan): BenchmarkRun {
  const { repetitions, stopMs, strategy } = plan
  const off = Object.keys(strategy)
  return {
    date: new Date().toISOString(),
    commit: commitInWords(),
    machine: machineInWords(),
    browser: browserVersion(),
    node: process.version,
    compiler: native?.compiler ?? null,
    hosts: [],
    rows: [],
    rates: [],
    figures: [],
    notes: [
      `Medians of ${repetitions} runs after one that is not counted, everyone in turns, all counts equal; what takes more than 30 s is run less often, what takes more than ${stopMs / 1000} s is stopped.`,
      'Engine: the wall time of the search, from the first task to the last one saved, in memory where it is over within half a second, and on the page itself where it is very little work; that is what ratios are of. The kernel’s share of it is what the workers spent searching, added up; what a call takes around the search (reading the motif, locks, planning) is listed apart, from the call to its answer: a count is written down after that. Native: the wall time of the count. Loading is in no time.',
      'A ~ stands before the fastest run where the slowest exceeds it by more than 15 %.',
      ...(off.length > 0 ? [`The planner was run without: ${off.join(', ')}.`] : []),
    ],
  }
}

/** A sentence for each rival that failed, with the queries and its reason. */
function failuresOf({ rows }: BenchmarkRun): string[] {
  const places = new Map<string, string[]>()
  for (const { host, query, rivals } of rows)
    for (const [name, outcome] of Object.entries(rivals)) {
      if (outcome.kind !== 'failed') continue
      const key = `${name} failed on ${host}: ${outcome.reason}`
      places.set(key, [...(places.get(key) ?? []), query])
    }
  return [...places].map(([what, names]) => `${what} (${names.join(', ')}).`)
}

async function writeRun(run: BenchmarkRun, file: string): Promise<void> {
  const config = await resolveConfig(file)
  writeFileSync(file, await format(JSON.stringify(run), { ...config, parser: 'json' }))
  say(`Written to ${file}.`)
}

/** The generated hosts, where a chosen part asks anything of them. */
const hostsMeasured = ({ parts, hosts }: BenchPlan) =>
  parts.some((part) => ['queries', 'rows', 'queue', 'estimates'].includes(part)) ? hosts : []

/** What needs no host of its own. */
async function measurePage(plan: BenchPlan, page: BenchPage): Promise<Timing | null> {
  const isWanted = (part: Part) => plan.parts.includes(part)
  if (isWanted('editor')) await reportEditor(page)
  if (isWanted('documents')) await reportDocuments(page)
  if (isWanted('budgets')) console.log(budgetTable(await measureBudgets(page, plan.dist)))
  return isWanted('first') ? measureFirstRows(page, 2 * plan.repetitions) : null
}

/** Host L as CSV, each time in a browser of its own. */
async function measureImports(
  plan: BenchPlan,
  native: NativeReference | undefined,
): Promise<ImportFigures[]> {
  if (!plan.parts.includes('import')) return []
  say('Importing host L …')
  const imported = await measureImport(hostFiles('L', native).edges, plan.dist ? { dist: plan.dist } : {})
  console.log(importTable([imported]))
  return [imported]
}

async function measure(plan: BenchPlan, page: BenchPage): Promise<void> {
  const native = buildNativeReference()
  const run = newRun(native, plan)
  const rivals = openRivals(plan, page, native, run.notes)
  try {
    const firstRows = await measurePage(plan, page)
    const queueCosts: QueueCost[] = []
    for (const name of hostsMeasured(plan))
      await measureHost({ plan, page, native, rivals, run, queueCosts }, name)
    if (queueCosts.length > 0) console.log(queueCostTable(queueCosts))
    const imports = await measureImports(plan, native)
    if (plan.parts.includes('census')) reportCensus(native)
    if (plan.parts.includes('null')) await reportNull(page, plan.isShort)
    run.figures = figuresFrom({ ...run, firstRows, queueCosts, imports })
    run.notes.push(...failuresOf(run))
    console.log(markdownFrom(run))
    if (plan.jsonFile !== null) await writeRun(run, plan.jsonFile)
  } finally {
    for (const rival of rivals.values()) await rival.close()
  }
}

if (process.argv.includes('--help')) console.log(usage)
else {
  const plan = planFromWords(process.argv.slice(2))
  const page = await openBenchPage(plan.dist)
  try {
    await measure(plan, page)
  } finally {
    await page.close()
  }
}
