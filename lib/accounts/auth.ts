import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { addressFrom } from '@/lib/core/request'
import { askPerson } from '@/lib/core/transaction'
import { coarseAccess } from './coarse'
import { signIn } from './commands/sign-in'
import { signOut } from './commands/sign-out'

/**
 * next-auth keeps the cookie; the session itself is a row. The token says who (a session id) and, for the middleware's
 * coarse check, which organizations and rooms there were when it was minted. It is never the authority.
 */
export const authOptions = (deviceId: string | null): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 30 * 86_400 },
  pages: { signIn: '/sign-in' },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
      async authorize(credentials, request) {
        const source = new Headers(request.headers as Record<string, string>)
        const info = {
          id: crypto.randomUUID(),
          address: addressFrom(source),
          userAgent: source.get('user-agent'),
          deviceId,
        }
        const { email, password } = credentials ?? { email: '', password: '' }
        try {
          const given = { email, password, ...(credentials?.code && { code: credentials.code }) }
          const { sessionId, userId, ...person } = await signIn(info, given, 'browser')
          return { id: userId, sid: sessionId, ...person }
        } catch (error) {
          // next-auth passes the message to the form, which knows the words for each code.
          throw new Error(error instanceof AppError ? error.problem.code : 'INTERNAL')
        }
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (!user || !('sid' in user) || typeof user.sid !== 'string') return token
      const person = await askPerson(user.sid)
      return { sub: user.id, sid: user.sid, ...(person && coarseAccess(person)) }
    },
    // The session endpoint tells a revoked session nothing.
    async session({ session, token }) {
      const person = typeof token.sid === 'string' ? await askPerson(token.sid) : null
      return person
        ? { ...session, user: { name: person.name, email: person.email } }
        : { expires: new Date(0).toISOString() }
    },
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sid === 'string')
        await signOut({ id: crypto.randomUUID(), address: null }, { sessionId: token.sid })
    },
  },
})
