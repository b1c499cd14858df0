import { createHmac } from 'node:crypto'
import { newId } from '@/lib/core/command'
import { env } from '@/lib/core/env'
import { sameSecret } from '@/lib/core/secret'

/** The cookie by which an account knows a browser again; it opens nothing. */
const deviceCookieName = 'lobby-device'
const days = 400

export const newDeviceId = newId

const seal = (id: string) =>
  createHmac('sha256', env().LOBBY_TOKEN_SECRET).update(`device:${id}`).digest().subarray(0, 24).toString('base64url')

/** The device of a request; null without our seal. */
export function deviceIdIn(cookies: { get(name: string): { value: string } | undefined }): string | null {
  const [id = '', sealed = ''] = cookies.get(deviceCookieName)?.value.split('.') ?? []
  return id !== '' && sameSecret(sealed, seal(id)) ? id : null
}

/** The header that sets the cookie. */
export function deviceCookie(id: string): string {
  const secure = env().LOBBY_URL.startsWith('https://') ? '; Secure' : ''
  return `${deviceCookieName}=${id}.${seal(id)}; Path=/; Max-Age=${days * 86_400}; HttpOnly; SameSite=Lax${secure}`
}
