/** What went wrong in a script as an error of ours, with its place in the script's own text. */
import { MotifscopeError } from '../../model/errors'
import type { ErrorDetails } from '../../model/errors'
import { firstImport, placeInStack } from './script-places'
import type { ScriptPlace } from './script-places'

/** What the script's side tells of a thrown value. */
export interface ThrownInScript {
  name: string
  message: string
  stack: string
  code: string
  hint: string
}

const seconds = (ms: number) => `${(ms / 1000).toLocaleString('en')} s`
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`

const placed = (place: ScriptPlace | null, more: ErrorDetails = {}): ErrorDetails => ({
  ...more,
  ...(place ? { ...place, length: 1 } : {}),
})

export function timeIsUp(limitMs: number, place: ScriptPlace | null): MotifscopeError {
  return new MotifscopeError(
    'time-limit',
    `The script was stopped: it ran longer than ${seconds(limitMs)}.`,
    placed(place, { hint: 'Does a loop never end? Otherwise give it more time, or ask in batches.' }),
  )
}

export function memoryIsUp(memoryBytes: number, place: ScriptPlace | null): MotifscopeError {
  return new MotifscopeError(
    'out-of-memory',
    `The script was stopped: it needed more memory than ${megabytes(memoryBytes)}.`,
    placed(place, { hint: 'Keep less at a time, or give it more memory.' }),
  )
}

export function tooDeep(place: ScriptPlace | null): MotifscopeError {
  return new MotifscopeError(
    'stack-overflow',
    'The script was stopped: its functions call each other too deeply.',
    placed(place, { hint: 'Does a function call itself without end? Otherwise use a loop and a list.' }),
  )
}

export function waitsForNothing(): MotifscopeError {
  return new MotifscopeError(
    'never-settled',
    'The script waits for a promise that nobody will ever fulfil.',
    {
      hint: 'Every promise that is made with `new Promise` must be resolved.',
    },
  )
}

export function crashed(thrown: unknown): MotifscopeError {
  return new MotifscopeError('script-crashed', 'The script broke the engine that runs it, and was stopped.', {
    hint: 'Does it use very large values? Other scripts are not affected.',
    cause: thrown,
  })
}

/** What it threw resists being read, on purpose or for want of memory. */
export function unreadable(): MotifscopeError {
  return new MotifscopeError('script-error', 'The script threw something that cannot be read.')
}

/** An error that the script threw, or that was in its text. */
export function errorFromThrown(thrown: ThrownInScript, code: string, memoryBytes: number): MotifscopeError {
  const { name, message, stack, hint } = thrown
  const place = placeInStack(stack, code)
  if (name === 'InternalError' && message === 'out of memory') return memoryIsUp(memoryBytes, place)
  if (/^(?:Internal|Syntax)Error$/.test(name) && message.includes('stack overflow')) return tooDeep(place)
  if (name === 'InternalError' && message === 'string too long')
    return new MotifscopeError('script-error', 'A text became longer than a text can be.', placed(place))
  const isImport = /could not load module|expecting '\('/.test(message) && /\bimport\b/.test(code)
  if (isImport)
    return new MotifscopeError(
      'script-error',
      'A script cannot import anything.',
      placed(place ?? firstImport(code), { hint: 'What it needs must stand in it.' }),
    )
  const words = name === '' || name === 'Error' || name === 'GraphError' ? message : `${name}: ${message}`
  const isSyntax = name === 'SyntaxError' && !/\(prelude/.test(stack)
  return new MotifscopeError(
    isSyntax ? 'syntax-error' : 'script-error',
    words || 'The script threw an error without a message.',
    placed(place, hint === '' ? {} : { hint }),
  )
}
