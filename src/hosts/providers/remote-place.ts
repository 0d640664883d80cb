/** The address of a graph on a server: as typed, as kept, as a link names it. Pure. No error repeats what was typed where
 *  a password may stand in it. */
import { MotifscopeError } from '../../model/errors'
import type { RemoteConnection, RemoteKind, RemotePlace, RemoteShape } from '../../model/remote-host'

interface KindFacts {
  label: string
  schemes: readonly string[]
  /** The scheme of an address typed without one, on another computer. */
  scheme: string
  /** The same, on this computer. */
  localScheme: string
  example: string
  database: string
  shape: RemoteShape
}

const anything: RemoteShape = { nodeLabel: '', idProperty: '', edgeType: '', weight: 'weight' }

/** What is usual of each kind of server. */
export const remoteKinds: Record<RemoteKind, KindFacts> = {
  'neo4j-http': {
    label: 'Neo4j over HTTP',
    schemes: ['https:', 'http:'],
    scheme: 'https:',
    localScheme: 'http:',
    example: 'https://neo4j.example.org:7473',
    database: 'neo4j',
    shape: anything,
  },
  'neo4j-bolt': {
    label: 'Neo4j over Bolt',
    schemes: ['neo4j+s:', 'bolt+s:', 'neo4j:', 'bolt:'],
    scheme: 'neo4j+s:',
    localScheme: 'bolt:',
    example: 'neo4j+s://neo4j.example.org:7687',
    database: 'neo4j',
    shape: anything,
  },
  neuprint: {
    label: 'neuPrint',
    schemes: ['https:', 'http:'],
    scheme: 'https:',
    localScheme: 'http:',
    example: 'https://neuprint.janelia.org',
    database: '',
    shape: { nodeLabel: 'Neuron', idProperty: 'bodyId', edgeType: 'ConnectsTo', weight: 'weight' },
  },
}

export const defaultTimeoutMs = 60_000

/** Those that the page's Content-Security-Policy lets it ask without encryption. */
const localHosts = ['localhost', '127.0.0.1']
const encrypted = ['https:', 'neo4j+s:', 'bolt+s:']

const invalid = (message: string, hint: string) => new MotifscopeError('invalid-remote', message, { hint })

/** Schemes that browsers do not know are read as they read `https:`. */
function parse(text: string): { scheme: string; url: URL } | null {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:)\/\/(.*)$/is.exec(text) ?? []
  const readable = `${scheme.toLowerCase() === 'http:' ? 'http' : 'https'}://${rest}`
  return URL.canParse(readable) ? { scheme: scheme.toLowerCase(), url: new URL(readable) } : null
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
  const parsed = parse(withScheme(typed.trim(), facts))
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
  return `${scheme}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

/** Scheme, host and port of an address that was checked. */
export function originOf(address: string): string {
  const parsed = parse(address)
  if (!parsed) throw new Error('The address was not checked.')
  return `${parsed.scheme}//${parsed.url.host}`
}

const asSegment = (text: string) => encodeURIComponent(text).replaceAll('%3A', ':')

/** How links and documents name the graph: `neo4j://host:port/database`, `neuprint://server/dataset`. */
export function uriOfPlace({ kind, address, database }: RemotePlace): string {
  const { host } = new URL(
    address.replace(/^[a-z0-9+.-]+:/i, address.startsWith('http:') ? 'http:' : 'https:'),
  )
  return `${kind === 'neuprint' ? 'neuprint' : 'neo4j'}://${host}/${asSegment(database)}`
}

const boltPort = '7687'

/** What a link's address means, as far as it says; null: it names no graph on a server. Nothing of it is trusted. */
export function placeOfUri(uri: string): RemotePlace | null {
  const parsed = parse(uri)
  if (!parsed || !['neo4j:', 'neuprint:'].includes(parsed.scheme)) return null
  const { url } = parsed
  const kind: RemoteKind =
    parsed.scheme === 'neuprint:' ? 'neuprint' : url.port === boltPort ? 'neo4j-bolt' : 'neo4j-http'
  const { scheme, localScheme } = remoteKinds[kind]
  const isLocal = localHosts.includes(url.hostname)
  return {
    kind,
    address: `${isLocal ? localScheme : scheme}//${url.host}`,
    database: decoded(url.pathname.slice(1)),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface ConnectionDraft extends RemotePlace, Partial<RemoteShape> {
  name?: string
  timeoutMs?: number
}

/** A name, label or type for a query: spliced into it, between quotes where it is no plain word. */
function checkedName(name: string, what: string): string {
  const text = name.trim()
  if (!text.includes('\\') && !/\p{Cc}/u.test(text)) return text
  throw invalid(`${what} holds a backslash or a control character.`, 'Check it for typing mistakes.')
}

/** A connection with everything that was left out.
 *  @throws MotifscopeError `invalid-remote`, `mixed-content`. */
export function connectionFrom(draft: ConnectionDraft): RemoteConnection {
  if (!Object.hasOwn(remoteKinds, draft.kind))
    throw invalid(
      `There is no kind of server "${String(draft.kind)}".`,
      `Kinds are ${Object.keys(remoteKinds).join(', ')}.`,
    )
  const { shape, database: usual, label } = remoteKinds[draft.kind]
  const { timeoutMs = defaultTimeoutMs } = draft
  const address = checkedAddress(draft.kind, draft.address)
  const database = checkedName(draft.database, 'The name of the database') || usual
  if (database === '')
    throw invalid(`${label} needs the name of a data set.`, 'For instance hemibrain:v1.2.1.')
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1000 || timeoutMs > 86_400_000)
    throw invalid('The time-out is not between a second and a day.', 'Give it in milliseconds.')
  const place = { kind: draft.kind, address, database }
  return {
    ...place,
    nodeLabel: checkedName(draft.nodeLabel ?? shape.nodeLabel, 'The label'),
    // neuPrint names a neuron by its body id, and so does every query for it.
    idProperty:
      draft.kind === 'neuprint'
        ? shape.idProperty
        : checkedName(draft.idProperty ?? shape.idProperty, 'The id attribute'),
    edgeType: checkedName(draft.edgeType ?? shape.edgeType, 'The edge type'),
    weight: checkedName(draft.weight ?? shape.weight, 'The weight attribute'),
    name:
      draft.name?.trim() || `${database} on ${new URL(uriOfPlace(place).replace(/^\w+:/, 'https:')).host}`,
    timeoutMs,
  }
}
