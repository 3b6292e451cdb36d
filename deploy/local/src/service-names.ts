/** The services that make up the graph, each with a database role and schema of its own. */
export const serviceNames = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring'] as const

export type ServiceName = (typeof serviceNames)[number]
