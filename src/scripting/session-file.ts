/** The `.motifscope` file: a session as versioned JSON, with the documents it refers to. Reading checks every member, for
 *  a file may come from anywhere; documents are verified by `moss.import`, not here. Pure. */
import type { MossDocument } from '../model/document'
import { MotifscopeError } from '../model/errors'
import type { SearchSemantics } from '../model/job'
import type { SearchSummary } from './annotation'
import type { HostFormat } from './host-types'
import { layoutFrom as layoutFromDrawing } from './drawing-layout'
import type { DrawingLayout } from './drawing-layout'

export const sessionFormat = 'motifscope-session'
export const sessionVersion = 1
/** A larger file does not fit into one text. */
const mostBytes = 400e6

/** The host data's own formats that hold nodes and edges in one file. */
export type SessionHostFormat = Extract<HostFormat, 'graphml' | 'json'>

export interface SessionHost {
  id: string
  name: string
  uri: string
  nodeCount: number
  edgeCount: number
  /** The graph itself, only where the user wished it. */
  data?: { format: SessionHostFormat; text: string }
}

export interface SessionQuery {
  text: string
  /** As typed, by name without the sign. */
  parameters: Record<string, string>
  /** Whether the query is shown rather than the motif. */
  isShown: boolean
}

export interface SessionFile {
  /** ISO 8601. */
  savedAt: string
  /** Of the app that wrote it. */
  appVersion: string
  host?: SessionHost
  motif: string
  /** What is written in Cypher, if anything. */
  query?: SessionQuery
  options: SearchSemantics
  /** What the search had found. */
  result?: SearchSummary
  layout: {
    studioTab?: string
    panes?: { editor: number; upper: number; text: number }
    /** How the result was looked at, as in an address. */
    results?: Record<string, string>
    /** Where the motif's nodes stand. */
    drawing?: DrawingLayout
  }
  documents: MossDocument[]
}

export function writeSession(session: SessionFile): Blob {
  const text = JSON.stringify({ format: sessionFormat, version: sessionVersion, ...session })
  return new Blob([text], { type: 'application/json' })
}

/** @throws MotifscopeError `not-a-session`, `newer-session`, `damaged-session`, `too-large`. */
export async function readSession(file: Blob): Promise<SessionFile> {
  if (file.size > mostBytes) throw bad('too-large', 'The session file is larger than this page can read.')
  const value = parse(await file.text())
  if (!isObject(value) || value.format !== sessionFormat)
    throw bad(
      'not-a-session',
      'This is not a session file of Motifscope.',
      'Session files end with .motifscope.',
    )
  if (typeof value.version !== 'number' || value.version < 1) throw damaged('its version is missing')
  if (value.version > sessionVersion)
    throw bad(
      'newer-session',
      `The session file was written by a newer Motifscope (version ${value.version} of the format).`,
      'Reload the page to get the newest one.',
    )
  return sessionFrom(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MotifscopeError('not-a-session', 'This is not a session file: its text is not JSON.', {
      hint: 'The file may have been cut off while it was copied.',
      cause,
    })
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function bad(code: string, message: string, hint?: string): MotifscopeError {
  return new MotifscopeError(code, message, hint === undefined ? {} : { hint })
}

function damaged(what: string): MotifscopeError {
  return bad('damaged-session', `The session file is damaged: ${what}.`, 'Nothing of it was opened.')
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw damaged(`${what} is missing or not text`)
  return value
}

function countOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !(value >= 0)) throw damaged(`${what} is missing or not a number`)
  return value
}

function sessionFrom(value: Record<string, unknown>): SessionFile {
  const { documents = [], host, result } = value
  if (!Array.isArray(documents) || !documents.every(isObject))
    throw damaged('its documents are not a list of objects')
  return {
    savedAt: textOf(value.savedAt, 'its date'),
    appVersion: textOf(value.appVersion, 'the version of the app'),
    ...(host === undefined ? {} : { host: hostFrom(host) }),
    motif: textOf(value.motif, 'its motif'),
    ...(value.query === undefined ? {} : { query: queryFrom(value.query) }),
    options: optionsFrom(value.options),
    ...(result === undefined ? {} : { result: resultFrom(result) }),
    layout: layoutFrom(value.layout),
    documents: documents as unknown as MossDocument[],
  }
}

function hostFrom(value: unknown): SessionHost {
  if (!isObject(value)) throw damaged('its host graph is not an object')
  const { data } = value
  if (data !== undefined && (!isObject(data) || !['graphml', 'json'].includes(String(data.format))))
    throw damaged('the data of its host graph have no format known here')
  return {
    id: textOf(value.id, 'the id of its host graph'),
    name: textOf(value.name, 'the name of its host graph'),
    uri: textOf(value.uri, 'the address of its host graph'),
    nodeCount: countOf(value.nodeCount, 'the number of nodes of its host graph'),
    edgeCount: countOf(value.edgeCount, 'the number of edges of its host graph'),
    ...(isObject(data)
      ? {
          data: {
            format: data.format as SessionHostFormat,
            text: textOf(data.text, 'the data of its host graph'),
          },
        }
      : {}),
  }
}

function queryFrom(value: unknown): SessionQuery {
  if (!isObject(value)) throw damaged('its query is not an object')
  const { text, parameters, isShown } = value
  if (!areTexts(parameters)) throw damaged('the parameters of its query are not texts')
  return { text: textOf(text, 'the text of its query'), parameters, isShown: isShown === true }
}

function optionsFrom(value: unknown): SearchSemantics {
  if (!isObject(value)) throw damaged('its options are missing')
  const flag = (name: string) => {
    if (typeof value[name] !== 'boolean') throw damaged(`its option ${name} is neither true nor false`)
    return value[name]
  }
  const { limit } = value
  if (limit !== null && !(Number.isSafeInteger(limit) && Number(limit) > 0))
    throw damaged('its limit is not a whole number above 0')
  return {
    ignoreDirection: flag('ignoreDirection'),
    excludeAutomorphisms: flag('excludeAutomorphisms'),
    induced: flag('induced'),
    countOnly: flag('countOnly'),
    limit: limit as number | null,
  }
}

function resultFrom(value: unknown): SearchSummary {
  if (!isObject(value)) throw damaged('its result is not an object')
  const { count, distinctCount, truncated, elapsedMs } = value
  const isCount = (one: unknown) => typeof one === 'number' || /^\d+$/.test(String(one))
  if (!isCount(count) || (distinctCount !== undefined && !isCount(distinctCount)))
    throw damaged('the count of its result is not a number')
  return {
    state: textOf(value.state, 'the state of its result'),
    count: count as number | string,
    ...(distinctCount === undefined ? {} : { distinctCount: distinctCount as number | string }),
    truncated: truncated === true,
    elapsedMs: countOf(elapsedMs, 'the time of its result'),
  }
}

const areTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((text) => typeof text === 'string')

/** A layout that cannot be used is no reason to refuse the file. */
function layoutFrom(value: unknown): SessionFile['layout'] {
  if (!isObject(value)) return {}
  const { studioTab, panes, results } = value
  const shares = isObject(panes) ? [panes.editor, panes.upper, panes.text] : []
  const areShares =
    shares.length === 3 && shares.every((share) => typeof share === 'number' && share >= 15 && share <= 85)
  return {
    ...(typeof studioTab === 'string' ? { studioTab } : {}),
    ...(areTexts(results) ? { results } : {}),
    ...(isObject(value.drawing) ? { drawing: layoutFromDrawing(value.drawing) } : {}),
    ...(areShares ? { panes: panes as unknown as { editor: number; upper: number; text: number } } : {}),
  }
}
