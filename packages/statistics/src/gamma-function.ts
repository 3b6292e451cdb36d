/** Terms B(2k) / (2k (2k − 1)) of Stirling's series (Abramowitz and Stegun, 6.1.40). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400]
const asymptoticFrom = 12

/** Natural logarithm of the gamma function for x > 0, to about 14 digits. */
export function logGamma(x: number): number {
  let shifted = x
  let factors = 1
  while (shifted < asymptoticFrom) {
    factors *= shifted
    shifted++
  }
  const inverse = 1 / shifted
  const square = inverse * inverse
  let series = 0
  for (let term = stirling.length - 1; term >= 0; term--)
    series = series * square + (stirling[term] as number)
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    0.5 * Math.log(2 * Math.PI) +
    series * inverse -
    Math.log(factors)
  )
}

/** Derivative of logGamma for x > 0 (Abramowitz and Stegun, 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  let value = 0
  let shifted = x
  for (; shifted < asymptoticFrom; shifted++) value -= 1 / shifted
  const s = 1 / (shifted * shifted)
  const series = s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s / 132))))
  return value + Math.log(shifted) - 0.5 / shifted - series
}

/** Second derivative of logGamma for x > 0 (Abramowitz and Stegun, 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  let value = 0
  let shifted = x
  for (; shifted < asymptoticFrom; shifted++) value += 1 / (shifted * shifted)
  const s = 1 / (shifted * shifted)
  const series = 1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - (s * 5) / 66)))
  return value + 1 / shifted + s / 2 + (s / shifted) * series
}

/** The x > 0 whose trigamma is `value` > 0, by Newton's method (Smyth 2004, appendix). */
export function trigammaInverse(value: number): number {
  if (value > 1e7) return 1 / Math.sqrt(value)
  if (value < 1e-6) return 1 / value
  let x = 0.5 + 1 / value
  for (let step = 0; step < 50; step++) {
    const at = trigamma(x)
    const change = (at * (1 - at / value)) / tetragamma(x)
    x += change
    if (-change / x < 1e-10) break
  }
  return x
}

function tetragamma(x: number): number {
  let value = 0
  let shifted = x
  for (; shifted < asymptoticFrom; shifted++) value -= 2 / shifted ** 3
  const s = 1 / (shifted * shifted)
  const series = s * (1 + 1 / shifted + s * (1 / 2 - s * (1 / 6 - s * (1 / 6 - s * 0.3))))
  return value - series
}
