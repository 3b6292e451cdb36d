import { count, elapsed } from './amounts.ts'

/** Where a story is told: lines, and one bar at a time for long work. */
export type Teller = {
  /** A line with the time since the start and the name of the scene that is told. */
  say: (line: string) => void
  /** A line that belongs to the one above. */
  add: (line: string) => void
  /** How far something is; on a terminal the line is drawn anew, elsewhere told every few seconds. */
  bar: (what: string, done: number, total: number) => void
  /** What is said from now on belongs to this scene. */
  scene: (name: string) => void
}

const width = 28
const everyMs = 5000
/** A rate is told when it was measured for so long (s). */
const leastMeasuredS = 3

/** Tells to a stream; bars are redrawn where it is a terminal. */
export function openTeller(stream: { isTTY?: boolean; write: (text: string) => unknown }): Teller {
  const startedAt = Date.now()
  let scene = ''
  let isBarShown = false
  let barToldAt = 0
  let lastBar = ''
  let measured = { what: '', since: 0, from: 0 }
  const pace = (what: string, done: number, total: number): string => {
    if (measured.what !== what || done < measured.from) measured = { what, since: Date.now(), from: done }
    const tookS = (Date.now() - measured.since) / 1000
    const rate = (done - measured.from) / tookS
    const steps = total > 1 ? ` ${count(done)}/${count(total)}` : ''
    if (!(rate > 0) || tookS < leastMeasuredS) return steps
    const speed = total > 1 ? `, ${rateText(rate)}` : ''
    return `${steps}${speed}, ${elapsed(((total - done) / rate) * 1000)} left`
  }
  const line = (text: string) => {
    if (isBarShown) stream.write('\r\u001b[2K')
    isBarShown = false
    stream.write(`${text}\n`)
  }
  const head = () => `[${elapsed(Date.now() - startedAt)}] ${scene.padEnd(10)}`
  return {
    scene(name) {
      scene = name
      barToldAt = 0
    },
    say: (text) => line(`${head()} ${text}`),
    add: (text) => line(`${' '.repeat(18)} ${text}`.trimEnd()),
    bar(what, done, total) {
      const share = total > 0 ? Math.min(1, done / total) : 0
      const full = Math.round(share * width)
      const drawn = `${'█'.repeat(full)}${'░'.repeat(width - full)}`
      const percent = String(Math.round(share * 100)).padStart(3)
      const text = `${head()} ${what.padEnd(16)} ${drawn} ${percent} %${pace(what, done, total)}`
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${text}`)
        isBarShown = true
      } else if (text.slice(7) !== lastBar && Date.now() - barToldAt >= everyMs) {
        stream.write(`${text}\n`)
        barToldAt = Date.now()
        lastBar = text.slice(7)
      }
    },
  }
}

function rateText(perSecond: number): string {
  return perSecond >= 1 ? `${perSecond.toFixed(1)} a second` : `${(perSecond * 60).toFixed(1)} a minute`
}
