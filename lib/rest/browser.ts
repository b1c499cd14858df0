/**
 * A request of a browser, in place of the one that the framework would know of. A test says so with
 * `vi.mock('next/headers', async () => (await import('./browser')).nextHeaders)`, and by `asked` whose cookie it has.
 */
export const host = 'localhost:3000'
export const cookieName = 'next-auth.session-token'
export const asked = { cookie: '' }
export const nextHeaders = {
  headers: async () => new Headers({ host, origin: `http://${host}` }),
  cookies: async () => ({ get: (name: string) => (name === cookieName ? { value: asked.cookie } : undefined) }),
}
// Next's config sets it in the product, so that a refusal becomes the page that says so.
process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true'
