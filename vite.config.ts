/** How the page is built and served: relative addresses only, so that `dist/` works at the root or below a path of
 *  any static host; the security headers in the page, in `_headers` and on the local servers. */
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { peggyPlugin } from './grammar/peggy-plugin.ts'
import packageJson from './package.json' with { type: 'json' }
import { kernelPlugin } from './workers/kernel/kernel-plugin.ts'
import { contentSecurityPolicy, isolationHeaders, pageHeaders } from './workers/page-headers.ts'

/** Whether a built file does not hold up the service worker's installation, and is stored once the page is idle. */
function isLater({ url, size }: { url: string; size: number }): boolean {
  return (
    size > 1_000_000 ||
    /^examples\/|^assets\/(duckdb|vis-graph|neo4j-client|gremlin|dynamodb|emscripten-module|script\.worker)/.test(
      url,
    )
  )
}

/** `_headers` in the form Netlify, Cloudflare Pages and their like read. */
function headersFile(): string {
  const section = (path: string, headers: Record<string, string>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return `${[
    section('/*', { ...pageHeaders, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }),
    section('/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }),
    section('/service-worker.js', { 'Cache-Control': 'no-cache' }),
    section('/index.html', { 'Cache-Control': 'no-cache' }),
    section('/', { 'Cache-Control': 'no-cache' }),
  ].join('\n\n')}\n`
}

/** Writes the security headers into the built page and beside it. */
function securityHeadersPlugin(): Plugin {
  return {
    name: 'motifscope:security-headers',
    apply: 'build',
    transformIndexHtml: (html) =>
      html.replace(
        '<meta charset="utf-8" />',
        (charset) =>
          `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`,
      ),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
    },
  }
}

/** Has the page's typefaces fetched beside its script, so that no text is drawn twice. */
function preloadFontsPlugin(): Plugin {
  return {
    name: 'motifscope:preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => file.endsWith('.woff2'))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  }
}

/** Has the studio fetched beside the page's script, not after it has run: most visits begin there. */
function preloadStudioPlugin(): Plugin {
  return {
    name: 'motifscope:preload-studio',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = new Map(
          Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
        )
        const files = new Set<string>()
        const add = (fileName: string): void => {
          const chunk = chunks.get(fileName)
          if (!chunk || files.has(fileName)) return
          files.add(fileName)
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
          chunk.imports.forEach(add)
        }
        for (const { fileName, moduleIds } of chunks.values())
          if (moduleIds.some((id) => id.endsWith('/views/StudioView.vue'))) add(fileName)
        if (files.size === 0) throw new Error('The studio is in no file of the build.')
        return [...files]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: file.endsWith('.css')
              ? { rel: 'preload', as: 'style', href: `./${file}`, crossorigin: true }
              : { rel: 'modulepreload', href: `./${file}`, crossorigin: true },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

export default defineConfig({
  base: './',
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  plugins: [
    vue(),
    peggyPlugin(),
    kernelPlugin(),
    securityHeadersPlugin(),
    preloadFontsPlugin(),
    preloadStudioPlugin(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*'],
        globIgnores: ['_headers', 'robots.txt', '**/*.map'],
        maximumFileSizeToCacheInBytes: 64 * 2 ** 20,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((entry) => ({ ...entry, isLater: isLater(entry) })),
          }),
        ],
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [peggyPlugin()] },
  build: {
    // The policy refuses data: for whatever is fetched.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
  server: { host: '127.0.0.1', headers: isolationHeaders },
  preview: { host: '127.0.0.1', port: 4173, headers: pageHeaders },
})
