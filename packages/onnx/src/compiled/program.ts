/**
 * How a program lies in memory, in words of 32 bits from its first: what the compiler writes and the runner reads.
 * The head is followed by operations, each with its code and length first, and the numbers that they use.
 */
export const head = {
  words: 0,
  magic: 1,
  /** Features in a row. */
  width: 2,
  /** Columns of one row's work. */
  columns: 3,
  operations: 4,
  outputs: 5,
  /** From here, a space and an offset for each output, then the operations. */
  size: 6,
} as const

/** First in every program, so that a range that holds none is found out. */
export const magic = 0x48_57_43_31

/** Where an operand lies: in the row's features, in its work, or among the program's own numbers. */
export const space = { features: 0, work: 1, own: 2, none: -1 } as const

export type Operand = { space: number; offset: number }

export const operation = { trees: 0, linear: 1, binary: 2, copy: 3 } as const

export const binary = { Add: 0, Sub: 1, Mul: 2, Div: 3, Max: 4, Min: 5 } as const

export const aggregate = { AVERAGE: 0, SUM: 1, MIN: 2, MAX: 3 } as const

/**
 * How a run of trees is written. Perfect: all leaves at one depth, child by arithmetic. Small: 8-bit features and
 * children. Large: 16 bits, with room for where what is not a number goes. Wide: large, a leaf has a value for each target.
 */
export const treeKind = { perfect: 0, small: 1, large: 2, wide: 3 } as const

/** In a large tree's feature: what is not a number goes left. */
export const nanLeftBit = 0x8000

/** Programs begin at multiples of this, a cache line. */
export const alignment = 64
