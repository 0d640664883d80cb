/** What the browser's storage throws, as sentences for people. What is not storage's fault passes unchanged. */
import { MotifscopeError } from '../model/errors'

const freeSpace = 'Delete hosts or jobs you no longer need, or free space on this disk, and try again.'

function nameOf(thrown: unknown): string {
  return thrown instanceof Error || thrown instanceof DOMException ? thrown.name : ''
}

/** The error of using a connection that was closed, by us or by the browser, before or in mid-transaction. */
export function closedErrorFrom(thrown: unknown): MotifscopeError {
  return new MotifscopeError('storage-closed', 'The connection to the browser’s storage is closed.', {
    hint: 'Reload the page: another tab has updated Motifscope, or the site data was cleared.',
    cause: thrown,
  })
}

function noRoomFrom(cause: unknown): MotifscopeError {
  return new MotifscopeError(
    'quota-exceeded',
    'The browser has no room left for what Motifscope wants to keep.',
    { hint: freeSpace, cause },
  )
}

/** The error of writing a piece of a file. Where there is no room, Chromium may close its end of the pipe before it says
 *  so; then all that is seen is an `AbortError`, though nobody here aborts a write. */
export function writeErrorFrom(thrown: unknown): unknown {
  return nameOf(thrown) === 'AbortError' ? noRoomFrom(thrown) : storageErrorFrom(thrown)
}

/** The error of an operation on an open database or on OPFS: `quota-exceeded`, `storage-closed`, `storage-failed`, or
 *  `thrown` itself. */
export function storageErrorFrom(thrown: unknown): unknown {
  switch (nameOf(thrown)) {
    case 'QuotaExceededError':
      return noRoomFrom(thrown)
    case 'InvalidStateError':
      return closedErrorFrom(thrown)
    case 'UnknownError':
      return new MotifscopeError('storage-failed', 'The browser could not read or write its storage.', {
        hint: 'Check that the disk is not full, then reload the page.',
        cause: thrown,
      })
    default:
      return thrown
  }
}

/** The error of opening the database: `storage-outdated`, `quota-exceeded` or `storage-unavailable`. */
export function openingErrorFrom(thrown: unknown): unknown {
  switch (nameOf(thrown)) {
    case 'VersionError':
      return new MotifscopeError(
        'storage-outdated',
        'A newer Motifscope than this tab has used this storage.',
        {
          hint: 'Reload the page to get the newer version.',
          cause: thrown,
        },
      )
    case 'QuotaExceededError':
      return storageErrorFrom(thrown)
    case 'ReferenceError':
    case 'SecurityError':
    case 'InvalidStateError':
    case 'UnknownError':
      return new MotifscopeError('storage-unavailable', 'The browser does not let this page keep data.', {
        hint: 'Allow site data for this page, leave private browsing, or check that the disk is not full.',
        cause: thrown,
      })
    default:
      return thrown
  }
}
