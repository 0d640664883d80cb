/** Lets the Parquet engine find its module in Node, where there is no server to fetch it from. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readParquetModuleWith } from '../../src/hosts/formats/parquet-engine'

const require = createRequire(import.meta.url)

readParquetModuleWith(() => readFile(require.resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')))
