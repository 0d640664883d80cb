/** What the tabs of this browser tell each other of jobs. A hint, never the truth: that is in storage, and a message may
 *  come late or never. Where there is no BroadcastChannel, nobody hears anything. */
import type { JobInfo, JobPriority } from '../model/job'

export type TabMessage =
  /** How a job stands, from the tab that leads it. */
  | { kind: 'job'; job: JobInfo }
  /** The user wants it to stop: whoever works on it does. */
  | { kind: 'ask'; jobId: string; what: 'paused' | 'cancelled' }
  /** The user gave it another priority. */
  | { kind: 'priority'; jobId: string; priority: JobPriority }
  /** A tab's workers have nothing to do on a job: whoever has much left may share it. */
  | { kind: 'idle'; jobId: string }
  /** There may be a task to take. */
  | { kind: 'tasks'; jobId: string }
  /** Its rows are no longer those that were: copies of them are worthless. */
  | { kind: 'rows'; jobId: string }
  /** It is deleted. */
  | { kind: 'gone'; jobId: string }

export interface TabChannel {
  post(message: TabMessage): void
}

/** Joins the tabs' talk. `hear` gets what the others say. */
export function openTabChannel(hear: (message: TabMessage) => void): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined }
  const channel = new BroadcastChannel('motifscope-jobs')
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hear(data))
  return { post: (message) => channel.postMessage(message) }
}
