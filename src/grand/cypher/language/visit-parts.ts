/** Walks through all of a query's tree, for questions that need not know how it is built. */

/** A node of the tree, whatever it is. */
export interface Part {
  kind?: string
  [key: string]: unknown
}

/** Calls back with every part of a tree. */
export function visit(part: unknown, see: (part: Part) => void): void {
  if (Array.isArray(part)) {
    for (const one of part) visit(one, see)
    return
  }
  if (typeof part !== 'object' || part === null) return
  see(part as Part)
  for (const inner of Object.values(part)) visit(inner, see)
}
