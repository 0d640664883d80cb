/** The checkpoint of one synchronisation: kept here after each step, noted at the remote after it. A crash between the
 *  two goes back one step. */
import { isPlain } from '../canonical-json'
import { advanced, agreedPosition, checkpointFrom, keptRejections } from './checkpoint'
import type { Checkpoint, RemoteNote, SyncPosition } from './checkpoint'
import type { RemoteDatabase } from './remote-database'

/** Where checkpoints are kept: as they are given, each under a name. */
export interface CheckpointKeeper {
  read(): Promise<unknown>
  keep(checkpoint: Checkpoint): Promise<void>
  newSession(): string
}

export interface BookTools {
  remote: RemoteDatabase
  /** Of the note at the remote. */
  name: string
  checkpoints: CheckpointKeeper
}

export class CheckpointBook {
  position: SyncPosition
  private checkpoint: Checkpoint
  private readonly tools: BookTools
  private readonly signal: AbortSignal
  /** The count of the last note that the remote is known to have; undefined: it has none. */
  private noted: number | undefined

  private constructor(tools: BookTools, signal: AbortSignal, checkpoint: Checkpoint, note: unknown) {
    this.tools = tools
    this.signal = signal
    this.checkpoint = checkpoint
    this.position = agreedPosition(checkpoint, note)
    this.noted = countOf(note)
  }

  /** Reads both sides and begins where they agree. */
  static async open(tools: BookTools, signal: AbortSignal): Promise<CheckpointBook> {
    const kept = await tools.checkpoints.read()
    const checkpoint = checkpointFrom(kept, () => tools.checkpoints.newSession())
    return new CheckpointBook(tools, signal, checkpoint, await tools.remote.note(tools.name, signal))
  }

  /** After a failure: goes on where it was, unless the remote is not what it was. The last notes may have been lost. */
  async reopen(): Promise<void> {
    const note = await this.tools.remote.note(this.tools.name, this.signal)
    const count = countOf(note)
    const isOwn = isPlain(note) && note['session'] === this.checkpoint.session
    const isAhead = isOwn && count !== undefined && count > (this.noted ?? 0) && count <= this.position.count
    if (!isAhead && count !== this.noted) this.position = agreedPosition(this.checkpoint, note)
    this.noted = count
  }

  get rejected(): readonly string[] {
    return this.checkpoint.rejected
  }

  /** Goes on. `isNoted`: whether the remote is told now; if not, `note` must follow. */
  async advance(
    step: Partial<Pick<SyncPosition, 'pulled' | 'pushed'>>,
    rejected: readonly string[] = this.checkpoint.rejected,
    isNoted = true,
  ): Promise<void> {
    const next = advanced(this.checkpoint, this.position, step)
    this.checkpoint = { ...next.checkpoint, rejected: rejected.slice(0, keptRejections) }
    this.position = next.position
    await this.tools.checkpoints.keep(this.checkpoint)
    if (isNoted) await this.note()
  }

  /** Tells the remote where this replica is. A remote that lets this user only read is read from its start next time:
   *  what is here already is not fetched again. */
  async note(): Promise<void> {
    const note: RemoteNote = { session: this.checkpoint.session, count: this.position.count }
    if (await this.tools.remote.keepNote(this.tools.name, note, this.signal)) this.noted = note.count
  }
}

function countOf(note: unknown): number | undefined {
  return isPlain(note) && typeof note['count'] === 'number' ? note['count'] : undefined
}
