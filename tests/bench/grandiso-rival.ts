/** The grandiso package as a rival, where Python is: installed into an environment of its own when first wanted. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childRival } from './child-rival'
import type { Rival } from './rival'

const version = '2.2.0'

function run(command: string, words: string[]): string {
  return execFileSync(command, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
    .toString()
    .trim()
}

/** @throws when there is no Python 3, or pip cannot fetch it. */
export function grandisoRival(): Rival {
  const folder = join(tmpdir(), `motifscope-bench-grandiso-${version}`)
  const python = join(folder, 'bin/python')
  const isThere = () => run(python, ['-c', 'import grandiso'])
  if (existsSync(python)) isThere()
  else {
    console.error(`Installing grandiso ${version} into ${folder} …`)
    run('python3', ['-m', 'venv', folder])
    run(python, ['-m', 'pip', 'install', '--quiet', `grandiso==${version}`])
    isThere()
  }
  return childRival({
    name: 'grandiso',
    description: `grandiso: the package, version ${version}, on ${run(python, ['--version'])}; its processor time`,
    command: python,
    words: ({ nodes, edges }) => [fileURLToPath(new URL('grandiso_child.py', import.meta.url)), nodes, edges],
    question: ({ required, forbidden, isSelective }) => ({ required, forbidden, isSelective }),
  })
}
