/** A graph that stays on a server and is searched there: where it is, and what of the database is its nodes and edges.
 *  Credentials are no part of it. */
import type { HostInfo } from './host-graph'

export type RemoteKind = 'neo4j-http' | 'neo4j-bolt' | 'neuprint' | 'gremlin' | 'dynamodb'

/** Whether queries in Cypher can be sent there as they are. */
export const takesCypher = (kind: RemoteKind): boolean => kind !== 'gremlin' && kind !== 'dynamodb'

/** Whether motifs can be searched there. */
export const takesMotifs = (kind: RemoteKind): boolean => kind !== 'dynamodb'

/** Where the graph is. */
export interface RemotePlace {
  kind: RemoteKind
  /** `https://…`, `http://localhost…`, `bolt://…`, `neo4j+s://…`, `wss://…`. Without credentials, query and fragment. */
  address: string
  /** The database, the data set of neuPrint, the traversal source of Gremlin, both tables of DynamoDB (`nodes/edges`). */
  database: string
}

/** What of the database is the graph. An empty text stands for any. */
export interface RemoteShape {
  /** Label of the nodes; of DynamoDB their table. */
  nodeLabel: string
  /** The attribute that names a node; empty: the database's own element id. */
  idProperty: string
  /** Type of the edges; of DynamoDB their table. */
  edgeType: string
  /** The attribute of edges that motifs call `weight`. */
  weight: string
  /** Of Gremlin: how ids are stored there. Absent: as texts. */
  idKind?: 'text' | 'integer'
}

export interface RemoteConnection extends RemotePlace, RemoteShape {
  name: string
  /** Milliseconds of silence after which a query is given up. */
  timeoutMs: number
}

export type RemoteAuthentication = 'none' | 'basic' | 'bearer' | 'access-key'

/** An access key of Amazon: requests are signed with it, the secret itself is never sent. */
export interface AccessKey {
  kind: 'access-key'
  accessKeyId: string
  secretAccessKey: string
  /** Of a login that lasts some hours. */
  sessionToken?: string
}

/** A host graph on a server, as the page knows it. */
export interface RemoteHostInfo extends HostInfo {
  connection: RemoteConnection
  /** Scheme, host and port: credentials and queries go there and nowhere else. */
  server: string
  authentication: RemoteAuthentication
  /** This page has what lets it in; after a reload it has not, unless nothing is needed. */
  isUnlocked: boolean
  /** The credentials are kept, encrypted: a passphrase opens them. */
  isKept: boolean
  /** Milliseconds since 1970: when the counts and attributes were asked for. */
  readAt: number
  /** Labels seen in a sample, most frequent first. */
  nodeLabels?: string[]
  edgeLabels?: string[]
  /** Of Gremlin: the types of ids seen in a sample. */
  idKinds?: ('text' | 'int' | 'long' | 'uuid')[]
}

/** Whether an address of a link names a graph on a server. */
export const isServerAddress = (address: string): boolean =>
  /^(neo4j|neuprint|gremlin|dynamodb):\/\//i.test(address)

const idPrefix = 'remote-'

/** Whether an id, of a host or of a search in it, is of a graph on a server. */
export const isRemoteId = (id: string): boolean => id.startsWith(idPrefix)

/** An id for a graph on a server or a search in it, from 32 hex digits. */
export const remoteIdFrom = (digest: string): string => idPrefix + digest

/** The setting under which connections are kept. */
export const remoteHostsSetting = 'remoteHosts'
