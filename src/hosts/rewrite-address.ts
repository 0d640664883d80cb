/** The address of a file where people copy that of a page about it: services with a known raw address, as a table. Pure;
 *  nothing is fetched to find out. */
import { MotifscopeError } from '../model/errors'

export interface RewrittenAddress {
  /** What is asked for. */
  address: string
  /** The name of the file, where the raw address does not end with it. */
  fileName?: string
  /** Whose page was rewritten; absent: the address is asked for as it is. */
  service?: string
}

interface Service {
  name: string
  host: RegExp
  /** The path, and what becomes of it: the raw address from its groups. */
  paths: [RegExp, (...groups: string[]) => string | { address: string; fileName: string }][]
  /** Paths of pages that stand for many files, and what to give instead. */
  pages?: [RegExp, string]
}

const zenodoFile = (host: string) => (record: string, file: string) => ({
  address: `https://${host}/api/records/${record}/files/${file}/content`,
  fileName: file.split('/').pop() ?? file,
})

const zenodo = (host: string): Service => ({
  name: 'Zenodo',
  host: new RegExp(`^(www\\.)?${host.replaceAll('.', '\\.')}$`),
  paths: [
    [/^\/api\/records\/(\d+)\/files\/(.+)\/content$/, zenodoFile(host)],
    [/^\/records?\/(\d+)\/(?:files|preview)\/(.+)$/, zenodoFile(host)],
  ],
  pages: [
    /^\/(?:api\/)?(?:records?|doi)\/[^/]+\/?$/,
    'Open the record and copy the address of one of its files.',
  ],
})

const services: Service[] = [
  {
    name: 'GitHub',
    host: /^(www\.)?github\.com$/,
    paths: [
      [
        /^\/([^/]+)\/([^/]+)\/(?:blob|raw)\/(.+)$/,
        (owner, repository, file) => `https://raw.githubusercontent.com/${owner}/${repository}/${file}`,
      ],
    ],
    pages: [
      /^\/[^/]+\/[^/]+(\/tree\/.*)?\/?$/,
      'Open the file in the repository and copy the address of its page.',
    ],
  },
  {
    name: 'GitHub Gist',
    host: /^gist\.github\.com$/,
    paths: [
      [
        /^\/([^/]+)\/([0-9a-f]{20,})(?:\/raw)?(\/.+)?$/,
        (user, id, file = '') => `https://gist.githubusercontent.com/${user}/${id}/raw${file}`,
      ],
    ],
  },
  {
    name: 'GitLab',
    host: /(^|\.)gitlab\.com$/,
    paths: [[/^\/(.+)\/-\/blob\/(.+)$/, (project, file) => `https://gitlab.com/${project}/-/raw/${file}`]],
  },
  {
    name: 'Hugging Face',
    host: /^huggingface\.co$/,
    paths: [[/^\/(.+)\/blob\/(.+)$/, (project, file) => `https://huggingface.co/${project}/resolve/${file}`]],
  },
  zenodo('zenodo.org'),
  zenodo('sandbox.zenodo.org'),
  {
    name: 'Figshare',
    host: /^(www\.)?figshare\.com$/,
    paths: [[/^\/(?:ndownloader\/)?files\/(\d+)$/, (id) => `https://ndownloader.figshare.com/files/${id}`]],
    pages: [/^\/articles\//, 'Copy the address behind “Download” of one of its files.'],
  },
  {
    name: 'OSF',
    host: /^(www\.)?osf\.io$/,
    paths: [[/^\/(?:download\/)?([a-z0-9]{5})(?:\/download)?\/?$/, (id) => `https://osf.io/download/${id}/`]],
  },
]

/** What is asked for where this address is given.
 *  @throws MotifscopeError `invalid-address` for a page that lists many files. */
export function rewriteAddress(url: URL): RewrittenAddress {
  for (const service of services) {
    if (!service.host.test(url.hostname)) continue
    for (const [pattern, rewrite] of service.paths) {
      const found = pattern.exec(url.pathname)
      if (found) return outcome(url, service.name, rewrite(...found.slice(1)))
    }
    if (service.pages?.[0].test(url.pathname))
      throw new MotifscopeError(
        'invalid-address',
        `${url.href} is a page of ${service.name} about many files, not one file.`,
        { hint: service.pages[1] },
      )
  }
  return { address: url.href }
}

function outcome(
  url: URL,
  service: string,
  raw: string | { address: string; fileName: string },
): RewrittenAddress {
  const { address, fileName } = typeof raw === 'string' ? { address: raw } : { ...raw }
  const named = fileName === undefined ? {} : { fileName: decoded(fileName) }
  return address === url.href ? { address, ...named } : { address, ...named, service }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The rewriting as a sentence for the user; null: there was none. */
export const rewritingSentence = ({ service, address }: RewrittenAddress): string | null =>
  service === undefined
    ? null
    : `The address given is a page of ${service}; the file itself was read from ${address}`
