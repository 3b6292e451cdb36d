import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { type Actor, knownRoles } from './actor.ts'
import { apiTokenPattern, openApiTokens } from './api-tokens.ts'
import type { ProcessSettings } from './config.ts'
import { DomainError } from './errors.ts'
import { mintInternalToken, tokenError, verifyInternalToken } from './internal-token.ts'
import type { Logger } from './log.ts'

export type TokenKind = 'api-token' | 'jwt' | 'internal'
export type Authenticated = { actor: Actor; kind: TokenKind; expiresAt: Date | null }

export type Identity = {
  /** Reads an `authorization` header; throws UNAUTHENTICATED that says what is wrong with the token. */
  authenticate(authorization: string | undefined, kinds?: readonly TokenKind[]): Promise<Authenticated>
  mintInternalToken(actor: Actor): Promise<string>
}

const everyKind: readonly TokenKind[] = ['api-token', 'jwt', 'internal']

/** Checks the tokens that the settings allow: API tokens, JWTs of the configured issuer, internal tokens. */
export function openIdentity({ settings, log }: { settings: ProcessSettings; log: Logger }): Identity {
  const apiTokens = openApiTokens(settings.HEADWAY_API_TOKENS_FILE, log)
  const key = settings.HEADWAY_INTERNAL_KEY
  const keySet = settings.HEADWAY_JWKS_URL
    ? createRemoteJWKSet(new URL(settings.HEADWAY_JWKS_URL), { timeoutDuration: 5000 })
    : undefined

  return {
    async authenticate(authorization, kinds = everyKind) {
      const token = bearerToken(authorization)
      if (apiTokenPattern.test(token)) {
        accept('api-token', kinds)
        return { kind: 'api-token', ...(await apiTokens.find(token)) }
      }
      if (kinds.includes('internal') && (issuerOf(token) === 'headway-gateway' || !kinds.includes('jwt'))) {
        return { kind: 'internal', ...(await verifyInternalToken(key, token)) }
      }
      accept('jwt', kinds)
      return { kind: 'jwt', ...(await verifyJwt(token, settings, keySet)) }
    },
    mintInternalToken: (actor) => mintInternalToken(key, actor),
  }
}

function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token !== undefined) return token
  throw new DomainError(
    'UNAUTHENTICATED',
    authorization ? 'the authorization header is malformed' : 'no token was sent',
    {
      field: 'authorization',
      expected: 'Bearer <token>',
    },
  )
}

function accept(kind: TokenKind, kinds: readonly TokenKind[]): void {
  if (kinds.includes(kind)) return
  throw new DomainError('UNAUTHENTICATED', `a token of the kind ${kind} is not accepted here`, {
    expected: kinds.join(' or '),
  })
}

/** The issuer a token claims, unverified: it only decides which check applies. */
function issuerOf(token: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims.iss === 'string' ? claims.iss : undefined
  } catch {
    return undefined
  }
}

async function verifyJwt(
  token: string,
  settings: ProcessSettings,
  keySet: JWTVerifyGetKey | undefined,
): Promise<{ actor: Actor; expiresAt: Date | null }> {
  if (!keySet) throw new DomainError('UNAUTHENTICATED', 'the token is not one that is known here')
  try {
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: [
        'RS256',
        'RS384',
        'RS512',
        'PS256',
        'PS384',
        'PS512',
        'ES256',
        'ES384',
        'ES512',
        'EdDSA',
        'Ed25519',
      ],
      ...(settings.HEADWAY_JWT_ISSUER ? { issuer: settings.HEADWAY_JWT_ISSUER } : {}),
      ...(settings.HEADWAY_JWT_AUDIENCE ? { audience: settings.HEADWAY_JWT_AUDIENCE } : {}),
      clockTolerance: 5,
      requiredClaims: ['sub', 'exp'],
    })
    const actor = { id: payload.sub as string, roles: knownRoles(payload.headway_roles ?? payload.roles) }
    return { actor, expiresAt: new Date((payload.exp as number) * 1000) }
  } catch (error) {
    throw tokenError('token', error)
  }
}
