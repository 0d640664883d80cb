/** Where what the service tests need is missing: one line says what and how to get it, and CI installs just that, or fails. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { missingJavaTools } from './servers/java-class-path'
import { startLeashed } from './servers/leashed-process'
import { missingRelays } from './servers/relay/start-relay'

afterEach(() => void vi.unstubAllEnvs())

test('a machine without Java is told on one line that the service tests need it, and how to get it', () => {
  vi.stubEnv('PATH', '/nowhere')
  const line = missingJavaTools()
  expect(line).toMatch(
    /^The service tests need Java 17 or later and Maven \(Java is not there\).*`apt-get install/,
  )
  expect(line).not.toContain('\n')
})

test('CI installs what the line asks for, and then nothing may be missing', () => {
  const script = readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8')
  const packages = [...script.matchAll(/packages\+=\(([\w-]+)\)/g)].map(([, name]) => name)
  expect(packages).toEqual(['default-jre-headless', 'maven', 'nginx', 'caddy', 'openssl'])
  expect(script).toContain('apt-get install')
  expect(script).toMatch(/^export CI=1$/m)
  expect(script).toMatch(/^set -euo pipefail$/m)
  if (process.env['CI']) expect([missingJavaTools(), missingRelays()]).toEqual([undefined, undefined])
})

test('a server that does not start fails with its own words, and leaves no folder behind', async () => {
  const homes: string[] = []
  const starting = startLeashed({
    name: 'A server',
    prepare: async (home) => void homes.push(home),
    command: () => ['sh', '-c', 'echo the port is taken; exit 3'],
    isReady: () => Promise.resolve(false),
  })
  await expect(starting).rejects.toThrow(/A server ended:\s+the port is taken/)
  expect(() => readFileSync(homes[0] ?? '')).toThrow('ENOENT')
})
