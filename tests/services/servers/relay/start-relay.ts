/** The real nginx and the real Caddy on loopback, with nothing around the documented sites but what keeps them in a home
 *  of their own: files, one process, no port 80. */
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { startLeashed } from '../leashed-process'
import type { LeashedProcess } from '../leashed-process'
import { relayText } from './relay-text'
import type { RelayPlace, RelayProgram } from './relay-text'

const commandOf: Record<RelayProgram, string> = { nginx: 'nginx', Caddy: 'caddy' }

/** The path of a program; many systems keep nginx where only root looks. */
function findProgram(command: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders
    .map((folder) => join(folder, command))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** One line that says what is missing and how to get it; undefined when all is there. */
export function missingRelays(): string | undefined {
  const missing = [...Object.values(commandOf), 'openssl'].filter((command) => !findProgram(command))
  if (missing.length === 0) return undefined
  return `The tests of relays need nginx, Caddy and OpenSSL (not there: ${missing.join(', ')}): \`apt-get install nginx caddy openssl\` or \`brew install nginx caddy openssl\`.`
}

export interface Certificate {
  chain: string
  key: string
}

/** A certificate for `localhost` that nobody trusts who was not told to, and its key, as files in the folder. */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const [chain, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-nodes', '-keyout', key, '-out', chain]
  await promisify(execFile)('openssl', ['req', '-x509', '-days', '2', ...curve, ...names, ...files])
  return { chain, key }
}

/** Whether a door opens under TLS: Caddy listens before it has made its certificate. */
function shakesHands(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false }
    const socket = connect(options, () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
  })
}

/** @throws Error with the program's own words when it does not take the documented text */
export async function startRelay(
  program: RelayProgram,
  places: readonly RelayPlace[],
): Promise<LeashedProcess> {
  const sites = places.map((place) => relayText(program, place)).join('\n\n')
  const path = findProgram(commandOf[program]) ?? commandOf[program]
  const isReady = async () => (await Promise.all(places.map(({ port }) => shakesHands(port)))).every(Boolean)
  const trusted = places[0]?.certificate.trusted ?? ''
  return program === 'nginx'
    ? startLeashed({
        name: program,
        prepare: (home) => writeNginx(home, sites),
        command: (home) => [path, '-e', 'stderr', '-p', home, '-c', join(home, 'nginx.conf')],
        isReady,
      })
    : startLeashed({
        name: program,
        prepare: (home) => writeFile(join(home, 'Caddyfile'), caddyFile(sites)),
        command: (home) => [path, 'run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile'],
        environment: (home) => ({
          ...{ HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
          // Whom Caddy trusts is the system's affair; the document says nothing of it.
          SSL_CERT_FILE: trusted,
        }),
        isReady,
      })
}

/** For `localhost` Caddy is its own authority, which it shall not make known to the system. */
const caddyFile = (sites: string) => `{
	admin off
	skip_install_trust
	auto_https disable_redirects
}

${sites}
`

async function writeNginx(home: string, sites: string): Promise<void> {
  // As root, nginx works as somebody else, who keeps bodies of requests in a folder below.
  await chmod(home, 0o755)
  await mkdir(join(home, 'temp'))
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    join(home, 'nginx.conf'),
    `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
${kinds.map((kind) => `  ${kind}_temp_path temp/${kind};`).join('\n')}

${sites}
}
`,
  )
}
