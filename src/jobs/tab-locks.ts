/** Which tabs are alive, which jobs they lead and work on, told by Web Locks: the browser gives a lock back when its tab
 *  dies, however it dies. Where there are no locks, this tab takes itself for the only one. */

const tabPrefix = 'motifscope-tab-'
const ownerLock = (owner: string) => tabPrefix + owner
/** Held by the tab that leads a job: it starts it and writes its end. */
const jobLock = (jobId: string) => `motifscope-job-${jobId}`
/** Shared by all tabs whose workers are at a job. */
const workLock = (jobId: string) => `motifscope-work-${jobId}`

/** How long a lease lasts. Where the browser tells which tabs live, a lease ends with its tab and never by the clock:
 *  neither a clock that jumps nor a laptop that slept takes a task from who is at it. */
export const leaseMs = globalThis.navigator?.locks ? 10 * 365 * 86_400_000 : 30_000

/** Says that this tab is alive, for as long as it is. Settled once the others can see it. */
export function announceTab(owner: string): Promise<void> {
  if (!navigator.locks) return Promise.resolve()
  return new Promise((resolve) => {
    const hold = () => {
      resolve()
      return new Promise<never>(() => undefined)
    }
    navigator.locks.request(ownerLock(owner), hold).catch(() => resolve())
  })
}

/** The names of all locks held in this browser, as often as they are held. */
async function heldLocks(): Promise<string[]> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.map(({ name }) => name ?? '')
}

/** Tells whether the tab that a lease names (`<tab>/<worker>`) is gone. */
export async function findGoneOwners(own: string): Promise<(leaseOwner: string) => boolean> {
  const held = new Set(await heldLocks())
  return (leaseOwner) => {
    const tab = leaseOwner.split('/')[0] ?? ''
    return tab !== own && !held.has(ownerLock(tab))
  }
}

/** The jobs that some tab leads now. */
export async function findRunningJobs(): Promise<(jobId: string) => boolean> {
  const held = new Set(await heldLocks())
  return (jobId) => held.has(jobLock(jobId))
}

/** How many tabs are open, and how many of them are at work on a job. */
export async function countTabs(jobId: string): Promise<{ open: number; working: number }> {
  const held = await heldLocks()
  return {
    open: Math.max(1, held.filter((name) => name.startsWith(tabPrefix)).length),
    working: Math.max(1, held.filter((name) => name === workLock(jobId)).length),
  }
}

/** Runs `work` as the tab that leads this job. Answers false, without running it, when another tab does. */
export async function withJobLock(jobId: string, work: () => Promise<void>): Promise<boolean> {
  if (!navigator.locks) {
    await work()
    return true
  }
  return navigator.locks.request(jobLock(jobId), { ifAvailable: true }, async (lock) => {
    if (!lock) return false
    await work()
    return true
  })
}

/** Waits until no other tab leads this job, then runs `work` as the tab that does. Answers false when `signal` ended the
 *  waiting. */
export async function waitForJobLock(
  jobId: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<boolean> {
  if (!navigator.locks) return withJobLock(jobId, work)
  let isBegun = false
  try {
    await navigator.locks.request(jobLock(jobId), { signal }, () => {
      isBegun = true
      return work()
    })
    return true
  } catch (thrown) {
    if (!isBegun && signal.aborted) return false
    throw thrown
  }
}

/** Runs `work` as one of the tabs whose workers are at a job. */
export async function withWorkLock<Result>(jobId: string, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks ? navigator.locks.request(workLock(jobId), { mode: 'shared' }, work) : work()
}

/** Settles when no tab's workers are at a job any more, or after `timeoutMs`. */
export async function whenNobodyWorks(jobId: string, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs)
  await navigator.locks?.request(workLock(jobId), { signal }, () => undefined).catch(() => undefined)
}
