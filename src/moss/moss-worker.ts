/** The moss worker as seen from the page: one worker for one signature, ended with it, so that passphrases and private
 *  keys are in no other memory and not for longer. Main thread. */
import type { MossKey } from '../model/document'
import { spawn } from '../spawn'
import type { DocumentAuthenticator } from './authenticator'

/** What the worker offers. */
export interface MossWorkerApi {
  /** Before anything else, once.
   *  @throws MotifscopeError `empty-passphrase`. */
  open(passphrase: string): void
  newKey(): Promise<MossKey>
  sign(key: MossKey, text: string): Promise<string>
}

/** Signs with a passphrase in a worker of its own.
 *  @throws MotifscopeError `worker-failed`, `empty-passphrase`, `wrong-passphrase`. */
export const workerAuthenticator: DocumentAuthenticator = {
  kind: 'passphrase',
  async withSecret(passphrase, work) {
    const { api, failed, terminate } = spawn<MossWorkerApi>('moss')
    const unlessFailed = <Value>(call: Promise<Value>) => Promise.race([call, failed])
    try {
      await unlessFailed(api.open(passphrase))
      return await work({
        newKey: () => unlessFailed(api.newKey()),
        sign: (key, text) => unlessFailed(api.sign(key, text)),
      })
    } finally {
      terminate()
    }
  },
}
