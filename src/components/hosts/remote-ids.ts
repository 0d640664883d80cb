/** Ids as people type them into a field: with blanks, commas or semicolons between; one that holds such stands in quotes,
 *  as in JSON. Pure. */

const token = /"(?:[^"\\]|\\.)*"|[^\s,;]+/gsu

function idFrom(typed: string): string {
  if (typed.length < 2 || !typed.startsWith('"') || !typed.endsWith('"')) return typed
  try {
    return JSON.parse(typed.replaceAll('\n', '\\n').replaceAll('\t', '\\t')) as string
  } catch {
    return typed
  }
}

/** In the order in which they stand; empty where nothing is typed. */
export const idsTyped = (text: string): string[] =>
  (text.match(token) ?? []).map(idFrom).filter((id) => id !== '')
