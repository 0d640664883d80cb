/** How a synchronisation stands, in words that promise nothing. Pure. */
import type { SyncStatus } from '../../scripting/moss-types'
import { formatCount, formatQuantity } from '../../state/format'

const states = {
  idle: 'Not synchronising.',
  waiting: 'Waiting for something new.',
  pushing: 'Sending…',
  pulling: 'Fetching…',
  offline: 'Offline: it goes on when the network is back.',
  failed: 'It failed.',
} as const

export const isSyncing = ({ state }: SyncStatus) => state !== 'idle' && state !== 'failed'

export function stateWords(status: SyncStatus): string {
  const { state, reason, done, total } = status
  if (state === 'waiting' && reason) return `Waiting: ${reason.message}`
  if (state === 'failed' && reason) return `It failed: ${reason.message} ${reason.hint ?? ''}`.trim()
  if (done === undefined || (state !== 'pushing' && state !== 'pulling')) return states[state]
  return `${states[state]} ${formatCount(done)}${total === undefined ? '' : ` of ${formatCount(total)}`} looked at`
}

/** What became of the documents; empty before the first. */
export function tallyWords(status: SyncStatus): string {
  const parts = [
    status.pushed > 0 ? `${formatQuantity(status.pushed, 'document', 'documents')} sent` : '',
    status.pulled > 0 ? `${formatQuantity(status.pulled, 'document', 'documents')} came` : '',
    status.held > 0 ? `${formatCount(status.held)} held until what they correct arrives` : '',
    status.filesPushed > 0 ? `${formatQuantity(status.filesPushed, 'file', 'files')} sent` : '',
    status.filesPulled > 0 ? `${formatQuantity(status.filesPulled, 'file', 'files')} came` : '',
    status.filesMissing > 0
      ? `${formatQuantity(status.filesMissing, 'file', 'files')} missing on both sides`
      : '',
    status.refusedCount > 0 ? `${formatCount(status.refusedCount)} refused: they do not verify` : '',
    status.rejectedCount > 0 ? `${formatCount(status.rejectedCount)} not taken by the remote` : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Prefixes as they are typed: one a line; `all` stands for everything. */
export function prefixesFrom(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.map((line) => (line === 'all' ? '' : line))
}

export const prefixesText = (prefixes: readonly string[]) =>
  prefixes.map((prefix) => (prefix === '' ? 'all' : prefix)).join('\n')
