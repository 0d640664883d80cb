/** The tabs at work on one job, as one of them sees it. One leads: it starts the job and writes its end. The others lend
 *  it their workers; when the leading tab is gone, one of them leads. All take tasks from the same queue. */
import type { JobTotals } from '../storage/save-progress'
import type { MotifscopeDatabase } from '../storage/database'
import { getJob } from '../storage/job-records'
import { releaseAbandoned } from '../storage/work-queue'
import { isUnderWay } from './job-info'
import type { TabChannel } from './tab-channel'
import { countTabs, findGoneOwners, whenNobodyWorks, withWorkLock } from './tab-locks'

export interface Outcome {
  isOver: boolean
  isCutShort: boolean
}

export interface CrewWork {
  db: MotifscopeDatabase
  /** Runs this tab's workers until they find nothing to take. */
  runLanes: () => Promise<Outcome>
  /** Called with how the job stands whenever this tab had to look. */
  look: (totals: JobTotals) => void
  /** Whether its user has paused or cancelled the job in this tab. */
  isToldToStop: () => boolean
}

/** How long a tab without work waits before it looks again, unless it is told of some. */
const lookAgainMs = 1_000
/** How long the end of a job waits for other tabs to put their tasks back. */
const partingMs = 3_000

export class Crew {
  leads = false
  private isOtherIdle = false
  private tasksTotal = 0
  private wakers: (() => void)[] = []

  constructor(
    private readonly jobId: string,
    private readonly owner: string,
    private readonly channel: TabChannel,
  ) {}

  /** Whether workers of another tab wait for a part of what this tab's have left. */
  isHelpWanted(): boolean {
    return this.isOtherIdle
  }

  /** Another tab has nothing to do. */
  noteIdle(): void {
    this.isOtherIdle = true
  }

  /** Something happened that the one who waits should look at. */
  wake(): void {
    for (const wake of this.wakers.splice(0)) wake()
  }

  /** This tab saved something: where it gave parts away, those who wait are told, and at the end everyone. */
  noteSaved({ tasksTotal, tasksDone }: JobTotals): void {
    const isShared = this.isOtherIdle && tasksTotal > this.tasksTotal
    if (isShared) this.isOtherIdle = false
    if (isShared || tasksDone === tasksTotal) this.channel.post({ kind: 'tasks', jobId: this.jobId })
    this.tasksTotal = tasksTotal
  }

  /** Runs this tab's workers until the job is over, whoever finishes it; until it is asked to stop, or ended elsewhere. */
  work(work: CrewWork): Promise<Outcome> {
    return withWorkLock(this.jobId, () => this.workOn(work))
  }

  private async workOn({ db, runLanes, look, isToldToStop }: CrewWork): Promise<Outcome> {
    for (;;) {
      const outcome = await runLanes()
      if (outcome.isOver || isToldToStop()) return outcome
      const stored = await getJob(db, this.jobId)
      if (!stored || !isUnderWay(stored)) return outcome
      look(stored)
      const { tasksDone, tasksTotal, count, options } = stored
      const isLimitReached = options.limit !== null && count >= BigInt(options.limit)
      if (isLimitReached || tasksDone === tasksTotal)
        return { isOver: true, isCutShort: tasksDone < tasksTotal }
      if (await this.takeBack(db)) continue
      // Nobody else is there who could have what is missing: the job can go on another time.
      if (this.leads && (await countTabs(this.jobId)).open === 1) return outcome
      this.channel.post({ kind: 'idle', jobId: this.jobId })
      await this.wait()
    }
  }

  /** Whether this tab is to write the job's end. The one that leads lets the others put their tasks back first. */
  async isMineToEnd(): Promise<boolean> {
    if (this.leads && navigator.locks) {
      this.channel.post({ kind: 'tasks', jobId: this.jobId })
      const { working } = await countTabs(this.jobId)
      if (working > 1) await whenNobodyWorks(this.jobId, partingMs)
    }
    return this.leads
  }

  /** Tasks of tabs that are gone, and any that this tab's workers left, wait again. Answers whether there are some. */
  private async takeBack(db: MotifscopeDatabase): Promise<boolean> {
    const isGone = await findGoneOwners(this.owner)
    const isOwn = (leaseOwner: string) => leaseOwner.startsWith(`${this.owner}/`)
    return (await releaseAbandoned(db, this.jobId, (owner) => isOwn(owner) || isGone(owner))) > 0
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookAgainMs)
      this.wakers.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
