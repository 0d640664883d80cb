/** Where the body of a macro begins and ends, from the text alone: cheap enough for every line on screen. */

const skipped = /#[^\n]*|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[{}]/g

/** The stretch between the brace that a line leaves open and its closing one, as offsets from the line's start. Null
 *  when the line leaves none open, or when it is never closed. `rest` gives the text behind the line. */
export function findMacroBody(line: string, rest: () => string): { start: number; end: number } | null {
  let open = -1
  for (const { 0: token, index } of line.matchAll(skipped))
    if (token === '{') open = index + 1
    else if (token === '}') open = -1
  if (open < 0) return null
  for (const { 0: token, index } of rest().matchAll(skipped)) {
    if (token === '{') return null
    if (token === '}') return { start: open, end: line.length + index }
  }
  return null
}
