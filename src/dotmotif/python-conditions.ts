/** The conditions of a motif as Python expressions over a mapping `m` of motif nodes to host nodes, and the small
 *  functions they call. */
import type { Constraint, ConstraintValue, Motif } from '../model/motif'
import type { MotifPair } from './motif-pairs'
import { forbiddenConstraints, isCompared, motifPairs } from './motif-pairs'

/** A text as a Python literal: JSON's escapes are Python's. */
export const pythonText = (text: string) => JSON.stringify(text)

export function pythonValue(value: ConstraintValue): string {
  if (typeof value === 'string') return pythonText(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return String(value)
}

const at = (node: string) => `m[${pythonText(node)}]`
const between = (from: string, to: string) => `edges(${at(from)}, ${at(to)})`

/** `check(e1, "weight", ">", 3)` */
function staticChecks(element: string, constraints: Constraint[]): string[] {
  return constraints.map(
    ({ key, op, value }) => `check(${element}, ${pythonText(key)}, "${op}", ${pythonValue(value)})`,
  )
}

function nodeConditions({ nodeConstraints, dynamicNodeConstraints }: Motif): string[] {
  const element = (node: string) => `host.nodes[${at(node)}]`
  return [
    ...nodeConstraints.flatMap(({ node, ...constraint }) => staticChecks(element(node), [constraint])),
    ...dynamicNodeConstraints.map(
      ({ node, key, op, otherNode, otherKey }) =>
        `compare(read(${element(node)}, ${pythonText(key)}), "${op}", read(${element(otherNode)}, ${pythonText(otherKey)}))`,
    ),
  ]
}

const all = (conditions: string[]) => (conditions.length > 0 ? ` if ${conditions.join(' and ')}` : '')

/** No edge of a forbidden pair satisfies everything demanded of it. */
function absences(motif: Motif, pair: MotifPair, comparisons: string[]): string[] {
  return forbiddenConstraints(motif, pair).map((constraints) => {
    const conditions = [...staticChecks('f', constraints), ...comparisons]
    return `not any(True for f in ${between(pair.from, pair.to)}${all(conditions)})`
  })
}

/** Comparisons that name a pair, or all among required pairs; `variables` names the edges chosen for pairs. */
function comparisons(motif: Motif, pair: MotifPair | null, variables: Map<string, string>): string[] {
  return motif.dynamicEdgeConstraints.flatMap(({ from, to, key, op, otherFrom, otherTo, otherKey }) => {
    const [own, other] = [`${from} ${to}`, `${otherFrom} ${otherTo}`]
    if (pair && own !== pair.key && other !== pair.key) return []
    const [left, right] = [variables.get(own), variables.get(other)]
    if (left === undefined || right === undefined) return []
    return [`compare(read(${left}, ${pythonText(key)}), "${op}", read(${right}, ${pythonText(otherKey)}))`]
  })
}

/** One simultaneous choice of host edges for all pairs that are compared. */
function choiceConditions(motif: Motif, compared: MotifPair[]): string[] {
  const required = compared.filter(({ exists }) => exists)
  const variables = new Map(required.map(({ key }, index) => [key, `e${index + 1}`]))
  const loops = required.map(({ key, from, to }) => `for ${variables.get(key)} in ${between(from, to)}`)
  const conditions = [
    ...required.flatMap(({ key, constraints }) => staticChecks(variables.get(key) ?? '', constraints)),
    ...comparisons(motif, null, variables),
    ...compared
      .filter(({ exists }) => !exists)
      .flatMap((pair) =>
        absences(motif, pair, comparisons(motif, pair, new Map(variables).set(pair.key, 'f'))),
      ),
  ]
  if (loops.length === 0) return conditions
  return [`any(True ${loops.join(' ')}${all(conditions)})`]
}

function inducedConditions({ nodes, edges }: Motif, ignoreDirection: boolean): string[] {
  const isRequired = (a: string, b: string) =>
    edges.some(({ from, to, exists }) => exists && from === a && to === b)
  return nodes.flatMap((from, index) =>
    (ignoreDirection ? nodes.slice(index) : nodes).flatMap((to) =>
      isRequired(from, to) || (ignoreDirection && isRequired(to, from))
        ? []
        : [`not host.has_edge(${at(from)}, ${at(to)})`],
    ),
  )
}

/** Everything a mapping must satisfy beside its required edges; self-loops are among it. */
export function pythonConditions(
  motif: Motif,
  options: { induced: boolean; ignoreDirection: boolean },
): string[] {
  const pairs = motifPairs(motif)
  const compared = pairs.filter((pair) => isCompared(motif, pair))
  const single = pairs.filter((pair) => !compared.includes(pair))
  const loops = pairs.filter(({ exists, from, to }) => exists && from === to)
  return [
    ...loops.map(({ from, to }) => `host.has_edge(${at(from)}, ${at(to)})`),
    ...nodeConditions(motif),
    ...single.flatMap((pair) => {
      if (!pair.exists) return absences(motif, pair, [])
      if (pair.constraints.length === 0) return []
      return [`any(True for e in ${between(pair.from, pair.to)}${all(staticChecks('e', pair.constraints))})`]
    }),
    ...choiceConditions(motif, compared),
    ...(options.induced ? inducedConditions(motif, options.ignoreDirection) : []),
  ]
}

/** The functions that conditions call; `host` is the networkx graph. */
export const pythonFunctions = `def edges(u, v):
    """The attributes of every host edge from u to v."""
    found = host.get_edge_data(u, v, default={})
    return list(found.values()) if host.is_multigraph() else [found] if host.has_edge(u, v) else []


def read(attributes, key):
    """An attribute; a key with dots may be a path into a JSON attribute."""
    if key in attributes or "." not in key:
        return attributes.get(key)
    first, *path = key.split(".")
    value = attributes.get(first)
    try:
        value = json.loads(value) if isinstance(value, str) else value
        for step in path:
            value = value[int(step) if isinstance(value, list) else step]
        return value
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def compare(left, op, right):
    """Compares two attributes: types are never mixed, and a missing one satisfies nothing."""
    if left is None or right is None:
        return False
    texts = isinstance(left, str) and isinstance(right, str)
    alike = texts or (is_number(left) and is_number(right))
    if op in ("==", "!="):
        return ((alike or type(left) is type(right)) and left == right) == (op == "==")
    if op in ("<", "<=", ">", ">="):
        return alike and getattr(operator, {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}[op])(left, right)
    if op.endswith("contains"):
        if not texts and not isinstance(left, list):
            return False
        inside = right in left if texts else any(compare(item, "==", right) for item in left)
    else:
        if not texts:
            return False
        inside = left in right
    return inside != op.startswith("!")


def check(attributes, key, op, value):
    """Compares an attribute with a value; a missing one satisfies !=, !in and !contains."""
    found = read(attributes, key)
    return op.startswith("!") if found is None else compare(found, op, value)
`
