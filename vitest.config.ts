import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { peggyPlugin } from './grammar/peggy-plugin.ts'
import { kernelPlugin } from './workers/kernel/kernel-plugin.ts'
import { browserLaunchOptions } from './tests/tools/find-browser.ts'

const define = { __APP_VERSION__: JSON.stringify('test') }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [peggyPlugin(), kernelPlugin(), vue()],
        define,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{unit,property,conformance,services}/**/*.test.ts'],
          testTimeout: 60_000,
          // A shared machine may take long to open DuckDB.
          hookTimeout: 60_000,
        },
      },
      {
        // What touches IndexedDB, OPFS or DuckDB is tested on the real ones.
        plugins: [peggyPlugin(), kernelPlugin(), vue()],
        define,
        // Vendors' source maps name files that they do not ship: pages of warnings that nobody can mend.
        logLevel: 'error',
        optimizeDeps: {
          include: [
            '@noble/ed25519',
            'idb',
            'fast-check',
            'papaparse',
            'saxes',
            'apache-arrow',
            'comlink',
            'fflate',
            'fzstd',
            'vue',
            'pinia',
            'reka-ui',
            'axe-core',
            '@codemirror/autocomplete',
            '@codemirror/commands',
            '@codemirror/language',
            '@codemirror/lint',
            '@codemirror/state',
            '@codemirror/view',
            '@lezer/highlight',
          ],
        },
        server: {
          headers: {
            'Cross-Origin-Opener-Policy': 'same-origin',
            'Cross-Origin-Embedder-Policy': 'credentialless',
          },
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
