/** Opens whatever a user gives, in a worker, and hands back the host; storing it is the caller's business.
 *  Main thread. Nothing is fetched but what was asked for. */
import type { BroughtFrom, ColumnChoices, HostReading } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import type { FilePreview } from '../model/import-preview'
import { fileNameOf, hostNameFrom, readAddress } from './address'
import { exampleOf } from './examples'
import { graphFormatNames } from './formats/format'
import type { GraphFormatName } from './formats/format'
import type { GraphInput } from './graph-input'
import type { FurtherTable, ImportOptions, ImportProgress } from './import-graph'
import { importInWorker, previewInWorker } from './import-worker'
import type { ImportedHost } from './imported-host'
import type { Aggregate } from './merge-parallel'
import { readingOf } from './reading-of'
import { rewriteAddress, rewritingSentence } from './rewrite-address'

export type HostFile = File | Blob | URL | string

/** A node table, and what the user says of it. */
export interface NodeTable {
  table: HostFile
  id?: string
  columns?: ColumnChoices
}

export interface ImportHostOptions {
  name?: string
  /** Found out from the content when absent. */
  format?: string
  directed?: boolean
  source?: string
  target?: string
  weight?: string
  columns?: ColumnChoices
  nodeColumns?: ColumnChoices
  edges?: HostFile[]
  nodes?: HostFile | NodeTable | (HostFile | NodeTable)[]
  aggregate?: Aggregate
  broughtFrom?: BroughtFrom
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

export interface OpenedHost {
  imported: ImportedHost
  name: string
  uri: string
  readAs: HostReading
}

/** An input that is known well enough to be read. */
interface LocatedInput {
  input: GraphInput
  name: string
  fileName: string
  uri: string
  /** What the user is to know of how the address was read. */
  notice?: string
}

/** Imports a file, bytes, or what is at an address (`https://…`, `http://…`, `example://…`).
 *  @throws MotifscopeError: `cancelled` when the signal says so; `invalid-address`, `unknown-example`, `unreachable`,
 *  `not-found` …; `columns-needed` with a preview; and whatever is wrong with the content, with its line. */
export async function importHost(input: HostFile, options: ImportHostOptions = {}): Promise<OpenedHost> {
  const located = locate(input)
  const { edges = [], nodes = [] } = options
  const tables: (FurtherTable & { located: LocatedInput })[] = [
    ...edges.map((edge) => ({ role: 'edges' as const, located: locate(edge) })),
    ...(Array.isArray(nodes) ? nodes : [nodes]).map((node) => nodeTableFrom(node)),
  ]
  const further = tables.map(({ located, ...table }) => ({ ...table, input: located.input }))
  const request = { graph: located.input, further, options: importOptionsFrom(options) }
  const told = [located, ...tables.map((table) => table.located)].flatMap(({ notice }) => notice ?? [])
  const read = await importInWorker(request, options)
  const imported = told.length === 0 ? read : { ...read, warnings: [...told, ...read.warnings] }
  const files = [
    { name: located.fileName },
    ...tables.map((table) => ({ ...table, name: table.located.fileName })),
  ]
  return {
    imported,
    name: options.name ?? located.name,
    uri: located.uri,
    readAs: readingOf(imported, files, options),
  }
}

/** Looks at the beginning of a file, or of what is at an address.
 *  @throws MotifscopeError as `importHost`, for what is wrong at the beginning. */
export function previewHost(
  input: HostFile,
  { format, ...hooks }: { format?: string; signal?: AbortSignal } = {},
): Promise<FilePreview> {
  return previewInWorker(locate(input).input, checkedFormat(format), hooks)
}

/** Where the bytes of a table are. */
export const inputOf = (input: HostFile): GraphInput => locate(input).input

function nodeTableFrom(node: HostFile | NodeTable): FurtherTable & { located: LocatedInput } {
  const isFile = typeof node === 'string' || node instanceof Blob || node instanceof URL
  const { table, ...rest } = isFile ? { table: node } : node
  return { role: 'nodes', ...rest, located: locate(table) }
}

function locate(input: HostFile): LocatedInput {
  if (input instanceof Blob) {
    const fileName = input instanceof File && input.name !== '' ? input.name : 'graph'
    const uri = `file:///${encodeURIComponent(fileName)}`
    return { input: { kind: 'blob', blob: input }, name: hostNameFrom(fileName), fileName, uri }
  }
  const url = readAddress(String(input))
  if (url.protocol === 'example:') return locateExample(url)
  const raw = rewriteAddress(url)
  const { address, fileName = fileNameOf(url) } = raw
  const notice = rewritingSentence(raw)
  return {
    input: { kind: 'address', address },
    name: hostNameFrom(fileName),
    fileName,
    uri: url.href,
    ...(notice === null ? {} : { notice }),
  }
}

function locateExample(url: URL): LocatedInput {
  const { uri, name, file } = exampleOf(url.href)
  const address = new URL(`examples/${file}`, document.baseURI).href
  return { input: { kind: 'address', address }, name, fileName: file, uri }
}

const formatNames: readonly string[] = graphFormatNames

function isFormatName(format: string): format is GraphFormatName {
  return formatNames.includes(format)
}

function checkedFormat(format: string | undefined): GraphFormatName | undefined {
  if (format === undefined || isFormatName(format)) return format
  throw new MotifscopeError('unsupported-format', `Files of the format “${format}” cannot be opened.`, {
    hint: `The formats are ${formatNames.join(', ')}; without one it is found out from the content.`,
  })
}

function importOptionsFrom(options: ImportHostOptions): ImportOptions {
  const format = checkedFormat(options.format)
  const { directed, source, target, columns, nodeColumns, weight } = options
  // Of a weight that the user names, the other numbers are of no interest when edges are merged.
  const aggregate = options.aggregate && { ...(weight === undefined ? {} : { weight }), ...options.aggregate }
  const given = { format, directed, source, target, columns, nodeColumns, aggregate }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
