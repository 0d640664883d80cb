/** Where in a script's own text something happened, from the stacks that the engine writes. Pure. */

/** The name under which the script stands in its stacks. */
export const scriptFile = 'script.js'

/** What stands before the script's first line, on that line: `await` is allowed within it, and so is `return`. */
export const scriptHead = '(async function script() {'
export const scriptTail = '\n})'

export interface ScriptPlace {
  line: number
  column: number
}

const escaped = scriptFile.replace('.', '\\.')
const frame = new RegExp(`${escaped}:(\\d+)(?::(\\d+))?`)

/** The innermost line of the script in a stack; null: none of its lines is in it. */
export function placeInStack(stack: string, code: string): ScriptPlace | null {
  const found = frame.exec(stack)
  if (!found) return null
  const lines = code.split('\n')
  const line = Math.min(Math.max(1, Number(found[1])), lines.length)
  const given = Number(found[2] ?? 1) - (Number(found[1]) === 1 ? scriptHead.length : 0)
  const column = Math.min(Math.max(1, given), (lines[line - 1]?.length ?? 0) + 1)
  return { line, column }
}

/** Comments, texts and regular expressions, in which no loop begins. */
const passedOver =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\b(?:for|while|do)\b/g

/** What the text of a function begins with. */
const functionStart = /^(?:async\b|function\b|\(|[\w$]+\s*=>|[\w$]+\s*\([^)]*\)\s*\{)/

/** Where a script was stopped. The engine notes the places of calls and accesses only, so that a loop without any is told
 *  at the beginning of its function: then the loop that follows is meant. */
export function stoppedPlace(stack: string, code: string): ScriptPlace | null {
  const place = placeInStack(stack, code)
  if (!place) return null
  const lines = code.split('\n')
  const isHead = place.line === 1 && Number(frame.exec(stack)?.[2]) <= scriptHead.length
  const rest = (lines[place.line - 1] ?? '').slice(place.column - 1)
  if (!isHead && !functionStart.test(rest)) return place
  const start = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, place.column - 1)
  return firstLoop(code, start) ?? place
}

function firstLoop(code: string, start: number): ScriptPlace | null {
  for (const { 0: text, index } of code.matchAll(passedOver))
    if (index >= start && /^\w/.test(text)) return placeAt(code, index)
  return null
}

export function firstImport(code: string): ScriptPlace | null {
  const index = code.search(/\bimport\b/)
  return index === -1 ? null : placeAt(code, index)
}

function placeAt(code: string, index: number): ScriptPlace {
  const before = code.slice(0, index).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
