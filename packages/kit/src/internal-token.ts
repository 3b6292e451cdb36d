import { errors, jwtVerify, SignJWT } from 'jose'
import { type Actor, knownRoles } from './actor.ts'
import { DomainError } from './errors.ts'

const issuer = 'headway-gateway'
const audience = 'headway-subgraph'

/** A token that says who acts, for a minute, signed with the key shared by the gateway and the subgraphs. */
export function mintInternalToken(
  key: string,
  actor: Actor,
  options: { expiresInSeconds?: number; now?: Date } = {},
): Promise<string> {
  const issuedAt = Math.floor((options.now ?? new Date()).getTime() / 1000)
  return new SignJWT({ roles: [...actor.roles] })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(actor.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (options.expiresInSeconds ?? 60))
    .sign(Buffer.from(key, 'base64url'))
}

/** Throws UNAUTHENTICATED that says whether the token is expired, signed by someone else or not one at all. */
export async function verifyInternalToken(
  key: string,
  token: string,
): Promise<{ actor: Actor; expiresAt: Date }> {
  try {
    const { payload } = await jwtVerify(token, Buffer.from(key, 'base64url'), {
      algorithms: ['HS256'],
      issuer,
      audience,
      clockTolerance: 5,
      requiredClaims: ['sub', 'exp'],
    })
    return {
      actor: { id: payload.sub as string, roles: knownRoles(payload.roles) },
      expiresAt: new Date((payload.exp as number) * 1000),
    }
  } catch (error) {
    throw tokenError('internal token', error)
  }
}

/** What was wrong with a JWT, in words. */
export function tokenError(what: string, error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof errors.JWTExpired) {
    const at = new Date(Number(error.payload.exp) * 1000).toISOString()
    return new DomainError('UNAUTHENTICATED', `the ${what} expired at ${at}`, { cause: error })
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new DomainError('UNAUTHENTICATED', `the ${what} has the wrong claim ${error.claim}`, {
      cause: error,
      field: error.claim,
      value: error.payload[error.claim],
    })
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return new DomainError('UNAUTHENTICATED', `the ${what} is signed by someone else`, { cause: error })
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) {
    return new DomainError('UNAUTHENTICATED', `the ${what} is malformed`, { cause: error })
  }
  return new DomainError('UNAVAILABLE', `the ${what} cannot be verified now`, { cause: error })
}
