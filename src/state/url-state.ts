/** The codec between the page's state and the URL's fragment: pure, total, and the only place that knows the keys.
 *  It never touches `location`; src/main.ts does. A fragment is never trusted: what is malformed comes back as a
 *  problem, never as an exception. */
import { deflateToBase64Url, inflateFromBase64Url } from './url-compression'

export type ViewName =
  'studio' | 'hosts' | 'jobs' | 'significance' | 'storage' | 'moss' | 'help' | 'benchmarks'
export type MotifLanguage = 'dotmotif' | 'cypher'

/** What a link says. An absent member says nothing; the page then keeps its default. */
export interface UrlState {
  motif?: string
  /** Host addresses: `example://…`, `graph://<host id>`, `https://…`, `neuprint://…`, `neo4j://…`, `gremlin://…`,
   *  `dynamodb://…`. */
  hosts: string[]
  language?: MotifLanguage
  ignoreDirection?: boolean
  excludeAutomorphisms?: boolean
  induced?: boolean
  /** Above 0. Null: no limit (written as an empty value). */
  limit?: number | null
  view?: ViewName
  /** What stands behind `moss:`: a URI prefix or a document id. */
  mossTarget?: string
  embed?: boolean
  run?: boolean
  /** Keys this version does not know, kept so that a newer version's links survive a visit here. */
  unknown: Record<string, string>
}

/** One thing in a fragment that could not be used, as a sentence. */
export interface UrlProblem {
  key: string
  message: string
}

export interface DecodedUrl {
  state: UrlState
  problems: UrlProblem[]
}

type Pair = readonly [key: string, value: string]

const viewNames: readonly string[] = [
  'studio',
  'hosts',
  'jobs',
  'significance',
  'storage',
  'moss',
  'help',
  'benchmarks',
] satisfies ViewName[]
const languages: readonly string[] = ['dotmotif', 'cypher'] satisfies MotifLanguage[]
const flagKeys = ['ignoreDirection', 'excludeAutomorphisms', 'induced', 'embed', 'run'] as const
type FlagKey = (typeof flagKeys)[number]
const knownKeys = new Set<string>([...flagKeys, 'motif', 'host', 'language', 'limit', 'view', 'z'])

const quote = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

/** Why this value cannot be used for this key; null when it was put into `state`. */
function readValue(state: UrlState, [key, value]: Pair): string | null {
  if (flagKeys.includes(key as FlagKey)) {
    if (value !== '1' && value !== '0') return `The link’s ${key} should be 1 or 0, not ${quote(value)}.`
    state[key as FlagKey] = value === '1'
    return null
  }
  switch (key) {
    case 'motif':
      state.motif = value
      return null
    case 'host':
      if (!/^[a-z][a-z0-9+.-]*:\/\/./i.test(value))
        return `The link’s host ${quote(value)} is not an address.`
      state.hosts.push(value)
      return null
    case 'language':
      if (!languages.includes(value)) return `The link’s language ${quote(value)} is not dotmotif or cypher.`
      state.language = value as MotifLanguage
      return null
    case 'limit': {
      const limit = value === '' ? null : Number(value)
      if (limit !== null && !(/^\d+$/.test(value) && limit > 0 && Number.isSafeInteger(limit)))
        return `The link’s limit ${quote(value)} is not a whole number above 0.`
      state.limit = limit
      return null
    }
    case 'view':
      return readView(state, value)
    default:
      if (key !== '') state.unknown[key] = value
      return null
  }
}

function readView(state: UrlState, value: string): string | null {
  const target = value.startsWith('moss:') ? value.slice('moss:'.length) : undefined
  const name = target === undefined ? value : 'moss'
  if (!viewNames.includes(name)) return `The link’s view ${quote(value)} does not exist here.`
  state.view = name as ViewName
  if (target === undefined) delete state.mossTarget
  else state.mossTarget = target
  return null
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Splits `key=value&key=value`; `+` stands for itself. Parts that are not well-formed percent-encoding are problems. */
function pairsFromText(text: string, problems: UrlProblem[]): Pair[] {
  const pairs: Pair[] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const key = decodePart(equals < 0 ? part : part.slice(0, equals))
    const value = decodePart(equals < 0 ? '' : part.slice(equals + 1))
    if (key !== null && value !== null) pairs.push([key, value])
    else
      problems.push({
        key: key ?? '',
        message: `A part of the link is damaged (${quote(part)}) and was left out.`,
      })
  }
  return pairs
}

/** Puts the pairs inside `z=…` where it stands. A `z` within a `z` is refused, so nothing nests. */
async function unfoldPairs(pairs: Pair[], problems: UrlProblem[]): Promise<Pair[]> {
  const unfolded: Pair[] = []
  for (const pair of pairs) {
    if (pair[0] !== 'z') {
      unfolded.push(pair)
      continue
    }
    const inflated = await inflateFromBase64Url(pair[1])
    if ('problem' in inflated) {
      problems.push({ key: 'z', message: inflated.problem })
      continue
    }
    for (const inner of pairsFromText(inflated.text, problems)) {
      if (inner[0] === 'z')
        problems.push({ key: 'z', message: 'The link is packed twice and was not unpacked.' })
      else unfolded.push(inner)
    }
  }
  return unfolded
}

/** Reads a fragment (with or without its `#`). Never rejects. */
export async function decodeUrlState(fragment: string): Promise<DecodedUrl> {
  const problems: UrlProblem[] = []
  const state: UrlState = { hosts: [], unknown: Object.create(null) as Record<string, string> }
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment
  for (const pair of await unfoldPairs(pairsFromText(text, problems), problems)) {
    const message = readValue(state, pair)
    if (message !== null) problems.push({ key: pair[0], message })
  }
  return { state, problems }
}

/** Half a surrogate pair cannot be percent-encoded; it becomes U+FFFD, as everywhere on the web. */
const encodePart = (part: string) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'))

function pairsFromState(state: UrlState): Pair[] {
  const pairs: Pair[] = []
  if (state.view !== undefined)
    pairs.push(['view', state.mossTarget === undefined ? state.view : `moss:${state.mossTarget}`])
  for (const host of state.hosts) pairs.push(['host', host])
  if (state.motif !== undefined) pairs.push(['motif', state.motif])
  if (state.language !== undefined) pairs.push(['language', state.language])
  for (const key of flagKeys) {
    const flag = state[key]
    if (flag !== undefined) pairs.push([key, flag ? '1' : '0'])
  }
  if (state.limit !== undefined) pairs.push(['limit', state.limit === null ? '' : String(state.limit)])
  for (const [key, value] of Object.entries(state.unknown)) if (!knownKeys.has(key)) pairs.push([key, value])
  return pairs
}

/** The same place as a page of its own that runs nothing by itself. */
export function plainState(state: UrlState): UrlState {
  const plain = { ...state }
  delete plain.run
  delete plain.embed
  return plain
}

/** The readable form, without `#`. */
export function plainFragment(state: UrlState): string {
  return pairsFromState(state)
    .map(([key, value]) => `${encodePart(key)}=${encodePart(value)}`)
    .join('&')
}

/** The fragment without `#`: the readable form, or `z=…` where that is shorter. */
export async function encodeUrlState(state: UrlState): Promise<string> {
  const plain = plainFragment(state)
  const packed = `z=${await deflateToBase64Url(plain)}`
  return packed.length < plain.length ? packed : plain
}
