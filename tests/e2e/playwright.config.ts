/** The stories of users, in a real browser, on the built page as `npm run preview` serves it. */
import { defineConfig } from 'playwright/test'
import { browserLaunchOptions } from '../tools/find-browser'

// Not the preview's own port, so that one a developer left open is never tested by mistake.
const port = Number(process.env.MOTIFSCOPE_E2E_PORT ?? 4187)
const url = `http://127.0.0.1:${port}/`

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: '../../test-results',
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 30_000 },
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
