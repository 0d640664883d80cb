/** `A === B`: the members of an equivalence class share their static constraints, transitively and whatever the order
 *  of the text. */
import type { ConstraintSet, Equivalence } from './draft'
import { addConstraint, setOf } from './draft'
import type { Problem } from './problem'

/** Constraints that sharing may make in all. */
const maxShared = 200_000

/** The classes of two members and more, by member. */
function classesOf(equivalences: Equivalence[]): Map<string, string[]> {
  const classes = new Map<string, string[]>()
  for (const { pair } of equivalences) {
    const [left, right] = pair.map((node) => classes.get(node) ?? [node]) as [string[], string[]]
    const [larger, smaller] = left.length >= right.length ? [left, right] : [right, left]
    const isNews = left !== right && pair[0] !== pair[1]
    for (const node of isNews ? smaller : pair) {
      if (isNews) larger.push(node)
      classes.set(node, larger)
    }
    classes.set(larger[0] ?? pair[0], larger)
  }
  return classes
}

/** The constraints of each node with those of its class. In a class all members get the same list in the same order:
 *  as written. */
export function shareConstraints(
  own: Map<string, ConstraintSet>,
  equivalences: Equivalence[],
): { byNode: Map<string, ConstraintSet>; problems: Problem[] } {
  const first = equivalences[0]
  if (!first) return { byNode: own, problems: [] }
  const classes = classesOf(equivalences)
  const byNode: Map<string, ConstraintSet> = new Map()
  const written = [...own].flatMap(([node, constraints]) =>
    [...constraints.values()].map((c) => ({ node, c })),
  )
  let budget = maxShared
  for (const { node, c } of written.toSorted((a, b) => a.c.place.start - b.c.place.start)) {
    const members = classes.get(node) ?? [node]
    budget -= members.length
    if (budget < 0) {
      const message = `Equivalence spreads the constraints to more than ${maxShared.toLocaleString('en')}.`
      return { byNode: own, problems: [{ code: 'motif-too-large', message, ...first.place }] }
    }
    for (const member of members) addConstraint(setOf(byNode, member), c)
  }
  return { byNode, problems: [] }
}
