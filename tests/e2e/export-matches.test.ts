/** Matches that are written to a file are read again as what they were, by the app's own reader of edge tables. */
import { expect, test } from 'playwright/test'
import { openApp } from './open-app'

/** Ids that no number holds, and texts that would break a careless writer. */
const edges =
  'source,target\n9007199254740993,"é,"""\n"é,""",7\n7,9007199254740993\n7,"é,"""\n9007199254740993,7\n'

for (const format of ['parquet', 'arrow', 'csv'] as const)
  test(`matches written to a ${format} file are the same when it is opened`, async ({ page }) => {
    await openApp(page)
    const { columns, rows, read, sizes } = await page.evaluate(
      async ({ format, edges }) => {
        const { hosts, search } = globalThis.motifscope
        const host = await hosts.open(new File([edges], 'odd.csv'))
        const result = await search(host.id, 'A -> B; B -> C')
        const folder = await navigator.storage.getDirectory()
        const handle = await folder.getFileHandle(`matches.${format}`, { create: true })
        await result.exportTo(format, handle)
        const file = await handle.getFile()
        const opened = await hosts.open(file, { source: 'A', target: 'B' })
        const { rows: read } = await hosts.sql(opened.id, 'SELECT source, target, "C" FROM edges')
        const sizes = [file.size, (await result.export(format)).size]
        return { columns: result.columns, rows: await result.rows(), read, sizes }
      },
      { format, edges },
    )
    const sorted = (table: unknown[][]) => table.map((row) => row.map(String).join('|')).sort()
    expect(columns).toEqual(['A', 'B', 'C'])
    expect(rows).toHaveLength(4)
    expect(sorted(read)).toEqual(sorted(rows))
    expect(sizes[0]).toBe(sizes[1])
  })
