/** The built-in host graphs: our own work, made for this project, free to copy. */
import { MotifscopeError } from '../model/errors'

export interface ExampleHost {
  uri: string
  name: string
  description: string
  /** A motif that finds something in it. */
  motif: string
}

interface StoredExample extends ExampleHost {
  /** Below `examples/` of the page. */
  file: string
}

const examples: StoredExample[] = [
  {
    uri: 'example://circuit',
    name: 'Escape circuit',
    description:
      'An invented circuit of 32 neurons, from eye to leg, drawn by hand: feed-forward loops, mutual inhibition ' +
      'across the midline, half-centre oscillators and one autapse.',
    motif:
      '# A excites B and C; B inhibits C: an incoherent feed-forward loop\nA -> B [sign = "excitatory"]\nA -> C [sign = "excitatory"]\nB -> C [sign = "inhibitory"]\n',
    file: 'circuit.graphml',
  },
  {
    uri: 'example://cortex',
    name: 'Cortical column',
    description:
      'A generated column of 2,400 neurons in four layers, with cell types, positions and synapse counts. ' +
      'It follows rules, not a brain: good for trying things out, not for conclusions.',
    motif:
      '# Two excitatory cells that drive each other share an inhibitory partner\nA -> B\nB -> A\nA -> I\nB -> I\nA.transmitter = "glutamate"\nB.transmitter = "glutamate"\nI.cell_type = "PV"\nA === B\n',
    file: 'cortex.graphml.gz',
  },
]

/** What the page shows of the examples. */
export const exampleHosts: ExampleHost[] = examples.map(({ uri, name, description, motif }) => {
  return { uri, name, description, motif }
})

/** The example at this address.
 *  @throws MotifscopeError `unknown-example`. */
export function exampleOf(uri: string): StoredExample {
  const found = examples.find((example) => example.uri === uri.replace(/\/$/, ''))
  if (found) return found
  throw new MotifscopeError('unknown-example', `There is no built-in example at ${uri}.`, {
    hint: `There are ${examples.map((example) => example.uri).join(' and ')}.`,
  })
}
