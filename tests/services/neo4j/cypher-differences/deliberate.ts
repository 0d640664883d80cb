/** Where our engine answers otherwise than Neo4j, on purpose. Each is told in the help on Cypher or is Neo4j's own way of
 *  storing things. The test wants that they differ: what has become the same is to be taken out of here. */
export interface Difference {
  query: string
  why: string
}

const exact = 'A whole number and a fraction are compared without rounding either, as openCypher says.'
const overflow = 'What needs more than 64 bits is an error, never another number.'
const noClock = 'An answer depends on nothing but the query and the graph: no chance, no clock, no dates.'
const noTypes = 'There are no type predicates.'
const lenient = 'Older openCypher allows it, and what it means is plain.'
const truthful = 'What is neither true nor false is no condition, and what is no list is not taken for one.'
const scanned = 'A repetition that never gives back has no counterpart in JavaScript; it is refused by name.'
const loops = 'From a node to itself there is no shortest path, which is no error.'
const columns = 'A percentile between values is a fraction, whichever values there are.'
const selectors = 'Patterns that repeat as a whole, and ways to choose among paths, are not known.'
const server = 'It is for database servers.'
const words = 'A word that a clause begins with is no variable, unless it stands in backticks.'

export const deliberate: Difference[] = [
  { query: 'RETURN 9007199254740993 = 9007199254740992.0 AS x', why: exact },
  { query: 'RETURN 9007199254740993 > 9007199254740992.0 AS x', why: exact },
  { query: 'RETURN abs(-9223372036854775808) AS x', why: overflow },
  { query: 'RETURN -9223372036854775808 / -1 AS x', why: overflow },
  { query: 'RETURN round(1e300) AS x', why: 'A fraction is rounded to itself, not to the largest integer.' },
  { query: 'RETURN {a: 1} < {a: 2} AS x', why: 'Maps have no order but in ORDER BY.' },
  { query: 'MATCH (a), (b) WHERE a < b RETURN count(*)', why: 'Nodes have no order but in ORDER BY.' },
  {
    query: 'UNWIND [0.0/0, 0.0/0] AS x RETURN DISTINCT x',
    why: 'What is no number is one value for DISTINCT.',
  },
  { query: "RETURN 'aaa' =~ 'a++' AS x", why: scanned },
  { query: "RETURN 'ABC' =~ '(?i:abc)' AS x", why: 'Options stand at the beginning of an expression.' },
  { query: "RETURN 'A' =~ '[[:alpha:]]' AS x", why: 'A class inside another is refused by name.' },
  { query: "RETURN 'Ä' =~ '(?i)ä' AS x", why: 'Without regard to case means all letters.' },
  { query: 'RETURN rand() < 1 AS x', why: noClock },
  { query: 'RETURN timestamp() > 0 AS x', why: noClock },
  { query: "RETURN date('2020-01-01') < date('2020-01-02') AS x", why: noClock },
  { query: 'RETURN valueType(1) AS x', why: noTypes },
  { query: 'RETURN 1 IS :: INTEGER AS x', why: noTypes },
  { query: 'MATCH (a) WHERE exists(a.v) RETURN a.uid', why: lenient },
  { query: 'MATCH (a) RETURN (a)-->() AS out, count(*)', why: lenient },
  { query: 'MATCH (a)-[r*1..3 WHERE r.w > 1]->(b) RETURN r', why: lenient },
  { query: 'MATCH ()-[r:R|:S]->() RETURN r.uid', why: lenient },
  { query: "MATCH (n {uid:'a'}) RETURN n.v OR true", why: truthful },
  { query: "MATCH (n {uid:'a'}) RETURN [x IN n.v | x]", why: truthful },
  { query: "MATCH (n {uid:'a'}) RETURN 1 IN n.v", why: truthful },
  {
    query: 'MATCH (a)-[r]->(b)-[r]->(c) RETURN r',
    why: 'No relationship can be walked twice: it is a mistake.',
  },
  { query: "MATCH p = shortestPath((a {uid:'a'})-[*]->(a)) RETURN p", why: loops },
  { query: 'UNWIND [1,2,3,4] AS x RETURN percentileCont(x, 0)', why: columns },
  { query: 'MATCH (a) (()-[:R]->()){1,2} (b) RETURN a.uid, b.uid', why: selectors },
  { query: "MATCH p = SHORTEST 1 (a {uid:'a'})-->+(b {uid:'d'}) RETURN length(p)", why: selectors },
  { query: 'CALL db.labels()', why: server },
  { query: 'EXPLAIN MATCH (n) RETURN count(n)', why: server },
  { query: 'MATCH (n) FINISH', why: server },
  { query: 'MATCH (match) RETURN match.uid', why: words },
]
