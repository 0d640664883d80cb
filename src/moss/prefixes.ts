/** Which URIs documents may speak of, and who checks them: the one place where a prefix is added. */
import { MotifscopeError } from '../model/errors'
import {
  validateBossdb,
  validateFile,
  validateGraph,
  validateMossdb,
  validateMotif,
  validateServer,
  validateWeb,
} from './validators'
import type { ValidationContext, Validator } from './validators'

export interface PrefixRule {
  /** What URIs begin with, in lower case. */
  prefix: string
  validate: Validator
  /** How such URIs look, for people. */
  form: string
}

export const builtInPrefixes: readonly PrefixRule[] = [
  {
    prefix: 'bossdb://',
    validate: validateBossdb,
    form: 'bossdb://collection/experiment/channel[/id]',
  },
  { prefix: 'file://sha-256/', validate: validateFile, form: 'file://sha-256/<SHA-256 in hex>' },
  { prefix: 'graph://', validate: validateGraph, form: 'graph://<host id>' },
  { prefix: 'http://', validate: validateWeb, form: 'http://…' },
  { prefix: 'https://', validate: validateWeb, form: 'https://…' },
  { prefix: 'mossdb://', validate: validateMossdb, form: 'mossdb://[<instance>/]<document id>' },
  { prefix: 'neo4j://', validate: validateServer, form: 'neo4j://<host>/<database>' },
  { prefix: 'neuprint://', validate: validateServer, form: 'neuprint://<server>/<dataset>' },
  { prefix: 'motif://', validate: validateMotif, form: 'motif://<percent-encoded DotMotif>' },
]

/** The rule for a URI; of several the one with the longest prefix.
 *  @throws MotifscopeError `disallowed-prefix`. */
export function ruleFor(uri: string, rules: readonly PrefixRule[]): PrefixRule {
  const fitting = rules.filter(({ prefix }) => uri.startsWith(prefix))
  const [longest] = fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)
  if (longest) return longest
  throw new MotifscopeError('disallowed-prefix', `No allowed prefix begins the URI “${shortened(uri)}”.`, {
    hint: `Allowed are ${rules.map(({ prefix }) => prefix).join(', ')}.`,
  })
}

/** Asks the validator of the URI's prefix.
 *  @throws MotifscopeError `disallowed-prefix`, `invalid-uri`. */
export async function validateUri(
  uri: string,
  rules: readonly PrefixRule[],
  context: ValidationContext,
): Promise<void> {
  const { validate, form } = ruleFor(uri, rules)
  try {
    // No URI of any kind holds these.
    if (/[\s\p{Cc}]/u.test(uri)) throw new Error('it holds a blank or a control character')
    await validate(uri, context)
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) throw thrown
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new MotifscopeError('invalid-uri', `The URI “${shortened(uri)}” is not right: ${reason}.`, {
      hint: `Such URIs look like ${form}.`,
      cause: thrown,
    })
  }
}

function shortened(uri: string): string {
  return uri.length > 100 ? `${uri.slice(0, 99)}…` : uri
}
