/** Makes a host from a stored one: asks the table engine what SQL has to say, has a worker do the rest, and keeps the
 *  result with where it came from. Main thread. */
import { describeDerivation, mergings } from '../model/derivation'
import type { Derivation } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { FilterAnswer } from './choose-part'
import type { GraphInput } from './graph-input'
import type { HostLibrary } from './host-library'
import type { ImportHooks } from './import-graph'
import { rebuildInWorker } from './import-worker'
import type { ImportedHost } from './imported-host'

export interface DeriveHooks extends ImportHooks {
  name?: string
  table?: GraphInput
}

/** Derives a host and stores it. A host of the same content that is open already is answered as it is.
 *  @throws MotifscopeError `unknown-host`, `invalid-option`, `table-needed`, `sql-error`, `cancelled`, and those of
 *  `rebuildHost`. */
export async function deriveHost(
  library: HostLibrary,
  id: string,
  derivation: Derivation,
  { name, table, ...hooks }: DeriveHooks,
): Promise<HostRecord> {
  checkDerivation(derivation, table !== undefined)
  const parent = await library.get(id)
  const answer = derivation.by === 'filter' ? await answerOf(library, id, derivation, hooks) : {}
  const host = await library.stored(id)
  const imported = await rebuildInWorker({ host, derivation, answer, table: table ?? null }, hooks)
  const added = derivation.by === 'join' ? addedBy(parent, imported, derivation.to) : undefined
  const facts = { parentId: id, parentName: parent.name, derivation, derivedAt: Date.now() }
  const origin = { ...facts, ...(added ? { added } : {}) }
  const given = {
    name: name?.trim() || nameOf(parent, derivation),
    uri: `derived://${id}`,
    provider: 'derived',
  }
  return library.keep(imported, { ...given, origin })
}

/** The attributes that a host has and its parent has not. */
function addedBy(parent: HostRecord, host: ImportedHost, to: 'nodes' | 'edges'): string[] {
  const key = to === 'nodes' ? 'nodeAttributes' : 'edgeAttributes'
  return Object.keys(host[key]).filter((name) => !Object.hasOwn(parent[key], name))
}

/** A name stays readable however often hosts are made of hosts. */
function nameOf(parent: HostRecord, derivation: Derivation): string {
  if (derivation.by === 'without') return parent.name
  const words = describeDerivation(derivation)
  return `${parent.name} · ${words.length > 60 ? `${words.slice(0, 60)}…` : words}`
}

async function answerOf(
  library: HostLibrary,
  id: string,
  { nodes, edges }: Derivation & { by: 'filter' },
  { signal, onProgress }: ImportHooks,
): Promise<FilterAnswer> {
  onProgress?.({ phase: 'filtering', done: 0 })
  const isOfNodesAlone = !edges?.trim() && !/\bedges\b/i.test(nodes ?? '')
  const { connection, host } = await library.tables(id, isOfNodesAlone ? 'nodes' : 'all')
  const { rowsWhere } = await import('../tables/host-selection')
  const ask = (of: 'nodes' | 'edges', condition: string) => rowsWhere(connection, host, of, condition, signal)
  return {
    ...(nodes?.trim() ? { nodes: await ask('nodes', nodes) } : {}),
    ...(edges?.trim() ? { edges: await ask('edges', edges) } : {}),
  }
}

function invalid(sentence: string, hint: string): MotifscopeError {
  return new MotifscopeError('invalid-option', sentence, { hint })
}

const operations: Derivation['by'][] = [
  'filter', 'threshold', 'neighbourhood', 'component', 'core', 'selection', 'aggregate', 'join', 'without',
] // prettier-ignore

/** Says what is wrong with a derivation before anything is read. */
function checkDerivation(derivation: Derivation, hasTable: boolean): void {
  const isWhole = (value: number, least: number) => Number.isInteger(value) && value >= least
  if (!operations.includes(derivation.by))
    throw invalid(
      `Hosts cannot be made by “${String(derivation.by)}”.`,
      `Use one of ${operations.join(', ')}.`,
    )
  switch (derivation.by) {
    case 'filter':
      if (!derivation.nodes?.trim() && !derivation.edges?.trim())
        throw invalid(
          'A filter needs a condition.',
          "For nodes, such as: celltype = 'KC'; or for edges: weight >= 3.",
        )
      return
    case 'threshold':
      if (derivation.min === undefined && derivation.max === undefined)
        throw invalid('A threshold needs a number.', 'Give the least or the greatest value that stays.')
      return
    case 'neighbourhood':
      if (!isWhole(derivation.steps, 0)) throw invalid('Steps are a whole number, 0 or more.', 'Try 1 or 2.')
      return
    case 'core':
      if (!isWhole(derivation.k, 1))
        throw invalid('The k of a core is a whole number, 1 or more.', 'Try 2 or 3.')
      return
    case 'aggregate':
      if (derivation.how.length === 0 || derivation.how.some((one) => !mergings.includes(one)))
        throw invalid('Merging needs to know how.', `Use one or several of ${mergings.join(', ')}.`)
      return
    case 'join':
      if (!hasTable)
        throw new MotifscopeError('table-needed', `The table ${derivation.table} is not at hand.`, {
          hint: 'Choose its file again.',
        })
  }
}
