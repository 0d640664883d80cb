/** What the script console keeps over a reload, and how it speaks of a place in a text. Pure. */
import type { ScriptBackend } from '../scripting/script-api'
import type { TextRange } from './sql-console'

export interface ScriptChoices {
  text: string
  backend: ScriptBackend
  seconds: number
  megabytes: number
}

export const secondsChoices = [5, 30, 120, 600] as const
export const megabytesChoices = [64, 256, 512, 1024] as const

const usual: ScriptChoices = { text: '', backend: 'memory', seconds: 30, megabytes: 256 }

/** What was kept, as far as it can be read. */
export function readScriptChoices(kept: string | null): ScriptChoices {
  let given: Partial<Record<keyof ScriptChoices, unknown>>
  try {
    given = (JSON.parse(kept ?? '{}') ?? {}) as typeof given
  } catch {
    return usual
  }
  const { text, backend, seconds, megabytes } = given
  return {
    text: typeof text === 'string' ? text : usual.text,
    backend: backend === 'duckdb' ? 'duckdb' : 'memory',
    seconds: secondsChoices.find((one) => one === seconds) ?? usual.seconds,
    megabytes: megabytesChoices.find((one) => one === megabytes) ?? usual.megabytes,
  }
}

/** A place by line and column, as far as the text still has it, and the word that begins or ends there. */
export function rangeOfPlace(
  text: string,
  { line, column }: { line: number; column: number },
): TextRange | null {
  const lines = text.split('\n')
  const own = lines[line - 1]
  if (own === undefined || own.trim() === '') return null
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const at = Math.min(Math.max(0, column - 1), own.length - 1)
  // The engine points at the bracket of a call: its name is what people look for.
  const before = /[\w$.]*$/.exec(own.slice(0, at))?.[0].length ?? 0
  const after = /^[\w$]*/.exec(own.slice(at))?.[0].length ?? 0
  return { from: start + at - before, to: start + Math.max(at + after, at - before + 1) }
}

/** What a script returned, in a line. */
export function textOfReturned(value: unknown): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    return part instanceof Map ? [...(part as Map<unknown, unknown>)] : part
  })
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text
}
