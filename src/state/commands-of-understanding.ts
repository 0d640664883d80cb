/** What host graphs are like, as commands: the numbers of the one that is searched, and of all side by side. */
import type { Command } from './commands'
import { useHostsStore } from './use-hosts-store'
import { useUnderstandingStore } from './use-understanding-store'

export function understandingCommands(): Command[] {
  const { hosts, current } = useHostsStore()
  const understanding = useUnderstandingStore()
  return [
    {
      id: 'host.statistics',
      label: 'Statistics of the host graph',
      group: 'Host graph',
      keywords: 'degree distribution triad census density reciprocity components attributes histogram',
      run: () => understanding.show(current?.id),
      why: current ? null : 'No host graph is open.',
    },
    {
      id: 'host.compare-statistics',
      label: 'Compare all open host graphs in numbers',
      group: 'Host graph',
      keywords: 'connectome table figure statistics density',
      run: () => understanding.show(),
      why: hosts.length > 0 ? null : 'No host graph is open.',
    },
  ]
}
