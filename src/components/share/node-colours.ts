/** Motif nodes in the colours that the drawing shows now, for other programs. */
import type { ShownNodes } from '../../scripting/links-types'

/** `#rrggbb` for each name, in order; undefined where the page has none. */
function nodeColours(names: readonly string[], slots: ReadonlyMap<string, number>): (string | undefined)[] {
  const style = getComputedStyle(document.documentElement)
  return names.map((name) => {
    const colour = style.getPropertyValue(`--node-${slots.get(name) ?? 0}`).trim()
    return /^#[0-9a-f]{6}$/i.test(colour) ? colour : undefined
  })
}

/** The host nodes of each motif node, over one or several matches, in its colour. */
export function shownNodes(
  columns: readonly string[],
  matches: readonly string[] | readonly (readonly string[])[],
  slots: ReadonlyMap<string, number>,
): ShownNodes[] {
  const colours = nodeColours(columns, slots)
  const rows = (typeof matches[0] === 'string' ? [matches] : matches) as readonly (readonly string[])[]
  return columns.map((_, at) => {
    const ids = rows.flatMap((row) => row[at] ?? [])
    const colour = colours[at]
    return colour === undefined ? { ids } : { colour, ids }
  })
}
