/** Opens whatever a user gives, in a worker, and hands back the host; storing it is the caller's business.
 *  Main thread. Nothing is fetched but what was asked for. */
import { MotifscopeError } from '../model/errors'
import { downloadAddress, fileNameOf, hostNameFrom, readAddress } from './address'
import { exampleOf } from './examples'
import { graphFormatNames } from './formats/format'
import type { GraphFormatName } from './formats/format'
import type { GraphInput } from './graph-input'
import type { ImportOptions, ImportProgress } from './import-graph'
import { importInWorker } from './import-worker'
import type { ImportedHost } from './imported-host'
import type { Aggregate } from './merge-parallel'

export interface ImportHostOptions {
  name?: string
  /** Found out from the content when absent. */
  format?: string
  directed?: boolean
  source?: string
  target?: string
  nodes?: File | Blob | URL | string
  aggregate?: Aggregate
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

export interface OpenedHost {
  imported: ImportedHost
  name: string
  uri: string
}

/** An input that is known well enough to be read. */
interface LocatedInput {
  input: GraphInput
  nodes: GraphInput | null
  name: string
  uri: string
}

/** Imports a file, bytes, or what is at an address (`https://…`, `http://…`, `example://…`).
 *  @throws MotifscopeError: `cancelled` when the signal says so; `invalid-address`, `unknown-example`, `unreachable`,
 *  `not-found` …; `columns-needed` with a preview; and whatever is wrong with the content, with its line. */
export async function importHost(
  input: File | Blob | URL | string,
  options: ImportHostOptions = {},
): Promise<OpenedHost> {
  const located = locate(input)
  const nodes = options.nodes === undefined ? located.nodes : locate(options.nodes).input
  const request = { graph: located.input, nodes, options: importOptionsFrom(options) }
  const imported = await importInWorker(request, options)
  return { imported, name: options.name ?? located.name, uri: located.uri }
}

function locate(input: File | Blob | URL | string): LocatedInput {
  if (input instanceof Blob) {
    const fileName = input instanceof File && input.name !== '' ? input.name : 'graph'
    const uri = `file:///${encodeURIComponent(fileName)}`
    return { input: { kind: 'blob', blob: input }, nodes: null, name: hostNameFrom(fileName), uri }
  }
  const url = readAddress(String(input))
  if (url.protocol === 'example:') return locateExample(url)
  const fileName = fileNameOf(url)
  const address: GraphInput = { kind: 'address', address: downloadAddress(url) }
  return { input: address, nodes: null, name: hostNameFrom(fileName), uri: url.href }
}

function locateExample(url: URL): LocatedInput {
  const { uri, name, file } = exampleOf(url.href)
  const address = new URL(`examples/${file}`, document.baseURI).href
  return { input: { kind: 'address', address }, nodes: null, name, uri }
}

const formatNames: readonly string[] = graphFormatNames

function isFormatName(format: string): format is GraphFormatName {
  return formatNames.includes(format)
}

function importOptionsFrom({
  format,
  directed,
  source,
  target,
  aggregate,
}: ImportHostOptions): ImportOptions {
  if (format !== undefined && !isFormatName(format))
    throw new MotifscopeError('unsupported-format', `Files of the format “${format}” cannot be opened.`, {
      hint: `The formats are ${formatNames.join(', ')}; without one it is found out from the content.`,
    })
  return {
    ...(format === undefined ? {} : { format }),
    ...(directed === undefined ? {} : { directed }),
    ...(source === undefined ? {} : { source }),
    ...(target === undefined ? {} : { target }),
    ...(aggregate === undefined ? {} : { aggregate }),
  }
}
