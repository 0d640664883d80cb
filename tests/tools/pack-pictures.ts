/** Packs the pictures of the views tighter, pixel for pixel the same: of flat colours and text deflate makes less when the
 *  rows are not filtered. Part of `npm run pictures`. See the PNG specification, 9 (filtering). */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const folder = fileURLToPath(new URL('../e2e/pictures/', import.meta.url))
const maxBytes = 4_000_000
const signatureLength = 8

interface Chunk {
  type: string
  data: Buffer
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = signatureLength; at < png.length;) {
    const length = png.readUInt32BE(at)
    const dataAt = at + 8
    chunks.push({ type: png.toString('latin1', at + 4, dataAt), data: png.subarray(dataAt, dataAt + length) })
    at = dataAt + length + 4
  }
  return chunks
}

function writtenChunk({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Which neighbour (left, above, above left) is nearest to their sum: PNG's filter 4. */
function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** The rows with their filters undone; each still begins with the filter's number, 0. */
function unfiltered(rows: Buffer, rowLength: number, pixelLength: number): Buffer {
  for (let start = 0; start < rows.length; start += rowLength) {
    const filter = rows[start] ?? 0
    rows[start] = 0
    for (let at = start + 1; at < start + rowLength; at++) {
      const inRow = at - start > pixelLength
      const left = inRow ? (rows[at - pixelLength] ?? 0) : 0
      const above = rows[at - rowLength] ?? 0
      const corner = inRow ? (rows[at - rowLength - pixelLength] ?? 0) : 0
      const added = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0]
      rows[at] = (rows[at] ?? 0) + (added[filter] ?? 0)
    }
  }
  return rows
}

/** The same PNG with its pixels packed anew. Of 8 bits a channel, not interlaced, as browsers draw them. */
function packed(png: Buffer): Buffer {
  const chunks = chunksOf(png)
  const width = png.readUInt32BE(signatureLength + 8)
  const pixelLength = png[signatureLength + 17] === 6 ? 4 : 3
  const deflated = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const pixels = unfiltered(inflateSync(deflated), 1 + width * pixelLength, pixelLength)
  const first = chunks.findIndex(({ type }) => type === 'IDAT')
  const kept = chunks.filter(({ type }, i) => type !== 'IDAT' || i === first)
  const tight = kept.map((chunk) =>
    chunk.type === 'IDAT' ? { ...chunk, data: deflateSync(pixels, { level: 9, memLevel: 9 }) } : chunk,
  )
  return Buffer.concat([png.subarray(0, signatureLength), ...tight.map(writtenChunk)])
}

let total = 0
for (const name of readdirSync(folder).filter((file) => file.endsWith('.png'))) {
  const before = readFileSync(folder + name)
  const after = packed(before)
  if (after.length < before.length) writeFileSync(folder + name, after)
  total += Math.min(before.length, after.length)
}
console.log(`tests/e2e/pictures: ${(total / 1e6).toFixed(2)} MB`)
if (total > maxBytes) throw new Error(`The pictures weigh more than ${maxBytes / 1e6} MB.`)
