/** Hands a file to the user: the browser's own download. */

const releaseMs = 60_000

/** Starts the download of a blob under a name that every file system takes. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[^\p{L}\p{N}._ -]+/gu, '-').replace(/^[.-]+/, '') || 'motifscope'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), releaseMs)
}
