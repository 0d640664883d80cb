/** What lets this page in at servers: in a map of its memory, each bound to the origin it was entered for. What is kept is
 *  encrypted under a passphrase that is not. Nothing here is printed, sent or stored in plain text. */
import { originOf } from '../hosts/providers/remote-place'
import type { ServerCredentials } from '../hosts/providers/graph-server'
import { MotifscopeError } from '../model/errors'
import type { RemoteAuthentication } from '../model/remote-host'
import type { Bytes } from '../moss/bytes'
import { openCredentials, sealCredentials } from '../moss/replication/sealed-credentials'
import type { LoginCredentials, SealedCredentials } from '../moss/replication/sealed-credentials'
import type { RemoteHostRecord } from './remote-host-records'

/** What the credentials are for. */
type Place = Pick<RemoteHostRecord, 'id' | 'connection'>

const placeOf = ({ id, connection }: Place) => ({ remoteId: id, origin: originOf(connection.address) })

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The credentials as given, checked.
 *  @throws MotifscopeError `invalid-credentials`, without what was given. */
export function checkedCredentials(given: unknown): LoginCredentials {
  const { kind, user, password, token, ...key } = readCredentials(given ?? { kind: 'none' })
  if (kind === 'none') return { kind }
  if (kind === 'basic' && isText(user) && isText(password)) return { kind, user, password }
  // An Authorization header holds no line break; a token that was copied may end with one. neuPrint shows its as JSON.
  if (kind === 'bearer' && isText(token) && /^[\x20-\x7e]+$/.test(token.trim()))
    return { kind, token: token.trim() }
  if (kind === 'access-key') return checkedKey(key)
  throw new MotifscopeError(
    'invalid-credentials',
    'Name and password, or the token, are missing or not text.',
    {
      hint: "Give { kind: 'basic', user, password }, { kind: 'bearer', token } or { kind: 'access-key', … }.",
    },
  )
}

/** What a script gives may throw as it is read. */
function readCredentials(given: unknown): Record<string, unknown> {
  try {
    return { ...(given as Record<string, unknown>) }
  } catch {
    return {}
  }
}

/** Keys hold no white space; one that was copied may begin or end with some. */
function checkedKey(given: Record<string, unknown>): LoginCredentials {
  const isKey = (value: unknown): value is string => isText(value) && /^[\x21-\x7e]+$/.test(value.trim())
  const { accessKeyId, secretAccessKey, sessionToken } = given
  const hasToken = sessionToken !== undefined && sessionToken !== ''
  if (isKey(accessKeyId) && isKey(secretAccessKey) && (!hasToken || isKey(sessionToken)))
    return {
      kind: 'access-key',
      accessKeyId: accessKeyId.trim(),
      secretAccessKey: secretAccessKey.trim(),
      ...(isKey(sessionToken) ? { sessionToken: sessionToken.trim() } : {}),
    }
  throw new MotifscopeError(
    'invalid-credentials',
    'The access key id or its secret is missing or not text.',
    {
      hint: "Give { kind: 'access-key', accessKeyId, secretAccessKey }, and sessionToken for one that lasts some hours.",
    },
  )
}

/** As the connections want them. */
export function serverCredentials(plain: LoginCredentials): ServerCredentials {
  if (plain.kind === 'basic') return { kind: 'basic', username: plain.user, password: plain.password }
  return plain
}

export class RemoteVault {
  private readonly randomBytes: (length: number) => Bytes
  private readonly known = new Map<string, { origin: string; plain: LoginCredentials }>()

  constructor(randomBytes: (length: number) => Bytes) {
    this.randomBytes = randomBytes
  }

  put(place: Place, plain: LoginCredentials): void {
    this.known.set(place.id, { origin: placeOf(place).origin, plain })
  }

  forget(id: string): void {
    this.known.delete(id)
  }

  has(place: Place, authentication: RemoteAuthentication): boolean {
    return authentication === 'none' || this.known.get(place.id)?.origin === placeOf(place).origin
  }

  /** What lets this page in at the place's own origin.
   *  @throws MotifscopeError `credentials-needed`. */
  get(record: RemoteHostRecord): LoginCredentials {
    if (record.authentication === 'none') return { kind: 'none' }
    const found = this.known.get(record.id)
    const { origin } = placeOf(record)
    if (found?.origin === origin) return found.plain
    throw new MotifscopeError('credentials-needed', `This page does not know what lets it in at ${origin}.`, {
      hint: record.credentials
        ? 'Open the kept login with its passphrase (Hosts, Log in).'
        : 'Enter name and password, the token or the access key again (Hosts, Log in).',
    })
  }

  /** @throws MotifscopeError `empty-passphrase`. */
  seal(place: Place, plain: LoginCredentials, passphrase: string): Promise<SealedCredentials> {
    return sealCredentials(plain, passphrase, placeOf(place), this.randomBytes)
  }

  /** Opens what is kept, for the same server only.
   *  @throws MotifscopeError `nothing-kept`, `wrong-passphrase`, `empty-passphrase`. */
  async open(record: RemoteHostRecord, passphrase: string): Promise<void> {
    if (!record.credentials)
      throw new MotifscopeError('nothing-kept', 'No login for this server is kept.', {
        hint: 'Enter it again.',
      })
    this.put(record, await openCredentials<LoginCredentials>(record.credentials, passphrase, placeOf(record)))
  }
}
