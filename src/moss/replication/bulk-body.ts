/** The body of a `_bulk_docs` request: documents with the revisions they have, and their files beside them in base64. Made
 *  of pieces, so that a large file never is one text. */
import { wireText } from './wire-document'
import type { OutgoingDocument } from './remote-database'

/** A multiple of three: base64 of pieces is then the base64 of the whole. */
const pieceByteLength = 3 * 2 ** 18

export async function bulkBody(documents: readonly OutgoingDocument[]): Promise<Blob> {
  const parts: BlobPart[] = ['{"new_edits":false,"docs":[']
  for (const [i, { document, revision, files }] of documents.entries()) {
    if (i > 0) parts.push(',')
    parts.push(wireText(document, revision))
    if (files.size > 0) await pushAttachments(parts, files)
    parts.push('}')
  }
  parts.push(']}')
  return new Blob(parts, { type: 'application/json' })
}

async function pushAttachments(parts: BlobPart[], files: OutgoingDocument['files']): Promise<void> {
  parts.push(',"_attachments":{')
  for (const [i, [hash, blob]] of [...files].entries()) {
    const type = blob.type || 'application/octet-stream'
    parts.push(`${i > 0 ? ',' : ''}"${hash}":{"content_type":${JSON.stringify(type)},"data":"`)
    for (let start = 0; start < blob.size; start += pieceByteLength)
      // A Blob of its own: browsers may keep it on disk.
      parts.push(new Blob([await base64Of(blob.slice(start, start + pieceByteLength))]))
    parts.push('"}')
  }
  parts.push('}')
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer())
  let binary = ''
  // In portions that fit onto the stack as arguments.
  for (let i = 0; i < bytes.length; i += 8_192) binary += String.fromCharCode(...bytes.subarray(i, i + 8_192))
  return btoa(binary)
}
