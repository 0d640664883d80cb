/** What Neo4j and our own engine are both asked, by theme. Neo4j's answer is the one that counts: none is written down. */
import { arithmetic } from './themes/arithmetic'
import { comparisons } from './themes/comparisons'
import { regularExpressions } from './themes/regular-expressions'
import { conversions } from './themes/conversions'
import { texts } from './themes/texts'
import { functions } from './themes/functions'
import { listsAndMaps } from './themes/lists-and-maps'
import { literalsAndNames } from './themes/literals-and-names'
import { nodes } from './themes/nodes'
import { sorting } from './themes/sorting'
import { patterns } from './themes/patterns'
import { paths } from './themes/paths'
import { subqueries } from './themes/subqueries'
import { optionalMatches } from './themes/optional-matches'
import { unwindingAndGrouping } from './themes/unwinding-and-grouping'
import { clauses } from './themes/clauses'
import { unionsAndCalls } from './themes/unions-and-calls'
import { expressions } from './themes/expressions'
import { wholeQueries1 } from './themes/whole-queries-1'
import { wholeQueries2 } from './themes/whole-queries-2'

export const themes: Readonly<Record<string, readonly string[]>> = {
  arithmetic: arithmetic,
  comparisons: comparisons,
  'regular expressions': regularExpressions,
  conversions: conversions,
  texts: texts,
  functions: functions,
  'lists and maps': listsAndMaps,
  'literals and names': literalsAndNames,
  nodes: nodes,
  sorting: sorting,
  patterns: patterns,
  paths: paths,
  subqueries: subqueries,
  'optional matches': optionalMatches,
  'unwinding and grouping': unwindingAndGrouping,
  clauses: clauses,
  'unions and calls': unionsAndCalls,
  expressions: expressions,
  'whole queries 1': wholeQueries1,
  'whole queries 2': wholeQueries2,
}
