/** The stories of users, in a real browser, on the built page as `npm run preview` serves it. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../tools/find-browser'

/** A port that nobody uses. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

// Never the preview's own port, so that a server somebody left open is not tested by mistake. Told to the processes
// that run the tests, which read this file too.
process.env.MOTIFSCOPE_E2E_PORT ??= String(await freePort())
const port = Number(process.env.MOTIFSCOPE_E2E_PORT)
const url = `http://127.0.0.1:${port}/`

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../test-results',
  workers: 1,
  // In CI a story that fails is told once more, and named as flaky in the report: one lost race among two hundred stories
  // on a shared machine is worth a look, not a red build.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 120_000,
  // Only on purpose are pictures drawn anew: `npm run pictures`.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', threshold: 0.2, maxDiffPixelRatio: 0.005 },
  },
  use: {
    baseURL: url,
    launchOptions: browserLaunchOptions(),
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
  },
  webServer: {
    command: `npm run --silent preview -- --port ${port} --strictPort`,
    cwd: '../..',
    url,
    reuseExistingServer: false,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
})
