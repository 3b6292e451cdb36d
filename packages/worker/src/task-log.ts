/** The log of one attempt: the first and the last part are kept when it grows beyond the limit. */
export type TaskLog = {
  add: (text: string) => void
  /** The last 4,000 characters. */
  tail: () => string
  /** All that was kept. */
  text: () => string
}

const headCharacters = 256 * 1024
const restCharacters = 768 * 1024
const tailCharacters = 4000

export function openTaskLog(): TaskLog {
  let head = ''
  let rest: string[] = []
  let restLength = 0
  let dropped = 0
  return {
    add: (text) => {
      const line = `${text}\n`
      if (rest.length === 0 && head.length + line.length <= headCharacters) {
        head += line
        return
      }
      rest.push(line.slice(-restCharacters))
      restLength += line.length
      while (restLength > restCharacters && rest.length > 1) {
        const gone = rest.shift()?.length ?? 0
        restLength -= gone
        dropped += gone
      }
      // Joined now and then, so that many short lines do not stay many strings.
      if (rest.length > 5000) rest = [rest.join('')]
    },
    tail: () => `${head.slice(-tailCharacters)}${rest.join('')}`.slice(-tailCharacters),
    text: () => {
      const gap = dropped > 0 ? `… ${dropped} characters left out …\n` : ''
      return `${head}${gap}${rest.join('')}`
    },
  }
}
