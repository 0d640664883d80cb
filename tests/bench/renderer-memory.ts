/** The memory of the browser's renderer processes, as the system counts it. Linux only; elsewhere unknown. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function parentOf(pid: string): string {
  return /^PPid:\t(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? ''
}

function isOurs(pid: string): boolean {
  for (let at = pid; at !== '' && at !== '0' && at !== '1'; at = parentOf(at))
    if (at === String(process.pid)) return true
  return false
}

/** The most memory that one renderer started by this process has had at once, in bytes; NaN where that is not known. */
export function rendererPeakBytes(): number {
  if (!existsSync('/proc/self/status')) return Number.NaN
  const renderers = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && read(`/proc/${pid}/cmdline`).includes('--type=renderer') && isOurs(pid),
  )
  const peaks = renderers.map((pid) => Number(/^VmHWM:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0))
  return Math.max(0, ...peaks) * 1024
}
