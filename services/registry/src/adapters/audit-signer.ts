import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '@headway/kit/errors'

export type AuditSigner = {
  keyId: string
  /** PEM (SPKI). */
  publicKey: string
  /** Ed25519 over the 32 bytes of a hash, base64url. */
  sign(hash: string): string
}

/** PKCS #8 of an Ed25519 key is this prefix and the seed. */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Signs with the key given, else with the one in the state folder, which is made at the first start. */
export async function openAuditSigner(key: string | undefined, stateDir: string): Promise<AuditSigner> {
  const privateKey = key === undefined ? await readOrGenerate(stateDir) : parseKey(key)
  const publicKey = createPublicKey(privateKey)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    keyId: createHash('sha256').update(der).digest('hex').slice(0, 16),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (hash) => signBytes(null, Buffer.from(hash, 'hex'), privateKey).toString('base64url'),
  }
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether the signature over the hash was made with the key whose public half is given (PEM). */
export function isSignedBy(publicKey: string, hash: string, signature: string): boolean {
  return verify(null, Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64url'))
}

async function readOrGenerate(stateDir: string): Promise<KeyObject> {
  const path = join(stateDir, 'audit-key.pem')
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    await writeFile(path, pem, { mode: 0o600, flag: 'wx' })
    return privateKey
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return createPrivateKey(await readFile(path))
  }
}

function parseKey(key: string): KeyObject {
  try {
    if (key.includes('BEGIN')) return checkKind(createPrivateKey(key))
    const seed = Buffer.from(key, 'base64url')
    if (seed.byteLength < 32) throw new Error('too short')
    const der = Buffer.concat([seedPrefix, seed.subarray(0, 32)])
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', 'HEADWAY_AUDIT_KEY is no key', {
      cause,
      field: 'HEADWAY_AUDIT_KEY',
      expected: 'an Ed25519 private key in PEM (PKCS #8), or the base64url of a 32-byte seed',
    })
  }
}

function checkKind(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new Error(`the key is ${key.asymmetricKeyType}`)
}
