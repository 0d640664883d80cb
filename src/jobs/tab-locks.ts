/** Which tabs are alive and which jobs run somewhere, told by Web Locks: the browser gives a lock back when its tab dies,
 *  however it dies. Where there are no locks, this tab takes itself for the only one. */

const ownerLock = (owner: string) => `motifscope-tab-${owner}`
const jobLock = (jobId: string) => `motifscope-job-${jobId}`

/** Says that this tab is alive, for as long as it is. */
export function announceTab(owner: string): void {
  void navigator.locks?.request(ownerLock(owner), () => new Promise(() => undefined))
}

async function heldLocks(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return new Set(held.map(({ name }) => name ?? ''))
}

/** Tells whether the tab that a lease names (`<tab>/<worker>`) is gone. */
export async function findGoneOwners(own: string): Promise<(leaseOwner: string) => boolean> {
  const held = await heldLocks()
  return (leaseOwner) => {
    const tab = leaseOwner.split('/')[0] ?? ''
    return tab !== own && !held.has(ownerLock(tab))
  }
}

/** The jobs that some tab is running now. */
export async function findRunningJobs(): Promise<(jobId: string) => boolean> {
  const held = await heldLocks()
  return (jobId) => held.has(jobLock(jobId))
}

/** Runs `work` as the one tab that runs this job. Answers false, without running it, when another tab does. */
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
