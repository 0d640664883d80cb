/** A backend whose changes are counted, so that what was read of it (the numbers that some dialects give to nodes and
 *  edges) is read anew after a change, whoever made it. Everything else goes straight to the backend itself. */
import type { GraphBackend } from './backend'

export interface Changes {
  /** Changes that may have made or removed nodes. */
  ofNodes: number
  /** All changes. */
  all: number
}

const nodeWrites = new Set<PropertyKey>(['addNodes', 'removeNodes', 'addEdges'])

interface Noticed {
  backend: GraphBackend
  changes: Changes
}

const known = new WeakMap<GraphBackend, Noticed>()

type Method = (...given: unknown[]) => unknown

/** Counts when the change is over, whether it succeeded or not. */
function counting(write: Method, key: PropertyKey, changes: Changes): Method {
  return async (...given) => {
    try {
      return await write(...given)
    } finally {
      changes.all++
      if (nodeWrites.has(key)) changes.ofNodes++
    }
  }
}

function notice(backend: GraphBackend): Noticed {
  const changes: Changes = { ofNodes: 0, all: 0 }
  const methods = new Map<PropertyKey, Method>()
  const methodOf = (key: PropertyKey, method: Method): Method => {
    let made = methods.get(key)
    if (!made) {
      const bound = method.bind(backend) as Method
      made = nodeWrites.has(key) || key === 'removeEdges' ? counting(bound, key, changes) : bound
      methods.set(key, made)
    }
    return made
  }
  const proxy = new Proxy(backend, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' && key !== 'constructor' ? methodOf(key, value as Method) : value
    },
  })
  return { backend: proxy, changes }
}

function noticedOf(backend: GraphBackend): Noticed {
  let found = known.get(backend)
  if (!found) {
    found = notice(backend)
    known.set(backend, found)
    known.set(found.backend, found)
  }
  return found
}

/** The same object for the same backend, and for itself. */
export const noticed = (backend: GraphBackend): GraphBackend => noticedOf(backend).backend

/** Of what went through `noticed`; changes as they go on. */
export const changesOf = (backend: GraphBackend): Readonly<Changes> => noticedOf(backend).changes
