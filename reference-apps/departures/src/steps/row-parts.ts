/** The row tables of one part of the partitions, by digest; every table holds the same partitions whole. */
export type RowPart = { training: string; heldOut: string; departures: string }
