/** A comparison needs so many blocks to be worth something. */
export const minimumBlocks = 5

const bandS = 7200
const bandsPerDay = 100

/** How errors are put into blocks that are compared whole: the number of each row's block, and a block's name. */
export type Blocks = { numbers: Float64Array; nameOf: (block: number) => string }

/**
 * Service days are the blocks, `day` being days since 1970; where there are fewer than `minimumBlocks`, bands of two
 * hours by when predictions were made (`madeAt`, s after 00:00 UTC of the day).
 */
export function blocksOf(day: ArrayLike<number>, madeAt: ArrayLike<number>): Blocks {
  if (new Set(Array.from(day)).size >= minimumBlocks) {
    return { numbers: Float64Array.from(day), nameOf: dateOf }
  }
  const numbers = Float64Array.from(
    day,
    (each, row) => each * bandsPerDay + Math.floor(madeAt[row]! / bandS) + 20,
  )
  return {
    numbers,
    nameOf: (block) => {
      const band = (block % bandsPerDay) - 20
      return `${dateOf(Math.floor(block / bandsPerDay))} from ${band * 2} h UTC`
    },
  }
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}
