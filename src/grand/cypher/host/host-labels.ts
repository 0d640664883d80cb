/** Labels and types of a stored host: the attribute `labels`, as imports from Neo4j keep it, and then the attribute `type`
 *  of its edges. A host without has neuPrint's one label and one type, so that Cypher written for it runs here. */
import type { AttributeColumn } from '../../../model/attribute'

export const labelKey = 'labels'
export const typeKey = 'type'
export const onlyLabel = ['Neuron']
export const onlyType = 'ConnectsTo'

export const hasLabels = ({ nodeColumns }: { nodeColumns: AttributeColumn[] }) =>
  nodeColumns.some(({ name }) => name === labelKey)

/** What stands for a node's id where no attribute has that name: neuPrint's Cypher has a name of its own for it. */
export const isIdKey = (key: string) => key === 'id' || key === 'bodyId'
