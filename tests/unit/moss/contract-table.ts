/** For every sentence of the contract of Moss the tests that show it: file below tests/, `>`, and the name of a test or of
 *  the group it stands in. */

export interface ContractRow {
  /** How the sentence begins. */
  sentence: string
  /** At least one. */
  shownBy: readonly string[]
}

const canonical = 'unit/moss/canonical-json.test.ts'
const shape = 'unit/moss/document.test.ts'
const keys = 'unit/moss/keys.test.ts'
const merge = 'unit/moss/receive.test.ts'
const write = 'unit/moss/write.test.ts'
const validators = 'unit/moss/validators.test.ts'
const list = 'unit/moss/list.test.ts'
const lines = 'unit/moss/lines.test.ts'
const property = 'property/moss.test.ts'
const stored = 'browser/storage/documents.test.ts'
const page = 'e2e/moss-api.test.ts'
const browser = 'e2e/moss.test.ts'
const remotes = 'unit/moss/replication.test.ts'
const client = 'unit/moss/couch-client.test.ts'
const syncProperty = 'property/moss-sync.test.ts'
const server = 'services/moss-sync.test.ts'
const faults = 'services/moss-sync-faults.test.ts'
const letIn = 'services/moss-sync-credentials.test.ts'
const browsers = 'e2e/moss-sync.test.ts'

/** In the order of the contract. */
export const contractTable: readonly ContractRow[] = [
  {
    sentence: 'Moss is the source of truth',
    shownBy: [`${page} > documents are kept over a reload`, `${page} > a URI must name what is here`],
  },
  { sentence: 'It stores references to data', shownBy: [`${shape} > may have a MiB of canonical bytes`] },
  {
    sentence: 'A document is an immutable JSON object',
    shownBy: [`${shape} > is a frozen copy`, `${shape} > with %s is refused`],
  },
  {
    sentence: 'Absent members are absent',
    shownBy: [`${shape} > with %s is refused`, `${write} > without members that are absent`],
  },
  {
    sentence: '`id` = SHA-256',
    shownBy: [
      `${shape} > is the SHA-256 of the canonical JSON without id and proof`,
      `${canonical} > canonical JSON`,
      `${property} > is RFC 8785 on any JSON`,
    ],
  },
  {
    sentence: 'Input with duplicate keys or lone surrogates is refused',
    shownBy: [
      `${canonical} > refuses a member named twice`,
      `${canonical} > refuses half a surrogate pair`,
      `${canonical} > writes the number %s as %s`,
      `${property} > or the strict reader refuses any text with half a surrogate pair or a name twice`,
    ],
  },
  {
    sentence: 'The same content has the same id everywhere',
    shownBy: [
      `${shape} > is the same for the same content`,
      `${property} > is the same for the same content`,
      `${write} > of the same content twice is one document`,
    ],
  },
  { sentence: 'Limit: 1 MiB', shownBy: [`${shape} > may have a MiB of canonical bytes and not one more`] },
  {
    sentence: '`uri`: what it is about',
    shownBy: [`${shape} > with %s is refused`, `${list} > finds by prefix`],
  },
  { sentence: '`links`: other URIs', shownBy: [`${list} > finds by link`] },
  {
    sentence: 'A URI begins with an allowed prefix',
    shownBy: [`${write} > refuses %s, and nothing is stored`],
  },
  { sentence: '`createdAt`: ISO 8601', shownBy: [`${shape} > dated %s is refused`] },
  {
    sentence: 'A correction is a new document',
    shownBy: [
      `${write} > write a correction`,
      `${write} > write a tombstone`,
      `${shape} > with %s is refused`,
    ],
  },
  {
    sentence: 'A successor dated before its predecessor',
    shownBy: [
      `${merge} > before the predecessor are refused`,
      `${write} > refuses a date more than 5 minutes ahead`,
      `${merge} > ahead of the clock are flagged, not dropped`,
    ],
  },
  {
    sentence: '**Head** of a document',
    shownBy: [
      `${merge} > is a tombstone before anything, then the latest, then the one with the greatest id`,
      `${property} > is the first leaf by tombstone, date and id`,
      `${property} > is a set union`,
    ],
  },
  {
    sentence: 'Other leaves are branches',
    shownBy: [
      `${merge} > is a tombstone before anything`,
      `${property} > the leaves are what nobody superseded`,
      `${browser} > branches are shown as such`,
    ],
  },
  {
    sentence: '`list` gives heads that are not tombstones',
    shownBy: [
      `${write} > write a tombstone: an empty body, no links; head answers it, list does not`,
      `${list} > gives the head of a corrected document only`,
      `${write} > write a correction`,
    ],
  },
  {
    sentence: 'Built in: `bossdb://',
    shownBy: [`${validators} > take %s`, `${validators} > refuse %s as URI and as link`],
  },
  { sentence: 'A validator belongs to a prefix', shownBy: [`${validators} > are added in one place`] },
  {
    sentence: 'Validators run on `put` and `supersede` only',
    shownBy: [
      `${validators} > and no import asks them`,
      `${validators} > refuse %s as URI and as link`,
      `${validators} > know what is here`,
      `${write} > check URIs again`,
      `${validators} > ask the network only when “check” was pressed`,
      `${page} > a URI must name what is here`,
    ],
  },
  { sentence: 'Further prefixes and validators', shownBy: [`${validators} > are added in one place`] },
  {
    sentence: 'Swappable (`Authenticator`)',
    shownBy: [
      `unit/moss/authenticator.test.ts > authenticators`,
      `${stored} > signs in a worker`,
      `${letIn} > let in`,
    ],
  },
  {
    sentence: 'Passphrase: PBKDF2-SHA-256',
    shownBy: [
      `${keys} > is PBKDF2-SHA-256`,
      `${keys} > makes a key with a random salt of 16 bytes and 600,000 iterations`,
      `${keys} > signs and verifies as RFC 8032 does`,
      `${shape} > with a key with %s is refused`,
    ],
  },
  {
    sentence: 'Nothing of the passphrase is stored or sent',
    shownBy: [
      `${browser} > a protected document is corrected with its passphrase only, and its history stays`,
      `${page} > neither a passphrase nor what is derived from it is kept, printed or sent`,
      `${write} > is nowhere in what is stored or exported`,
    ],
  },
  {
    sentence: 'Binary values are base64url without padding',
    shownBy: [
      `${keys} > base64url`,
      `${shape} > with a key with %s is refused`,
      `${shape} > with a proof with %s`,
    ],
  },
  {
    sentence: "`key` = `{ algorithm: 'Ed25519'",
    shownBy: [
      `${shape} > changes with every member, the key among them`,
      `${shape} > with a key with %s is refused`,
    ],
  },
  {
    sentence: 'The **key in force**',
    shownBy: [`${merge} > passes its key on to whatever follows, recursively`],
  },
  {
    sentence: '`proof` = `{ signature, handOver? }`',
    shownBy: [
      `${merge} > is stored with the signature of its own key only`,
      `${merge} > is superseded with the signature of its key only`,
      `${shape} > with a proof with %s is refused`,
      `${write} > gives a document a key and a proof, inside and outside of its id`,
    ],
  },
  {
    sentence: 'A successor that brings a new `key`',
    shownBy: [`${merge} > needs both signatures`, `${write} > signs corrections, is handed over`],
  },
  { sentence: 'Handing over does not revoke', shownBy: [`${merge} > puts the new key in force after it`] },
  {
    sentence: 'A first document without a secret',
    shownBy: [
      `${merge} > is stored, and anybody may supersede it`,
      `${merge} > stays open: a successor with a key is refused`,
      `${write} > answers the stored document with its id`,
      `${write} > and secrets for open ones`,
    ],
  },
  {
    sentence: 'A keyed first document or any successor',
    shownBy: [
      `${merge} > a keyed document`,
      `${lines} > refuses bad lines with their number and reason`,
      `${write} > is true for what a replica would store`,
    ],
  },
  {
    sentence: 'A successor whose predecessor has not arrived',
    shownBy: [
      `${merge} > is held apart, invisible, and stored when its predecessor comes`,
      `${merge} > is dropped, the oldest first and reported`,
      `${merge} > is dropped only beyond 10,000`,
      `${stored} > leave nothing waiting`,
    ],
  },
  {
    sentence: 'Before signing, the derived public key',
    shownBy: [
      `${keys} > with another passphrase is refused before anything is signed`,
      `${write} > a wrong one is refused and nothing is stored`,
      `${stored} > refuses a wrong passphrase there`,
    ],
  },
  {
    sentence: '`list({ prefix?, linkedTo?, text?, since?, limit, cursor })`',
    shownBy: [
      `${list} > finds by prefix of the URI`,
      `${list} > finds by link`,
      `${list} > finds what is dated since`,
      `${stored} > answers like the one in memory`,
      'bench/moss.ts > First 50 of',
    ],
  },
  { sentence: 'Text search is linear', shownBy: [`${list} > finds text in bodies, URIs, links and authors`] },
  {
    sentence: 'IndexedDB holds everything',
    shownBy: [`${stored} > keeps documents over a new connection`, `${page} > documents work offline`],
  },
  {
    sentence: 'Export and import of the whole store',
    shownBy: [
      `${lines} > the whole of another replica can be made of it`,
      `${lines} > of a selection brings the trees`,
      `${page} > what one browser exports another imports`,
    ],
  },
  {
    sentence: 'Sync is optional and off by default',
    shownBy: [
      `${remotes} > there are none until one is added, and one that is added is asked nothing`,
      `${server} > is only what the user chose, by prefix, and only after it was shown`,
      `${server} > is nothing unless something was chosen`,
      `${faults} > a replica that is killed goes on where it stopped`,
      `${faults} > %s: nothing is lost, nothing is doubled`,
      `${faults} > honest states`,
      `${remotes} > waiting`,
      `${browsers} > states are honest`,
    ],
  },
  {
    sentence: 'Replication is set union',
    shownBy: [
      `${syncProperty} > converge to the union of what is shared`,
      `${server} > is verified: a bad copy is refused and told`,
      `${property} > is a set union`,
      `${property} > is commutative, associative and idempotent`,
      `${lines} > refuses bad lines`,
      `${shape} > that is not the document’s own is refused, and so is a document changed by one bit`,
    ],
  },
  {
    sentence: 'The remote speaks the CouchDB replication protocol',
    shownBy: [
      `${server} > write, sync, open elsewhere, supersede there, sync back`,
      `${client} > answers that are not what they should be`,
      `${browsers} > write offline, reload, sync, open in a second profile, supersede there, sync back`,
    ],
  },
  {
    sentence: '`_id` = the id; `_rev`',
    shownBy: [
      `${server} > name a document by its id and its copy by a hash of all of it`,
      `${server} > and never hides a good one`,
      `${server} > ignores a deletion at the server`,
      `${server} > takes members that begin with “_” for transport`,
      `${remotes} > is named by its id and a revision for each copy`,
      `${merge} > a bad copy never hides a good one`,
      `${property} > is not disturbed by bad copies`,
    ],
  },
  {
    sentence: '`file://` blobs travel',
    shownBy: [
      `${server} > travel with a document that links them, and are verified by their hash`,
      `${server} > that were cut off come with the next synchronisation`,
      `${stored} > keeps blobs by their hash`,
    ],
  },
  {
    sentence: '`put(document, { secret? })`',
    shownBy: [
      `${remotes} > remotes`,
      `${letIn} > let in`,
      `${write} > put`,
      `${write} > supersede and remove`,
      `${validators} > know what is here: a document, a blob`,
      `${write} > verify`,
      `${list} > list`,
      `${lines} > export`,
      `${lines} > import`,
      `${page} > documents are kept over a reload: put, supersede, remove, list, history`,
    ],
  },
  { sentence: '`put` fills in `createdAt`', shownBy: [`${write} > fills in createdAt, links and author`] },
  {
    sentence: 'A `MossDocument` is the document with its `id`',
    shownBy: [`${write} > answers the stored document with its id, frozen`, `${shape} > is a frozen copy`],
  },
  {
    sentence: '`list` answers',
    shownBy: [`${list} > page by page: everything once, no cursor after the last`],
  },
  { sentence: 'An exported line is one `MossDocument`', shownBy: [`${lines} > writes one document a line`] },
  {
    sentence: '`import` answers',
    shownBy: [
      `${lines} > counts what is new and what was known`,
      `${lines} > refuses bad lines with their number`,
    ],
  },
  {
    sentence: 'Errors are `MotifscopeError`s',
    shownBy: [
      `${write} > refuses %s, and nothing is stored`,
      `${write} > refuse what put refuses, unknown documents`,
    ],
  },
  {
    sentence: 'A page for discovery',
    shownBy: [
      `${list} > are a tree with counts of heads`,
      `${browser} > documents are written offline, kept over a reload and found by prefix, text and link`,
      `${browser} > a protected document is corrected with its passphrase only, and its history stays`,
      `${browser} > a node, an edge, a selection, the motif and the search are kept from where they are`,
      `${browser} > layers of a host graph are a document, and lead to Neuroglancer`,
      `${browser} > every view shows the code that answers it: the JavaScript finds the same`,
      `unit/scripting/moss-code.test.ts > finds what the page finds`,
    ],
  },
  {
    sentence: 'Bodies are shown as text',
    shownBy: [`${browser} > a body is shown as text, and nothing in it runs`],
  },
]
