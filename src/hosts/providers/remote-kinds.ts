/** What is usual of each kind of server: how its addresses look, and what of it is the graph. Pure. */
import type { RemoteKind, RemoteShape } from '../../model/remote-host'

export interface KindFacts {
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
  gremlin: {
    label: 'Gremlin',
    schemes: ['wss:', 'ws:'],
    scheme: 'wss:',
    localScheme: 'ws:',
    example: 'wss://gremlin.example.org:8182/gremlin',
    database: 'g',
    shape: { ...anything, idKind: 'text' },
  },
  dynamodb: {
    label: 'DynamoDB',
    schemes: ['https:', 'http:'],
    scheme: 'https:',
    localScheme: 'http:',
    example: 'eu-central-1',
    database: '',
    shape: { nodeLabel: 'grand_Nodes', idProperty: '', edgeType: 'grand_Edges', weight: 'weight' },
  },
}
