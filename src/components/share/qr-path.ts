/** A QR code as one SVG path. Pure. */
import { encode } from 'uqr'

/** Codes of more are too fine for the camera of a phone. */
export const mostCharacters = 2_000
/** What the standard wants around it, in modules. */
const border = 4

/** `size`: modules, border included. Null: the text is too long. */
export function qrPath(text: string): { size: number; path: string } | null {
  if (text.length > mostCharacters) return null
  const { data, size } = encode(text, { ecc: 'M', border })
  const runs = data.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h${-length}z`),
  )
  return { size, path: runs.join('') }
}

/** Neighbouring dark modules of a row: where they begin, and how many. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, isDark] of row.entries()) {
    const run = runs.at(-1)
    if (isDark && run && run[0] + run[1] === x) run[1]++
    else if (isDark) runs.push([x, 1])
  }
  return runs
}
