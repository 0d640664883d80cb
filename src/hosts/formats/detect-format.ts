/** Tells from the first bytes what a file is; its name does not count. What cannot be read is refused by its name. */
import { MotifscopeError } from '../../model/errors'
import { startsWith } from './byte-stream'
import { headText } from './decode-text'
import type { GraphFormatName } from './format'
import type { XmlFormat } from './xml-mistakes'

const readable =
  'Motifscope reads GraphML, GEXF, GML, Pajek and DOT files, edge lists and matrices as CSV or TSV, edge lists as Parquet or Arrow, and node-link JSON, each also compressed with gzip.'

/** Formats that are not text, by their first bytes. */
const binaryGraphs: { magic: number[]; format: GraphFormatName }[] = [
  { magic: [0x50, 0x41, 0x52, 0x31], format: 'parquet' },
  { magic: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], format: 'arrow' },
  { magic: [0xff, 0xff, 0xff, 0xff], format: 'arrow' },
]

/** Comments before a graph may be long, but hardly this long. */
const lookedAtLength = 1 << 16

/** Formats of text that is no markup, by how they begin: after comments, GML with `graph [` (perhaps named values
 *  before it), DOT with `graph {`, Pajek with `*Vertices`. Each expression is linear: what it repeats can be read in
 *  one way only. */
const textFormats: { looks: RegExp; format: GraphFormatName }[] = [
  {
    looks: /^(?:#[^\n]*\n|[A-Za-z]\w*[^\S\n][^\n[{]*\n|\s)*graph\s*\[/i,
    format: 'gml',
  },
  {
    looks:
      /^(?:(?:#|\/\/)[^\n]*\n\s*|\/\*[^*]*(?:\*+[^*/][^*]*)*\*+\/\s*)*(?:strict\s+)?(?:di)?graph(?:\s+(?:"(?:[^"\\]|\\[^])*"|[^\s"{[,;|]+))?\s*\{/i,
    format: 'dot',
  },
  { looks: /^(?:%[^\n]*\n\s*)*\*\s*(?:network|vertices)\b/i, format: 'pajek' },
]

/** Files that are not text, by their first bytes. */
const binaryFormats: { magic: number[]; is: string; hint: string }[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    is: 'a ZIP archive or an Excel workbook',
    hint: 'Unpack it, or save the sheet as CSV.',
  },
  {
    magic: [0x46, 0x45, 0x41, 0x31],
    is: 'a Feather file of the first version',
    hint: 'Write it again with a newer pandas or pyarrow (version 2, the default), or as Parquet.',
  },
  {
    magic: [0x50, 0x41, 0x52, 0x45],
    is: 'an encrypted Parquet file',
    hint: 'Write it again without encryption.',
  },
  {
    magic: [0x42, 0x5a, 0x68],
    is: 'compressed with bzip2',
    hint: 'Unpack it (bunzip2) and open what is inside.',
  },
  {
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    is: 'compressed with xz',
    hint: 'Unpack it (unxz) and open what is inside.',
  },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    is: 'compressed with zstd',
    hint: 'Unpack it (unzstd) and open what is inside.',
  },
  { magic: [0x25, 0x50, 0x44, 0x46], is: 'a PDF document', hint: readable },
  { magic: [0x89, 0x50, 0x4e, 0x47], is: 'a picture', hint: readable },
  { magic: [0x89, 0x48, 0x44, 0x46], is: 'an HDF5 file', hint: readable },
  {
    magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    is: 'a SQLite database',
    hint: 'Export the edge table as CSV.',
  },
]

/** The format of a file whose (unpacked) content begins with `head`.
 *  Throws `unsupported-format` for files it recognises but cannot read, `empty-file` for none at all. */
export function detectFormat(head: Uint8Array): GraphFormatName {
  if (head.length === 0) throw emptyFile()
  const graph = binaryGraphs.find(({ magic }) => startsWith(head, magic))
  if (graph) return graph.format
  const binary = binaryFormats.find(({ magic }) => startsWith(head, magic))
  if (binary)
    throw new MotifscopeError('unsupported-format', `This file is ${binary.is}.`, { hint: binary.hint })
  const text = headText(head).trimStart()
  if (text === '') throw emptyFile()
  if (text.startsWith('<')) return formatOfMarkup(text)
  if (text.startsWith('{') || text.startsWith('[')) return 'json'
  const written = textFormats.find(({ looks }) => looks.test(text.slice(0, lookedAtLength)))
  if (written) return written.format
  if (text.includes('\u0000'))
    throw new MotifscopeError(
      'unsupported-format',
      'This is a binary file of a kind that is not known here.',
      {
        hint: readable,
      },
    )
  return 'csv'
}

/** The error for a file without content. */
export function emptyFile(): MotifscopeError {
  return new MotifscopeError('empty-file', 'The file is empty.', { hint: readable, line: 1 })
}

function formatOfMarkup(text: string): GraphFormatName {
  const format = /<(?:[\w.-]+:)?(graphml|gexf)[\s>]/i.exec(text)?.[1]?.toLowerCase()
  if (format === 'gexf') return 'gexf'
  const wrong = markupThatIsNoGraph(text, 'GraphML')
  if (wrong) throw wrong
  return 'graphml'
}

/** What a text that begins with `<` is, when it is surely no graph. */
export function markupThatIsNoGraph(text: string, format: XmlFormat): MotifscopeError | null {
  if (!/^(?:<\?xml[^>]*>|<!--(?:(?!-->)[^])*-->|\s)*(?:<!doctype\s+html|<html)\b/i.test(text)) return null
  return new MotifscopeError(
    'unsupported-format',
    `This is an HTML page, not ${format} or another graph file.`,
    {
      hint: 'The address may be that of a page about the file. Use the link that downloads the file itself.',
    },
  )
}
