/** The words of Cypher as the editor colours, completes and explains them. A test holds the functions to those that the
 *  evaluator has. Pure. */

/** What each does, in a sentence. */
export const keywordSentences: Readonly<Record<string, string>> = {
  MATCH:
    'Finds every place in the graph where a pattern occurs. Within one MATCH no relationship is walked twice.',
  'OPTIONAL MATCH': 'As MATCH; where nothing is found, the row stays and its new variables are null.',
  WHERE: 'Keeps the rows for which the condition is true.',
  RETURN: 'What the query answers with: columns, by commas.',
  WITH: 'Hands rows on to what follows, with these columns only; sums up, sorts and cuts on the way.',
  UNWIND: 'Makes a row of each entry of a list.',
  CALL: 'Asks a query of its own for each row, such as CALL (a) { … }. Procedures are refused.',
  UNION: 'Puts the rows of two queries together; UNION ALL keeps equal ones.',
  DISTINCT: 'Takes equal rows out.',
  'ORDER BY': 'Sorts the rows; DESC turns the order round.',
  SKIP: 'Leaves out so many rows at the beginning.',
  LIMIT: 'Answers so many rows at most.',
  AS: 'Gives a column or a list’s entry a name.',
  AND: 'Both conditions.',
  OR: 'One condition or both.',
  XOR: 'One condition, not both.',
  NOT: 'The opposite; also before a pattern: NOT (a)-->(b).',
  IN: 'Whether a list holds a value.',
  CONTAINS: 'Whether a text holds another one.',
  'STARTS WITH': 'Whether a text begins with another one.',
  'ENDS WITH': 'Whether a text ends with another one.',
  'IS NULL': 'Whether there is no value.',
  'IS NOT NULL': 'Whether there is a value.',
  EXISTS: 'Whether a pattern occurs: EXISTS { (a)-->(b) }.',
  CASE: 'Chooses a value: CASE WHEN condition THEN value ELSE value END.',
  WHEN: 'A condition of CASE.',
  THEN: 'What CASE gives where the condition holds.',
  ELSE: 'What CASE gives otherwise.',
  END: 'Ends CASE.',
  DESC: 'From the largest to the smallest.',
  ASC: 'From the smallest to the largest.',
  ALL: 'Whether a condition holds for every entry of a list.',
  ANY: 'Whether a condition holds for some entry of a list.',
  NONE: 'Whether a condition holds for no entry of a list.',
  SINGLE: 'Whether a condition holds for exactly one entry of a list.',
  NULL: 'No value.',
  TRUE: 'The truth value.',
  FALSE: 'The truth value.',
}

/** Clauses that change a graph, load or call: known, and refused. */
export const refusedWords = [
  'CREATE', 'MERGE', 'DELETE', 'DETACH', 'SET', 'REMOVE', 'LOAD', 'FOREACH', 'DROP', 'USE', 'FINISH', 'INSERT',
] as const // prettier-ignore

/** By the names people know them by, with their arguments. */
export const functionForms: Readonly<Record<string, string>> = {
  count: 'count(x): how many rows; count(DISTINCT x): how many different values',
  collect: 'collect(x): a list of all values',
  sum: 'sum(x)',
  avg: 'avg(x): the mean',
  min: 'min(x)',
  max: 'max(x)',
  stDev: 'stDev(x): the standard deviation of a sample',
  stDevP: 'stDevP(x): the standard deviation of all there is',
  percentileCont: 'percentileCont(x, 0.5): between values',
  percentileDisc: 'percentileDisc(x, 0.5): one of the values',
  id: 'id(a): a number of the node or relationship',
  elementId: 'elementId(a): the id as the host graph has it',
  labels: 'labels(a): a list',
  type: 'type(r): of a relationship',
  startNode: 'startNode(r)',
  endNode: 'endNode(r)',
  keys: 'keys(a): the names of its attributes',
  properties: 'properties(a): its attributes as a map',
  nodes: 'nodes(p): of a path',
  relationships: 'relationships(p): of a path',
  length: 'length(p): relationships of a path',
  degree: 'degree(a): how many relationships it has',
  size: 'size(list or text)',
  head: 'head(list): the first entry',
  last: 'last(list): the last entry',
  tail: 'tail(list): all but the first',
  reverse: 'reverse(list or text)',
  range: 'range(from, to, step): a list of whole numbers',
  coalesce: 'coalesce(x, y, …): the first that is not null',
  exists: 'exists(x): whether there is a value',
  nullIf: 'nullIf(x, y): null where they are equal',
  toInteger: 'toInteger(x)',
  toFloat: 'toFloat(x)',
  toBoolean: 'toBoolean(x)',
  toString: 'toString(x)',
  toIntegerOrNull: 'toIntegerOrNull(x)',
  toFloatOrNull: 'toFloatOrNull(x)',
  toStringOrNull: 'toStringOrNull(x)',
  toLower: 'toLower(text)',
  toUpper: 'toUpper(text)',
  trim: 'trim(text)',
  lTrim: 'lTrim(text)',
  rTrim: 'rTrim(text)',
  substring: 'substring(text, from, length)',
  left: 'left(text, length)',
  right: 'right(text, length)',
  replace: 'replace(text, old, new)',
  split: 'split(text, by): a list',
  abs: 'abs(x)',
  sign: 'sign(x): −1, 0 or 1',
  ceil: 'ceil(x)',
  floor: 'floor(x)',
  round: 'round(x, digits)',
  sqrt: 'sqrt(x)',
  exp: 'exp(x)',
  log: 'log(x): the natural logarithm',
}

const byLowerCase = new Map(Object.entries(functionForms).map(([name, form]) => [name.toLowerCase(), form]))
const parts = new Set([
  ...Object.keys(keywordSentences).flatMap((word) => word.split(' ')),
  ...refusedWords,
  'REDUCE',
  'OFFSET',
  'ASCENDING',
  'DESCENDING',
])

export const isKeyword = (word: string): boolean => parts.has(word.toUpperCase())
export const isRefused = (word: string): boolean =>
  (refusedWords as readonly string[]).includes(word.toUpperCase())

/** What a word does, where it is one of Cypher's; `isCall`: a bracket follows. */
export function explainWord(word: string, isCall: boolean): string | null {
  const upper = word.toUpperCase()
  if (isRefused(word))
    return `\`${upper}\` changes a graph, loads or calls. Here Cypher only reads, so it is refused.`
  if (isCall && byLowerCase.has(word.toLowerCase())) return byLowerCase.get(word.toLowerCase()) ?? null
  const known = Object.keys(keywordSentences).find(
    (each) => each === upper || each.split(' ').includes(upper),
  )
  return known === undefined ? null : `\`${known}\`: ${keywordSentences[known] ?? ''}`
}
