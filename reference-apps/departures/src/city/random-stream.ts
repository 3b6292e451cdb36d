/** Random numbers that depend on their labels alone, so that any route and day can be made again without the others. */
export type RandomStream = {
  /** Uniform on [0, 1). */
  uniform(): number
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number
  /** Gamma with the given shape and scale 1. */
  gamma(shape: number): number
  /** Poisson with the given mean. */
  poisson(mean: number): number
}

/** A stream for these labels; equal labels give equal streams. Generator: sfc32, seeded by FNV-1a. */
export function randomStream(...labels: (string | number)[]): RandomStream {
  const next = sfc32(hash(`a${labels.join('|')}`), hash(`b${labels.join('|')}`))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    uniform: next,
    normal,
    gamma: (shape) => gamma(next, normal, shape),
    poisson: (mean) => poisson(next, mean),
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

function sfc32(first: number, second: number): () => number {
  let a = first
  let b = second
  let c = 0x9e3779b9
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
function gamma(uniform: () => number, normal: () => number, shape: number): number {
  if (shape < 1) return gamma(uniform, normal, shape + 1) * (1 - uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Knuth's product of uniforms: exact, and quick for the small means of boardings. */
function poisson(uniform: () => number, mean: number): number {
  const limit = Math.exp(-Math.min(mean, 500))
  let count = -1
  for (let product = 1; product > limit; count++) product *= uniform()
  return Math.max(0, count)
}
