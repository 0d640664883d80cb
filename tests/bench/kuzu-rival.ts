/** Kùzu's WebAssembly build as a rival, in Node (the same V8 as the browser's), on one thread. The package is fetched
 *  when it is first wanted: 70 MB are too much for everyone who only wants to build the app. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childRival } from './child-rival'
import { cypherOf } from './queries'
import type { Rival } from './rival'

const version = '0.11.3'

/** @throws when npm cannot fetch it. */
function installKuzu(): string {
  const folder = join(tmpdir(), `motifscope-bench-kuzu-${version}`)
  if (existsSync(join(folder, 'node_modules/kuzu-wasm/nodejs/index.js'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  console.error(`Fetching kuzu-wasm ${version} into ${folder} …`)
  const words = ['install', '--no-audit', '--no-fund', '--silent', `kuzu-wasm@${version}`]
  execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 })
  return folder
}

/** @throws when npm cannot fetch it. */
export function kuzuRival(): Rival {
  const folder = installKuzu()
  return childRival({
    name: 'kuzu',
    description: `kuzu: kuzu-wasm ${version} in Node ${process.version}, one thread, Cypher over tables in memory`,
    command: process.execPath,
    words: ({ nodes, edges }) => [
      '--import',
      import.meta.resolve('tsx'),
      fileURLToPath(new URL('kuzu-child.ts', import.meta.url)),
      folder,
      nodes,
      edges,
    ],
    question: (query) => ({ cypher: cypherOf(query) }),
  })
}
