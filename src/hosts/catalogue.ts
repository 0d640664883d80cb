/** A catalogue of public connectomes: JSON that an administrator or a user writes, read with care. What is wrong with one
 *  entry leaves that entry out and is told; keys nobody knows here are kept. Described in docs/catalogue.md. Pure. */
import { MotifscopeError } from '../model/errors'
import { graphFormatNames } from './formats/format'
import type { GraphFormatName } from './formats/format'
import { isCitation, isLayer, isTextRecord } from './catalogue-parts'
import type { CatalogueCitation, CatalogueLayer } from './catalogue-parts'

export type { CatalogueCitation, CatalogueLayer } from './catalogue-parts'

/** How the file is opened, against what is guessed. */
export interface CatalogueOpening {
  format?: GraphFormatName
  directed?: boolean
  source?: string
  target?: string
  weight?: string
  aggregate?: { by: 'sum' | 'max' | 'count'; weight?: string }
  /** Addresses of node tables. */
  nodes?: string[]
}

export interface CatalogueEntry {
  /** Unique within its catalogue. */
  id: string
  name: string
  species: string
  description: string | null
  nodes: number | null
  edges: number | null
  licence: string | null
  citation: CatalogueCitation | null
  /** Null: nobody knows an address that can be opened; `page` may lead to one. */
  url: string | null
  page: string | null
  open: CatalogueOpening
  segmentation: CatalogueLayer[]
  /** When somebody opened the address last (ISO date); null: nobody has. */
  verified: string | null
  /** Keys that are not known here, as they are. */
  more: Record<string, unknown>
}

export interface Catalogue {
  name: string
  entries: CatalogueEntry[]
  /** A sentence for each entry that was left out. */
  problems: string[]
}

const knownKeys = ['id', 'name', 'species', 'description', 'nodes', 'edges', 'licence', 'citation', 'url', 'page', 'open', 'segmentation', 'verified'] // prettier-ignore
/** Beyond this nobody looks through a list. */
const mostEntries = 2_000

/** Reads the text of a catalogue.
 *  @throws MotifscopeError `invalid-catalogue` when it is none at all. */
export function readCatalogue(text: string): Catalogue {
  const whole = parsed(text)
  const list: unknown = Array.isArray(whole) ? whole : (whole as { entries?: unknown } | null)?.entries
  if (!Array.isArray(list)) throw invalid('it has no list “entries”.')
  if (list.length > mostEntries)
    throw invalid(`it has more than ${mostEntries.toLocaleString('en')} entries.`)
  const name = (whole as { name?: unknown }).name
  const entries: CatalogueEntry[] = []
  const problems: string[] = []
  list.forEach((given: unknown, at) => {
    const read = readEntry(given)
    const problem = typeof read === 'string' ? read : entries.some(({ id }) => id === read.id) ? `there is another entry “${read.id}” before it.` : null // prettier-ignore
    if (problem === null) entries.push(read as CatalogueEntry)
    else problems.push(`Entry ${at + 1}${nameInWords(given)} was left out: ${problem}`)
  })
  return { name: typeof name === 'string' ? name : 'Catalogue', entries, problems }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw invalid(`it is no JSON (${cause instanceof Error ? cause.message : String(cause)}).`)
  }
}

const invalid = (why: string) =>
  new MotifscopeError('invalid-catalogue', `This is not a catalogue: ${why}`, {
    hint: 'A catalogue is JSON: {"entries": [{"id": …, "name": …, "species": …, "url": …}]}.',
  })

function nameInWords(given: unknown): string {
  const name = (given as { name?: unknown } | null)?.name
  return typeof name === 'string' ? ` (“${name}”)` : ''
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value.trim() !== ''
const orNull = (check: Check): Check => (value) => value === null || value === undefined || check(value) // prettier-ignore
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isAddress: Check = (value) =>
  isText(value) && URL.canParse(value as string) && /^https?:/.test(value as string)
const isDate: Check = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value)) // prettier-ignore

const rules: [keyof CatalogueEntry, Check, string][] = [
  ['id', isText, 'a text'],
  ['name', isText, 'a text'],
  ['species', isText, 'a text'],
  ['description', orNull(isText), 'a text or null'],
  ['nodes', orNull(isCount), 'a whole number or null'],
  ['edges', orNull(isCount), 'a whole number or null'],
  ['licence', orNull(isText), 'a text or null'],
  ['citation', orNull(isCitation), '{"text": …, "doi": …} or null'],
  ['url', orNull(isAddress), 'an address that begins with https://, or null'],
  ['page', orNull(isAddress), 'an address that begins with https://, or null'],
  ['open', orNull(isOpening), 'options of opening: format, directed, source, target, weight, aggregate, nodes'],
  ['segmentation', orNull((value) => Array.isArray(value) && value.every(isLayer)), 'a list of {"name", "source"}'],
  ['verified', orNull(isDate), 'a date such as "2025-01-31", or null'],
] // prettier-ignore

function isOpening(value: unknown): boolean {
  if (!isTextRecord(value)) return false
  const { format, directed, source, target, weight, aggregate, nodes } = value
  const by = isTextRecord(aggregate) ? aggregate.by : undefined
  const isName = (name: unknown) => name === undefined || isText(name)
  return (
    (format === undefined || graphFormatNames.some((known) => known === format)) &&
    (directed === undefined || typeof directed === 'boolean') &&
    [source, target, weight].every(isName) &&
    (aggregate === undefined || ['sum', 'max', 'count'].some((known) => known === by)) &&
    (nodes === undefined || (Array.isArray(nodes) && nodes.every(isAddress)))
  )
}

/** An entry, or what is wrong with it. */
function readEntry(given: unknown): CatalogueEntry | string {
  if (!isTextRecord(given)) return 'it is not an object.'
  for (const [key, check, wanted] of rules) if (!check(given[key])) return `“${key}” must be ${wanted}.`
  const value = <Key extends keyof CatalogueEntry>(key: Key) =>
    (given[key] ?? null) as CatalogueEntry[Key] | null
  const more = Object.fromEntries(Object.entries(given).filter(([key]) => !knownKeys.includes(key)))
  const known = Object.fromEntries(knownKeys.map((key) => [key, value(key as keyof CatalogueEntry)]))
  return {
    ...(known as unknown as CatalogueEntry),
    open: value('open') ?? {},
    segmentation: value('segmentation') ?? [],
    more,
  }
}
