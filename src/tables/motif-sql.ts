/** A motif as one SELECT on a host's public tables `nodes(id, …)` and `edges(source, target, …)`, with the same matches
 *  as a search: one row per match, one column per motif node. Writes the text; runs nothing. Pure. */
import { MotifscopeError } from '../model/errors'
import type { Constraint } from '../model/motif'
import { MotifSqlDraft } from './motif-sql-draft'
import type { MotifSqlQuestion, NamedDemand, NamedPair } from './motif-sql-draft'
import { joinLines } from './motif-sql-joins'
import { CommonTables } from './motif-sql-tables'
import { comparisonText, constraintText, edgeName, pairTexts, pairsOfComparison } from './motif-statements'
import { indent, nameSource, writeComment, writeName } from './sql-words'

export interface MotifSql {
  text: string
  /** The columns of the answer: motif nodes in order of first appearance (with a suffix where names differ in case
   *  only, which SQL ignores), or `count`. */
  columns: string[]
}

/** Conditions that stand together, each some lines, under their comments. */
interface Section {
  comments: string[]
  conditions: string[][]
}

const isSamePair = (a: NamedPair, b: NamedPair) => a.from === b.from && a.to === b.to

/** That the edge `alias` of a public table joins these two. */
function endsOf(draft: MotifSqlDraft, alias: string, { from, to }: NamedPair): string {
  return `${alias}.source = ${draft.node(from)} AND ${alias}.target = ${draft.node(to)}`
}

function distinctSection(draft: MotifSqlDraft, restrictions: [number, number][]): Section {
  const { nodes } = draft.motif
  const isOrdered = (a: number, b: number) =>
    restrictions.some(([s, l]) => (s === a && l === b) || (s === b && l === a))
  const ids = nodes.map((node) => draft.node(node))
  const smaller = restrictions.map(([a, b]) => [`${ids[a]} < ${ids[b]}`])
  const different = ids.flatMap((id, a) => {
    const others = ids.filter((_, b) => b > a && !isOrdered(a, b))
    return others.length > 0 ? [[others.map((other) => `${id} <> ${other}`).join(' AND ')]] : []
  })
  const comments = [
    ...(nodes.length > 1 ? ['Different motif nodes are different host nodes'] : []),
    ...(smaller.length > 0
      ? ['Of matches that a symmetry of the motif turns into each other, one is kept']
      : []),
  ]
  return { comments, conditions: [...smaller, ...different] }
}

/** What the joins do not say of required edges: that a self-loop ends where it begins, and their static constraints
 *  (unless the joined pairs were filtered by them). */
function requiredSections(draft: MotifSqlDraft): Section[] {
  const required = draft.demands.filter(({ exists }) => exists)
  return required.flatMap((pair) => {
    const alias = draft.edge(pair)
    const loop = {
      comments: pairTexts(draft.motif, pair),
      conditions: pair.from === pair.to ? [[`${alias}.target = ${draft.node(pair.to)}`]] : [],
    }
    const own = draft.isChosen(pair) ? draft.constraintsOf(pair) : []
    const constraints = own.map((constraint) => ({
      comments: [constraintText(edgeName(draft.motif, pair), constraint)],
      conditions: [[draft.edgeCondition(alias, constraint)]],
    }))
    return [loop, ...constraints]
  })
}

/** That the pair has no edge that satisfies all the conditions on its alias. */
function absence(draft: MotifSqlDraft, pair: NamedPair, conditions: string[]): string[] {
  const alias = draft.edge(pair)
  const select = [`SELECT 1 FROM ${draft.links} AS ${alias}`, `WHERE ${endsOf(draft, alias, pair)}`]
  const further = conditions.map((condition) => `  AND ${condition}`)
  return ['NOT EXISTS (', ...indent([...select, ...further]), ')']
}

/** A forbidden pair. Compared with chosen edges, it must have no edge that stands in all of the relations. */
function forbiddenSection(draft: MotifSqlDraft, pair: NamedDemand): Section {
  const { motif } = draft
  const comments = pairTexts(motif, pair)
  const satisfying = (constraints: Constraint[]) =>
    constraints.map((constraint) => draft.edgeCondition(draft.edge(pair), constraint))
  if (!pair.isCompared) {
    const conditions = pair.conjunctions.map((constraints) => absence(draft, pair, satisfying(constraints)))
    return { comments, conditions }
  }
  const comparisons = motif.dynamicEdgeConstraints.filter((comparison) =>
    pairsOfComparison(comparison).some((other) => isSamePair(other, pair)),
  )
  const inner = [
    ...satisfying(draft.constraintsOf(pair)),
    ...comparisons.map((comparison) => draft.edgeComparison(comparison)),
  ]
  const compared = comparisons.map((comparison) => comparisonText(motif, comparison))
  return { comments: [...comments, ...compared], conditions: [absence(draft, pair, inner)] }
}

/** Nothing between motif nodes but what is required; what is forbidden whatever its attributes stands there already. */
function inducedSection(draft: MotifSqlDraft): Section {
  const isBare = ({ isCompared, conjunctions }: NamedDemand) =>
    !isCompared && conjunctions.some((constraints) => constraints.length === 0)
  const decided = draft.demands.filter((pair) => pair.exists || isBare(pair))
  const isDecided = (pair: NamedPair) =>
    decided.some(
      (other) =>
        isSamePair(other, pair) ||
        (draft.isUndirected && isSamePair(other, { from: pair.to, to: pair.from })),
    )
  const { nodes } = draft.motif
  const pairs = nodes.flatMap((from, i) =>
    nodes.slice(draft.isUndirected ? i : 0).map((to) => ({ from, to })),
  )
  const alias = draft.newAlias('other')
  const conditions = pairs
    .filter((pair) => !isDecided(pair))
    .map((pair) => [
      `NOT EXISTS (SELECT 1 FROM ${draft.links} AS ${alias} WHERE ${endsOf(draft, alias, pair)})`,
    ])
  return { comments: ['Induced: no other edge among these nodes'], conditions }
}

function nodeSections(draft: MotifSqlDraft): Section[] {
  const { nodeConstraints, dynamicNodeConstraints } = draft.motif
  return [
    ...nodeConstraints.map(({ node, ...constraint }) => ({
      comments: [constraintText(node, constraint)],
      conditions: [[draft.nodeCondition(node, constraint)]],
    })),
    ...dynamicNodeConstraints.map((comparison) => ({
      comments: [comparisonText(draft.motif, comparison)],
      conditions: [[draft.nodeComparison(comparison)]],
    })),
  ]
}

/** Comparisons among edges that are there; those with a forbidden edge stand where it is forbidden.
 *  @throws MotifscopeError `forbidden-comparison` */
function edgeSections(draft: MotifSqlDraft): Section[] {
  const isThere = (pair: NamedPair) => draft.demands.some((one) => one.exists && isSamePair(one, pair))
  return draft.motif.dynamicEdgeConstraints.flatMap((comparison) => {
    const [left, right] = pairsOfComparison(comparison)
    if (!isThere(left) && !isThere(right) && !isSamePair(left, right))
      throw new MotifscopeError(
        'forbidden-comparison',
        `The edges ${left.from} → ${left.to} and ${right.from} → ${right.to} are compared, but both are forbidden, so neither is there.`,
        { hint: 'Compare a forbidden edge with a required one.' },
      )
    if (!isThere(left) || !isThere(right)) return []
    const conditions = [[draft.edgeComparison(comparison)]]
    return [{ comments: [comparisonText(draft.motif, comparison)], conditions }]
  })
}

function whereClause(sections: Section[]): string[] {
  let isFirst = true
  const lines = sections.flatMap(({ comments, conditions }) => {
    if (conditions.length === 0) return []
    const written = conditions.flatMap(([line = '', ...further]) => {
      const first = isFirst ? line : `AND ${line}`
      isFirst = false
      return [first, ...further]
    })
    return [...comments.map(writeComment), ...written]
  })
  return isFirst ? [] : ['WHERE', ...indent(lines)]
}

/** FROM and WHERE; `common` learns which tables they need. */
function bodyOf(draft: MotifSqlDraft, common: CommonTables, question: MotifSqlQuestion): string[] {
  const { semantics, restrictions } = question
  const forbidden = draft.demands.filter(({ exists }) => !exists)
  const sections = [
    distinctSection(draft, restrictions),
    ...requiredSections(draft),
    ...forbidden.map((pair) => forbiddenSection(draft, pair)),
    ...(semantics.induced ? [inducedSection(draft)] : []),
    ...nodeSections(draft),
    ...edgeSections(draft),
  ]
  return ['FROM', ...indent(joinLines(draft, common)), ...whereClause(sections)]
}

/** @throws MotifscopeError `empty-motif`; `forbidden-comparison` when two forbidden edges are compared; `not-in-sql`
 *  when a constraint reads an attribute that is kept as JSON, or a text that is not well-formed Unicode. */
export function motifSqlFrom(question: MotifSqlQuestion): MotifSql {
  const { motif, semantics } = question
  if (motif.nodes.length === 0)
    throw new MotifscopeError('empty-motif', 'This motif has no nodes, so there is nothing to look for.', {
      hint: 'Write at least one edge, such as A -> B.',
    })
  const draft = new MotifSqlDraft(question)
  const common = new CommonTables(draft)
  const body = bodyOf(draft, common, question)
  // Where edges are chosen for a comparison, several choices may show the same match.
  const isRepeating = draft.hasParallelEdges && draft.demands.some((pair) => pair.exists && pair.isCompared)
  const columns = motif.nodes.map(nameSource([]))
  const ids = motif.nodes.map((node, i) => {
    const [found, shown] = [draft.node(node), writeName(columns[i] ?? node)]
    return found === shown ? found : `${found} AS ${shown}`
  })
  const limit = semantics.limit === null ? [] : [`LIMIT ${semantics.limit}`]
  const rows = [`SELECT ${isRepeating ? 'DISTINCT ' : ''}${ids.join(', ')}`, ...body, ...limit]
  const write = (comment: string, lines: string[]) =>
    [writeComment(comment), ...common.lines(), ...lines].join('\n')
  if (!semantics.countOnly)
    return { text: write('One row per match: for each motif node the id of its host node', rows), columns }
  const count = 'SELECT count(*) AS count'
  const isNested = isRepeating || limit.length > 0
  const lines = isNested ? [count, 'FROM (', ...indent(rows), ') AS matches'] : [count, ...body]
  return { text: write('The number of matches', lines), columns: ['count'] }
}
