import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

// The health check of the container of nats-server. A server that met a full disk answers its clients and takes no
// message ever again, room or not (2.9 waits for a lock that it holds itself, later ones switch JetStream off): it is
// ended after some failures, so that it is started again. One that has not been well yet is left some time to recover its
// streams; one that was started on a full disk stays without JetStream, and is ended after that time.

const monitor = 'http://127.0.0.1:8222'
const patienceMs = 4000
const mostFailures = 3
const recoversWithinS = 60
const wellFile = '/tmp/was-well'
const startedFile = '/tmp/started'
const failuresFile = '/tmp/failures'

/** Whether JetStream is on and every stream tells its state. */
async function isWell() {
  for (const page of ['healthz?js-enabled-only=true', 'jsz?streams=true']) {
    const answer = await fetch(`${monitor}/${page}`, { signal: AbortSignal.timeout(patienceMs) })
    const text = await answer.text()
    if (!answer.ok || text.includes('"disabled":true')) return false
  }
  return true
}

function findServer() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'nats-server'
      } catch {
        return false
      }
    })
}

/** Of the container: its folder for what is short-lived is made anew at each start. */
function secondsSinceStart() {
  if (!existsSync(startedFile)) writeFileSync(startedFile, '')
  return (Date.now() - statSync(startedFile).mtimeMs) / 1000
}

if (await isWell().catch(() => false)) {
  writeFileSync(wellFile, '')
  rmSync(failuresFile, { force: true })
} else {
  process.exitCode = 1
  const failures = existsSync(failuresFile) ? Number(readFileSync(failuresFile, 'utf8')) + 1 : 1
  writeFileSync(failuresFile, String(failures))
  const server = findServer()
  const mayBeEnded = existsSync(wellFile) || secondsSinceStart() > recoversWithinS
  if (mayBeEnded && failures >= mostFailures && server !== undefined) {
    console.log(`nats-server has not been well for ${failures} checks: it is ended`)
    // It may wait for a lock that is never released: asking politely would not end it.
    process.kill(Number(server), 'SIGKILL')
  }
}
