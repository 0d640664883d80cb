import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** The rooms of the house and what each may import (see ARCHITECTURE.md). Whatever is not named is refused. */
const pure = ['model']
const rooms = {
  model: [],
  dotmotif: pure,
  grandiso: pure,
  statistics: pure,
  tables: pure,
  storage: pure,
  hosts: ['model', 'dotmotif', 'grandiso', 'statistics', 'tables', 'storage', 'spawn.ts'],
  jobs: ['model', 'dotmotif', 'grandiso', 'statistics', 'tables', 'storage', 'spawn.ts'],
  moss: ['model', 'dotmotif', 'grandiso', 'statistics', 'tables', 'storage', 'spawn.ts'],
  grand: ['model', 'dotmotif', 'grandiso', 'statistics', 'tables', 'storage', 'spawn.ts'],
  scripting: [
    'jobs',
    'hosts',
    'moss',
    'grand',
    'model',
    'dotmotif',
    'grandiso',
    'statistics',
    'tables',
    'storage',
  ],
  state: ['scripting', 'model', 'dotmotif'],
  components: ['state', 'scripting', 'model', 'dotmotif'],
  views: ['components', 'state', 'scripting', 'model'],
}
const allRooms = [...Object.keys(rooms), 'spawn.ts', 'offline.ts', 'main.ts', 'App.vue']
const zones = Object.entries(rooms).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: allRooms
    .filter((other) => other !== room && !allowed.includes(other))
    .map((other) => `./src/${other}`),
  message: `src/${room} may import only: ${allowed.join(', ') || 'nothing'} (ARCHITECTURE.md, "Who may import whom").`,
}))
const fromGrand = zones.find(({ target }) => target === './src/hosts')?.from
fromGrand?.splice(fromGrand.indexOf('./src/grand'), 1)
zones.push({
  target: ['./src/hosts/*.ts', './src/hosts/formats/**'],
  from: './src/grand',
  message: 'Of the hosts, only src/hosts/providers uses src/grand (ARCHITECTURE.md, "Who may import whom").',
})
zones.push({
  target: './src/hosts/formats',
  from: ['./src/storage', './src/tables', './src/spawn.ts'],
  message: 'formats are pure: bytes in, rows out.',
})

/** One door per vendor: the only folders or files that may import it. */
const vendors = {
  idb: ['src/storage/**'],
  '@duckdb/duckdb-wasm': ['src/tables/duckdb.ts', 'tests/**'],
  'vis-network': ['src/components/results/vis-graph.ts'],
  'workbox-window': ['src/offline.ts'],
  comlink: ['src/spawn.ts', 'workers/*.ts'],
  'neo4j-driver': ['src/grand/remote/**'],
  '@aws-sdk/client-dynamodb': ['src/grand/backends/dynamodb/**'],
  'quickjs-emscripten-core': ['src/grand/script/sandbox.ts'],
}
const doorRules = ({ except = [] } = {}) => [
  'error',
  {
    patterns: Object.keys(vendors)
      .filter((vendor) => !except.includes(vendor))
      .map((vendor) => ({
        group: [vendor, `${vendor}/*`],
        message: `${vendor} has one door: ${vendors[vendor].join(', ')}.`,
      })),
  },
]
const doors = Object.entries(vendors).map(([vendor, files]) => ({
  files,
  rules: { 'no-restricted-imports': doorRules({ except: [vendor] }) },
}))

const noEffects = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'indexedDB',
  'fetch',
  'Worker',
  'setTimeout',
  'setInterval',
  'performance',
].map((name) => ({ name, message: 'This room is pure: pass what it needs in as an argument.' }))
const noClockOrChance = [
  { object: 'Math', property: 'random', message: 'Pass randomness in.' },
  { object: 'Date', property: 'now', message: 'Pass the time in.' },
]

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'test-results',
      'node_modules',
      'workers/kernel/build',
      'workers/kernel/assembly',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.worker, __APP_VERSION__: 'readonly' },
    },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    files: ['**/*.ts', '**/*.vue'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'no-restricted-imports': doorRules(),
      'no-undef': 'off',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: 'error',
      'vue/no-v-html': 'error',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/attributes-order': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "AssignmentExpression[left.property.name='innerHTML']",
          message: 'Text is only ever text.',
        },
        { selector: "NewExpression[callee.name='Function']", message: 'No code from text (CSP).' },
      ],
      'no-restricted-properties': ['error'],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'location', message: 'src/main.ts is the only reader and writer of location.' },
        { name: 'Worker', message: 'src/spawn.ts starts workers.' },
      ],
    },
  },
  {
    files: ['src/{model,dotmotif,grandiso,statistics}/**'],
    rules: {
      'no-restricted-globals': ['error', ...noEffects],
      'no-restricted-properties': ['error', ...noClockOrChance],
    },
  },
  {
    // What runs in the scripts' sandbox finds these, and nothing of the browser.
    files: ['src/grand/script/{guest,examples}/*.js'],
    languageOptions: {
      globals: {
        ...Object.fromEntries(Object.keys(globals.browser).map((name) => [name, 'off'])),
        ...Object.fromEntries(['graph', 'nx', 'ig', 'nk', 'print', 'show'].map((name) => [name, 'readonly'])),
      },
    },
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['src/main.ts', 'src/spawn.ts', 'src/tables/duckdb.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  ...doors,
  {
    files: ['tests/**', '*.config.*', 'grammar/*.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Typed arrays in the hot loops: the index is proven by construction.
    files: ['src/grandiso/**', 'src/statistics/**', 'src/jobs/significance-host.ts', 'src/grand/**/csr-*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
