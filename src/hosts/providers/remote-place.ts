/** The address of a graph on a server: as typed, as kept, as a link names it. Pure. No error repeats what was typed where
 *  a password may stand in it. */
import { MotifscopeError } from '../../model/errors'
import type { RemoteConnection, RemoteKind, RemotePlace, RemoteShape } from '../../model/remote-host'
import { remoteKinds } from './remote-kinds'
import type { KindFacts } from './remote-kinds'

export const defaultTimeoutMs = 60_000

/** Those that the page's Content-Security-Policy lets it ask without encryption. */
const localHosts = ['localhost', '127.0.0.1']
const encrypted = ['https:', 'neo4j+s:', 'bolt+s:', 'wss:']

const invalid = (message: string, hint: string) => new MotifscopeError('invalid-remote', message, { hint })

/** Schemes that browsers do not know are read as they read `https:`. */
function parse(text: string): { scheme: string; url: URL } | null {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:)\/\/(.*)$/is.exec(text) ?? []
  const readable = `${scheme.toLowerCase() === 'http:' ? 'http' : 'https'}://${rest}`
  return URL.canParse(readable) ? { scheme: scheme.toLowerCase(), url: new URL(readable) } : null
}

const region = /^[a-z]{2,4}(-[a-z]+)+-\d$/

/** Where Amazon keeps the tables of a region. */
const endpointOf = (typed: string) =>
  region.test(typed)
    ? `https://dynamodb.${typed}.amazonaws.com${typed.startsWith('cn-') ? '.cn' : ''}`
    : typed

/** The region that requests to an endpoint are signed for, as far as its name says; else that of DynamoDB Local. */
export function regionOf(address: string): string {
  const { hostname } = new URL(address)
  return hostname.split('.').find((part) => region.test(part)) ?? 'us-east-1'
}

function withScheme(typed: string, { scheme, localScheme }: KindFacts): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed
  const isLocal = localHosts.includes(typed.replace(/[:/].*$/s, '').toLowerCase())
  return `${isLocal ? localScheme : scheme}//${typed}`
}

/** The address without a slash at its end.
 *  @throws MotifscopeError `invalid-remote`; `mixed-content` where the browser would not let the page ask. */
export function checkedAddress(kind: RemoteKind, typed: string): string {
  const facts = remoteKinds[kind]
  const like = `Write it like ${facts.example}.`
  const named = kind === 'dynamodb' ? endpointOf(typed.trim()) : typed.trim()
  const parsed = parse(withScheme(named, facts))
  if (typed.trim() === '' || !parsed) throw invalid('The address of the server is not an address.', like)
  const { scheme, url } = parsed
  if (!facts.schemes.includes(scheme))
    throw invalid(`An address for ${facts.label} begins with ${facts.schemes.join(', ')}//.`, like)
  if (url.username !== '' || url.password !== '')
    throw invalid(
      'A name or a password stands in the address, where others can read it.',
      'Take it out, and enter name and password in their own fields.',
    )
  if (url.search !== '' || url.hash !== '')
    throw invalid('The address of a server has no query and no fragment.', like)
  if (!encrypted.includes(scheme) && !localHosts.includes(url.hostname))
    throw new MotifscopeError(
      'mixed-content',
      `${scheme}// is not encrypted, and browsers let this page ask only this computer without encryption (mixed content).`,
      {
        hint: `Use ${facts.scheme}//, or put a relay with a certificate in front of the server: Help, “Graphs on servers”, has its settings.`,
      },
    )
  const path = url.pathname.replace(/\/+$/, '')
  return `${scheme}//${url.host}${kind === 'gremlin' && path === '' ? '/gremlin' : path}`
}

/** Scheme, host and port of an address that was checked. */
export function originOf(address: string): string {
  const parsed = parse(address)
  if (!parsed) throw new Error('The address was not checked.')
  return `${parsed.scheme}//${parsed.url.host}`
}

const asSegment = (text: string) => encodeURIComponent(text).replaceAll('%3A', ':')

/** How links and documents name the graph: `neo4j://host:port/database`, `neuprint://server/dataset`,
 *  `gremlin://host:port/source`, `dynamodb://host/nodes%2Fedges`. */
export function uriOfPlace({ kind, address, database }: RemotePlace): string {
  const { host } = new URL(
    address.replace(/^[a-z0-9+.-]+:/i, address.startsWith('http:') ? 'http:' : 'https:'),
  )
  return `${kind.replace(/-.*/, '')}://${host}/${asSegment(database)}`
}

const boltPort = '7687'

/** What a link's address means, as far as it says; null: it names no graph on a server. Nothing of it is trusted. */
export function placeOfUri(uri: string): ConnectionDraft | null {
  const parsed = parse(uri)
  const kind = parsed && kindOfUri(parsed)
  if (!parsed || !kind) return null
  const { url } = parsed
  const { scheme, localScheme } = remoteKinds[kind]
  const isLocal = localHosts.includes(url.hostname)
  const database = decoded(url.pathname.slice(1))
  const address = `${isLocal ? localScheme : scheme}//${url.host}`
  if (kind === 'gremlin') return { kind, address: `${address}/gremlin`, database }
  if (kind !== 'dynamodb') return { kind, address, database }
  const [nodeLabel = '', edgeType = ''] = database.split('/')
  return { kind, address, database, nodeLabel, edgeType }
}

function kindOfUri({ scheme, url }: { scheme: string; url: URL }): RemoteKind | null {
  if (scheme === 'neo4j:') return url.port === boltPort ? 'neo4j-bolt' : 'neo4j-http'
  const kind = scheme.slice(0, -1)
  return kind === 'neuprint' || kind === 'gremlin' || kind === 'dynamodb' ? kind : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface ConnectionDraft extends Omit<RemotePlace, 'database'>, Partial<RemoteShape> {
  /** Absent: the usual one of its kind. Of DynamoDB it follows from the tables. */
  database?: string
  name?: string
  timeoutMs?: number
}

/** A name, label or type for a query: spliced into it, between quotes where it is no plain word. */
function checkedName(name: string, what: string): string {
  const text = name.trim()
  if (!text.includes('\\') && !/\p{Cc}/u.test(text)) return text
  throw invalid(`${what} holds a backslash or a control character.`, 'Check it for typing mistakes.')
}

/** Both tables of DynamoDB; everything else has one name.
 *  @throws MotifscopeError `invalid-remote`. */
function databaseOf(draft: ConnectionDraft, { nodeLabel, edgeType }: RemoteShape): string {
  const { database: usual, label } = remoteKinds[draft.kind]
  if (draft.kind !== 'dynamodb') {
    const database = checkedName(draft.database ?? '', 'The name of the database') || usual
    if (database !== '') return database
    throw invalid(`${label} needs the name of a data set.`, 'For instance hemibrain:v1.2.1.')
  }
  for (const [table, what] of [
    [nodeLabel, 'nodes'],
    [edgeType, 'edges'],
  ] as const)
    if (!/^[\w.-]{3,255}$/.test(table))
      throw invalid(
        `The name of the table of ${what} is not one that DynamoDB has.`,
        'It has 3 to 255 letters, digits, dots, dashes and underscores, like grand_Nodes.',
      )
  if (nodeLabel !== edgeType) return `${nodeLabel}/${edgeType}`
  throw invalid('Nodes and edges cannot lie in the same table.', 'Name the table of each.')
}

/** What of the database is the graph, with what is usual where nothing is said. */
function shapeOf({ kind, ...draft }: ConnectionDraft): RemoteShape {
  const { shape } = remoteKinds[kind]
  // neuPrint names a neuron by its body id, and so does every query for it; DynamoDB by its key.
  const isGiven = kind === 'neuprint' || kind === 'dynamodb'
  return {
    nodeLabel: checkedName(draft.nodeLabel ?? shape.nodeLabel, 'The label'),
    idProperty: isGiven
      ? shape.idProperty
      : checkedName(draft.idProperty ?? shape.idProperty, 'The id attribute'),
    edgeType: checkedName(draft.edgeType ?? shape.edgeType, 'The edge type'),
    weight: checkedName(draft.weight ?? shape.weight, 'The weight attribute'),
    ...(shape.idKind ? { idKind: draft.idKind === 'integer' ? ('integer' as const) : shape.idKind } : {}),
  }
}

/** A connection with everything that was left out.
 *  @throws MotifscopeError `invalid-remote`, `mixed-content`. */
export function connectionFrom(draft: ConnectionDraft): RemoteConnection {
  if (!Object.hasOwn(remoteKinds, draft.kind))
    throw invalid(
      `There is no kind of server "${String(draft.kind)}".`,
      `Kinds are ${Object.keys(remoteKinds).join(', ')}.`,
    )
  const { timeoutMs = defaultTimeoutMs } = draft
  const address = checkedAddress(draft.kind, draft.address)
  const shape = shapeOf(draft)
  const database = databaseOf(draft, shape)
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1000 || timeoutMs > 86_400_000)
    throw invalid('The time-out is not between a second and a day.', 'Give it in milliseconds.')
  const place = { kind: draft.kind, address, database }
  const { host } = new URL(uriOfPlace(place).replace(/^\w+:/, 'https:'))
  const called = draft.kind === 'dynamodb' ? shape.nodeLabel : database
  return { ...place, ...shape, name: draft.name?.trim() || `${called} on ${host}`, timeoutMs }
}
