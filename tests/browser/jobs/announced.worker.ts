/** Stands for a tab: says that it is alive, and can be ended without a word. */
import { announceTab } from '../../../src/jobs/tab-locks'

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  void announceTab(data).then(() => self.postMessage('announced'))
})
