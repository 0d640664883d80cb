/** With what a benchmark was run. */
import { execFileSync } from 'node:child_process'
import { cpus, totalmem, type, release } from 'node:os'

/** Processor, cores, memory and system, in words. */
export function machineInWords(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, ${type()} ${release()}`
}

/** The commit, with a + where files differ from it. */
export function commitInWords(): string {
  const git = (...words: string[]) =>
    execFileSync('git', words, { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== ''
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}
