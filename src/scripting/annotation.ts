/** What the page writes about graphs as documents of Moss: URIs for parts of a host graph, and the bodies of notes. Reads
 *  bodies of anybody, so nothing in them is taken for granted. Pure. */
import type { JsonValue, MossDocument } from '../model/document'
import type { SearchSemantics } from '../model/job'
import { motifTextFrom, motifUriFrom } from '../moss/validators'
import type { DocumentDraft } from './moss-types'

/** What a note is about. A match names the host node of each motif node. */
export type NoteSubject =
  | { kind: 'motif'; motif: string }
  | { kind: 'search'; hostId: string; motif: string; options: SearchSemantics; result: SearchSummary }
  | { kind: 'node'; hostId: string; id: string }
  | { kind: 'edge'; hostId: string; source: string; target: string }
  | { kind: 'match'; hostId: string; motif: string; nodes: Record<string, string> }
  | { kind: 'selection'; hostId: string; motif: string; matches: Record<string, string>[] }

/** A search's answer in brief. Counts beyond 2^53 are texts. */
export interface SearchSummary {
  state: string
  count: number | string
  distinctCount?: number | string
  truncated: boolean
  elapsedMs: number
}

/** Links to single matches; a selection's body names all of them. */
const mostMatchLinks = 100

export const hostUri = (hostId: string) => `graph://${hostId}`
const partUri = (hostId: string, kind: string, ids: readonly string[]) =>
  [hostUri(hostId), kind, ...ids.map(encodePart)].join('/')
/** Half a surrogate pair cannot be percent-encoded. */
const encodePart = (id: string) => encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))

export const nodeUri = (hostId: string, id: string) => partUri(hostId, 'node', [id])
export const edgeUri = (hostId: string, source: string, target: string) =>
  partUri(hostId, 'edge', [source, target])

/** A match by the ids of its host nodes, in the order of the motif nodes' names. */
export function matchUri(hostId: string, nodes: Readonly<Record<string, string>>): string {
  const names = Object.keys(nodes).toSorted()
  return partUri(
    hostId,
    'match',
    names.map((name) => nodes[name] ?? ''),
  )
}

/** A motif as a URI, and back; undefined where the text cannot be read. */
export const motifUri = motifUriFrom
export function motifOfUri(uri: string): string | undefined {
  return uri.startsWith('motif://') ? motifTextFrom(uri) : undefined
}

/** The id of the host graph that a URI is about. */
export function hostOfUri(uri: string): string | undefined {
  return /^graph:\/\/([^/?#]+)/.exec(uri)?.[1]
}

/** The document of a note. Blank texts are left out. */
export function draftFrom(subject: NoteSubject, text: string): DocumentDraft {
  const words = text.trim() === '' ? {} : { text: text.trim() }
  switch (subject.kind) {
    case 'motif':
      return {
        uri: motifUri(subject.motif),
        body: { kind: 'motif', motif: subject.motif, ...words },
        links: [],
      }
    case 'search': {
      const { hostId, motif, options, result } = subject
      const body = { kind: 'search', motif, options: { ...options }, result: { ...result }, ...words }
      return { uri: hostUri(hostId), body: body as unknown as JsonValue, links: [motifUri(motif)] }
    }
    default:
      return annotationFrom(subject, words)
  }
}

function annotationFrom(
  subject: Exclude<NoteSubject, { kind: 'motif' | 'search' }>,
  words: { text?: string },
): DocumentDraft {
  const { hostId } = subject
  const body = { kind: 'annotation', of: subject.kind, ...words }
  switch (subject.kind) {
    case 'node':
      return { uri: nodeUri(hostId, subject.id), body: { ...body, id: subject.id }, links: [hostUri(hostId)] }
    case 'edge': {
      const { source, target } = subject
      return {
        uri: edgeUri(hostId, source, target),
        body: { ...body, source, target },
        links: [nodeUri(hostId, source), nodeUri(hostId, target)],
      }
    }
    case 'match': {
      const nodes = [...new Set(Object.values(subject.nodes))].map((id) => nodeUri(hostId, id))
      return {
        uri: matchUri(hostId, subject.nodes),
        body: { ...body, nodes: subject.nodes },
        links: [motifUri(subject.motif), ...nodes],
      }
    }
    case 'selection': {
      const matches = subject.matches.slice(0, mostMatchLinks).map((nodes) => matchUri(hostId, nodes))
      return {
        uri: `${hostUri(hostId)}/selection`,
        body: { ...body, matches: subject.matches },
        links: [motifUri(subject.motif), ...new Set(matches)],
      }
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function idsByName(value: unknown): Record<string, string> | null {
  if (!isObject(value)) return null
  return Object.values(value).every((id) => typeof id === 'string') ? (value as Record<string, string>) : null
}

/** What an annotation names: host nodes, edges, matches. Empty lists for any other document. */
export interface NamedParts {
  nodes: string[]
  edges: [source: string, target: string][]
  matches: Record<string, string>[]
}

export function partsNamedIn({ body }: MossDocument): NamedParts {
  const parts: NamedParts = { nodes: [], edges: [], matches: [] }
  if (!isObject(body) || body.kind !== 'annotation') return parts
  const { of, id, source, target, nodes, matches } = body as Record<string, unknown>
  if (of === 'node' && typeof id === 'string') parts.nodes.push(id)
  if (of === 'edge' && typeof source === 'string' && typeof target === 'string')
    parts.edges.push([source, target])
  const match = of === 'match' ? idsByName(nodes) : null
  if (match) parts.matches.push(match)
  if (of === 'selection' && Array.isArray(matches))
    parts.matches.push(...matches.map(idsByName).filter((one) => one !== null))
  return parts
}

/** The words of a note; empty when its body has none. */
export function textOfNote({ body }: MossDocument): string {
  if (typeof body === 'string') return body
  return isObject(body) && typeof body.text === 'string' ? body.text : ''
}
