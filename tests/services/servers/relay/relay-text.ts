/** What docs/remote-hosts.md says a relay is, word for word, with only its placeholders filled in: the relay's name and
 *  port, the page's origin, the address of the database, the certificate. */
import { readFileSync } from 'node:fs'
import { readMarkdown } from '../../../../src/components/ui/read-markdown'

export type RelayProgram = 'Caddy' | 'nginx'
/** What a relay is in front of, as far as the document tells these apart. */
export type RelayUse = 'neo4j' | 'neuprint' | 'websocket'

export interface RelayPlace {
  use: RelayUse
  /** Of `localhost`, where the relay listens. */
  port: number
  /** The one page that may ask: scheme, host, port. */
  origin: string
  /** Host and port of the database. neuPrint is spoken to under TLS, by its name. */
  upstream: string
  /** Files: the relay's own certificate, its key, and whom it trusts. */
  certificate: { chain: string; key: string; trusted: string }
}

const documented = new URL('../../../../docs/remote-hosts.md', import.meta.url)

/** The code blocks below a heading, in order. */
function blocksBelow(heading: string): string[] {
  const blocks = readMarkdown(readFileSync(documented, 'utf8'))
  const isHeading = (index: number) => blocks[index]?.kind === 'heading'
  const begin = blocks.findIndex(
    (block) => block.kind === 'heading' && block.content.map(({ text }) => text).join('') === heading,
  )
  if (begin < 0) throw new Error(`docs/remote-hosts.md has no heading “${heading}”.`)
  const end = blocks.findIndex((_, index) => index > begin && isHeading(index))
  return blocks.slice(begin + 1, end).flatMap((block) => (block.kind === 'code' ? [block.text] : []))
}

const headingOf = { Caddy: 'With Caddy 2', nginx: 'With nginx' } as const
/** The line that the document says is another in front of neuPrint. */
const upstreamLine = { Caddy: /^.*reverse_proxy 127.*$/m, nginx: /^.*proxy_pass .*$/m } as const

/** Every occurrence; one that the document has not is a mistake. */
function filled(text: string, placeholders: readonly (readonly [from: string, to: string])[]): string {
  return placeholders.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The document does not say “${from}” any more.`)
    return before.replaceAll(from, to)
  }, text)
}

const documentedUpstream = {
  neo4j: '127.0.0.1:7474',
  neuprint: 'neuprint.janelia.org',
  websocket: '127.0.0.1:7687',
} as const

/** One site of a relay. */
export function relayText(program: RelayProgram, place: RelayPlace): string {
  const [http = '', neuPrint = '', webSocket = ''] = blocksBelow(headingOf[program])
  const { use, port, origin, upstream, certificate } = place
  const text =
    use === 'websocket'
      ? webSocket
      : use === 'neuprint'
        ? http.replace(upstreamLine[program], () => neuPrint)
        : http
  const documentedPort = use === 'websocket' ? 8443 : 443
  const letsEncrypt = '/etc/letsencrypt/live/graphs.example.org'
  const listening =
    program === 'Caddy'
      ? [[use === 'websocket' ? 'graphs.example.org:8443' : 'graphs.example.org', `localhost:${port}`]]
      : [
          [`${letsEncrypt}/fullchain.pem`, certificate.chain],
          [`${letsEncrypt}/privkey.pem`, certificate.key],
          [`listen ${documentedPort} ssl;`, `listen 127.0.0.1:${port} ssl;`],
          ['graphs.example.org', 'localhost'],
          ...(use === 'neuprint' ? [['/etc/ssl/certs/ca-certificates.crt', certificate.trusted]] : []),
        ]
  return filled(text, [
    ...(listening as [string, string][]),
    ['https://motifscope.example.org', origin],
    [documentedUpstream[use], upstream],
  ])
}
