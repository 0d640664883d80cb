/** A run as a file: one page for print, a table, or everything. Written as text, every value escaped; the page holds no
 *  script and loads nothing. */
import { histogramOf } from './null-histogram'
import type { ReportFormat, SignificanceResult, SignificanceRow } from './significance-types'
import { methodsWords, mixingWords, modelWords, restrictionWords } from './significance-words'
import { writeJson } from './write-json'

const digits = (value: number | null, places = 4) =>
  value === null
    ? 'not defined'
    : Number.isInteger(value)
      ? value.toLocaleString('en-GB')
      : Number(value.toPrecision(places)).toLocaleString('en-GB', { maximumSignificantDigits: places })

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML holds it, in an element or a quoted attribute. */
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

/** More rows than these would not be one page; the table of the file CSV has all. */
const mostPictures = 16

function cellsOf(row: SignificanceRow): string[] {
  const { observed, mean, sd, z, ratio, p, pBenjaminiHochberg, pHolm, nullRange } = row
  const range = nullRange ? `${digits(nullRange[0])} – ${digits(nullRange[1])}` : '–'
  const numbers = [observed, mean, sd, z, ratio, p, pBenjaminiHochberg, pHolm].map((each) => digits(each))
  return [...numbers.slice(0, 3), range, ...numbers.slice(3)]
}

const heads = ['', 'observed', 'mean', 'sd', '95 % of samples', 'z', 'ratio', 'p', 'p (BH)', 'p (Holm)']

function tableOf(rows: SignificanceRow[]): string {
  const body = rows
    .map(
      (row) =>
        `<tr><th scope="row">${escapeHtml(row.label)}</th>${cellsOf(row)
          .map((cell) => `<td>${escapeHtml(cell)}</td>`)
          .join('')}</tr>`,
    )
    .join('\n')
  const head = heads.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`
}

function pictureOf(row: SignificanceRow): string {
  const { bars, scale, observed } = histogramOf(row.counts, row.observed)
  const rects = bars
    .map(({ x, width, height }) => `<rect x="${x}" y="${80 - height}" width="${width}" height="${height}"/>`)
    .join('')
  const label = `${row.label}: observed ${digits(row.observed)}; samples from ${digits(scale.min)} to ${digits(scale.max)}`
  return (
    `<figure><svg viewBox="0 0 240 90" role="img" aria-label="${escapeHtml(label)}">${rects}` +
    `<path d="M${observed} 2V84" class="observed"/></svg><figcaption>${escapeHtml(label)}</figcaption></figure>`
  )
}

const style =
  'body{font:14px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}' +
  'table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.15rem .4rem;border-bottom:1px solid #d7dbdf;text-align:right}' +
  'th:first-child{text-align:left}figure{display:inline-block;width:15rem;margin:.5rem .5rem 0 0;break-inside:avoid}figcaption{font-size:11px;color:#4c545e}' +
  'rect{fill:#8a939e}.observed{stroke:#b3261e;stroke-width:2}pre{white-space:pre-wrap}@page{margin:1.5cm}'

const list = (items: string[]) => `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`

function htmlOf(result: SignificanceResult, link: string): string {
  const { question, hostName, hostUri, hostSize, samples, version, rows, notes, createdAt, id } = result
  const model = modelWords[question.model]
  const title = `Significance in ${hostName}`
  const facts = [
    `Host graph: ${hostName} (${hostUri}), ${digits(hostSize.nodeCount)} nodes, ${digits(hostSize.edgeCount)} edges; content ${question.hostId}.`,
    `Null model: ${model.label}. ${model.keeps} ${restrictionWords(question)}`,
    `${digits(samples)} samples, seed ${question.seed}, numbered from 0. Motifscope ${version}, begun ${new Date(createdAt).toISOString()}, run ${id}.`,
  ]
  const texts = question.measures.flatMap((measure) =>
    measure.kind === 'motif'
      ? [
          `<h3>${escapeHtml(measure.label)}</h3><pre>${escapeHtml(measure.text)}</pre><p>${escapeHtml(
            [
              measure.induced ? 'induced' : 'more edges may be there',
              measure.ignoreDirection ? 'directions ignored' : 'directed',
              measure.excludeAutomorphisms ? 'distinct subgraphs' : 'all matches',
            ].join('; '),
          )}</p>`,
        ]
      : [],
  )
  const address = link === '' ? '' : `<p>Ask it again: <code>${escapeHtml(link)}</code></p>`
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body><h1>${escapeHtml(title)}</h1>`,
    list(facts),
    address,
    ...texts,
    tableOf(rows),
    notes.length > 0 ? `<h2>To be known</h2>${list(notes)}` : '',
    rows.slice(0, mostPictures).map(pictureOf).join('\n'),
    `<h2>Methods</h2>${list([...methodsWords, ...mixingWords(result.effort, result.mixing)])}`,
    '</body></html>\n',
  ].join('\n')
}

/** A cell of CSV. A text that a spreadsheet would run as a formula is kept from it by an apostrophe. */
function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = (value ?? '').replace(/^[=+\-@\t]/, "'$&")
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csvOf({ rows, question, samples }: SignificanceResult): string {
  const head =
    'label,observed,samples,mean,sd,z,ratio,p,p_more,p_fewer,p_bh,p_holm,null_2.5,null_97.5,profile,model,seed'
  const lines = rows.map((row) => {
    const { label, observed, mean, sd, z, ratio, p, pMore, pFewer, pBenjaminiHochberg, pHolm } = row
    const [low, high] = row.nullRange ?? [null, null]
    const numbers = [mean, sd, z, ratio, p, pMore, pFewer, pBenjaminiHochberg, pHolm, low, high, row.profile]
    return [label, observed, samples, ...numbers, question.model, question.seed].map(csvCell).join(',')
  })
  return `${[head, ...lines].join('\n')}\n`
}

const types: Record<ReportFormat, string> = { html: 'text/html', csv: 'text/csv', json: 'application/json' }

/** @param link the address that asks the same question; empty: none is told */
export function writeReport(result: SignificanceResult, format: ReportFormat, link: string): Blob {
  const text =
    format === 'html'
      ? htmlOf(result, link)
      : format === 'csv'
        ? csvOf(result)
        : `${writeJson({ ...result, link, methods: methodsWords })}\n`
  return new Blob([text], { type: `${types[format]};charset=utf-8` })
}
