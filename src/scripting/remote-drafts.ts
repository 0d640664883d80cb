/** What a script gives to name a server, a part of its graph, or how it is asked: checked before anything is done with it,
 *  so that whatever is missing or of a wrong type is said in words. Getters and proxies in it may throw what they like. */
import { remoteKinds } from '../hosts/providers/remote-kinds'
import type { ConnectionDraft } from '../hosts/providers/remote-place'
import { MotifscopeError } from '../model/errors'
import type { RemoteKind } from '../model/remote-host'
import type { BroughtPart, RemoteHooks } from './remote-host-types'

type Given = Readonly<Record<string, unknown>>

const invalid = (message: string, hint: string) => new MotifscopeError('invalid-remote', message, { hint })

const kinds = Object.keys(remoteKinds) as RemoteKind[]
const isKind = (value: unknown): value is RemoteKind => kinds.includes(value as RemoteKind)

/** A value in an error: short, and never what may hold a secret. */
const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value)

/** What is needed of each kind, as one would write it. */
const examples: Record<RemoteKind, string> = {
  'neo4j-http': `{ kind: 'neo4j-http', address: '${remoteKinds['neo4j-http'].example}', database: 'neo4j' }`,
  'neo4j-bolt': `{ kind: 'neo4j-bolt', address: '${remoteKinds['neo4j-bolt'].example}', database: 'neo4j' }`,
  neuprint: `{ kind: 'neuprint', address: '${remoteKinds.neuprint.example}', database: 'hemibrain:v1.2.1' }`,
  gremlin: `{ kind: 'gremlin', address: '${remoteKinds.gremlin.example}', database: 'g' }`,
  dynamodb: `{ kind: 'dynamodb', address: '${remoteKinds.dynamodb.example}', nodeLabel: 'grand_Nodes', edgeType: 'grand_Edges' }`,
}

/** A copy of the members that are read, each once.
 *  @throws MotifscopeError `invalid-remote` */
function membersOf(given: unknown, names: readonly string[], what: string, hint: string): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid(`${what} is an object with members, not ${typeOf(given)}.`, hint)
  try {
    return Object.fromEntries(names.map((name) => [name, (given as Given)[name]]))
  } catch (cause) {
    throw new MotifscopeError('invalid-remote', `${what} cannot be read.`, { hint, cause })
  }
}

/** @throws MotifscopeError `invalid-remote` */
export function checkedKind(kind: unknown, hint = `Kinds are ${kinds.join(', ')}.`): RemoteKind {
  if (isKind(kind)) return kind
  throw invalid(
    kind === undefined
      ? 'The kind of server is missing.'
      : `There is no kind of server ${typeof kind === 'string' ? `"${kind.slice(0, 40)}"` : `that is ${typeOf(kind)}`}.`,
    hint,
  )
}

const texts = ['address', 'database', 'nodeLabel', 'idProperty', 'edgeType', 'weight', 'name'] as const
/** Which of them a kind cannot do without. */
const needed = (kind: RemoteKind) => (kind === 'neuprint' ? ['address', 'database'] : ['address'])

/** A draft whose members are of their types; what the texts say is checked by whoever reads them.
 *  @throws MotifscopeError `invalid-remote` */
export function checkedDraft(given: unknown): ConnectionDraft {
  const all = `Give ${examples['neo4j-http']}, or one of the kinds ${kinds.slice(1).join(', ')}.`
  const draft = membersOf(given, ['kind', ...texts, 'timeoutMs', 'idKind', 'url'], 'A connection', all)
  const kind = checkedKind(draft['kind'], all)
  const hint = `For ${remoteKinds[kind].label}: ${examples[kind]}.`
  const isMissing = (name: string) => draft[name] === undefined || draft[name] === null
  const missing = needed(kind).find(isMissing)
  if (missing === 'address' && !isMissing('url'))
    throw invalid('A connection has no member `url`: its server is called `address`.', hint)
  if (missing) throw invalid(`The connection lacks its \`${missing}\`.`, hint)
  const wrong = texts.find((name) => !isMissing(name) && typeof draft[name] !== 'string')
  if (wrong) throw invalid(`\`${wrong}\` of a connection is a text, not ${typeOf(draft[wrong])}.`, hint)
  if (!isMissing('timeoutMs') && typeof draft['timeoutMs'] !== 'number')
    throw invalid(`\`timeoutMs\` is a number of milliseconds, not ${typeOf(draft['timeoutMs'])}.`, hint)
  if (!isMissing('idKind') && draft['idKind'] !== 'text' && draft['idKind'] !== 'integer')
    throw invalid("`idKind` is 'text' or 'integer'.", hint)
  return Object.fromEntries(
    Object.entries({ ...draft, url: undefined, kind }).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  ) as unknown as ConnectionDraft
}

/** @throws MotifscopeError `invalid-options` */
export function checkedHooks(given: unknown): RemoteHooks & { passphrase?: string } {
  const hint = 'Options are { signal, onStage, passphrase }; each may be left out.'
  const names = ['signal', 'onStage', 'passphrase']
  const { signal, onStage, passphrase } = membersOf(given ?? {}, names, 'What is given as options', hint)
  const refused = (message: string) => new MotifscopeError('invalid-options', message, { hint })
  const isLeftOut = (value: unknown) => value === undefined || value === null
  const hooks: RemoteHooks & { passphrase?: string } = {}
  if (signal instanceof AbortSignal) hooks.signal = signal
  else if (!isLeftOut(signal)) throw refused('`signal` is an AbortSignal.')
  if (typeof onStage === 'function') hooks.onStage = onStage as NonNullable<RemoteHooks['onStage']>
  else if (!isLeftOut(onStage)) throw refused('`onStage` is a function.')
  if (typeof passphrase === 'string') hooks.passphrase = passphrase
  else if (!isLeftOut(passphrase)) throw refused('`passphrase` is a text.')
  return hooks
}

/** @throws MotifscopeError `invalid-filter` */
export function checkedPart(given: unknown): BroughtPart {
  const hint =
    "Give { jobId }, { nodes: 'type = \"KC\"', edges: 'weight >= 3' } or { around: [id], steps: 2, direction: 'out' }."
  const wrong = (message: string) => new MotifscopeError('invalid-filter', message, { hint })
  const names = ['jobId', 'nodes', 'edges', 'around', 'steps', 'direction']
  const { jobId, nodes, edges, around, steps, direction } = membersOf(given, names, 'A part', hint)
  if (typeof jobId === 'string') return { jobId }
  if (Array.isArray(around) && around.every((id) => typeof id === 'string')) {
    if (typeof steps !== 'number') throw wrong('The steps around the nodes are missing, or no number.')
    if (direction !== undefined && !['out', 'in', 'both'].includes(direction as string))
      throw wrong('A direction is out, in or both.')
    return { around, steps, ...(direction === undefined ? {} : { direction: direction as 'out' }) }
  }
  if (around !== undefined) throw wrong('The nodes to walk from are a list of ids, as texts.')
  if (typeof nodes !== 'string') throw wrong('It is not said which nodes to bring.')
  if (edges !== undefined && typeof edges !== 'string') throw wrong('Conditions on edges are a text.')
  return { nodes, ...(edges === undefined ? {} : { edges }) }
}
