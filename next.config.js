/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  // An image holds only what the server needs; `npm run up` serves the build where it stands.
  output: process.env.LOBBY_STANDALONE === '1' ? 'standalone' : undefined,
  outputFileTracingIncludes: { '/api/docs/**': ['./node_modules/swagger-ui-dist/*.{css,js,png}'] },
  typedRoutes: false,
  agentRules: false,
  // `npm test` checks the types of the whole tree itself; a start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true, agentUpgrade: false, serverActions: { bodySizeLimit: '1mb' } },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'x-frame-options', value: 'DENY' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
        { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
      ],
    },
    {
      // The verifier's page shows the proof beside the sums, in a frame of our own.
      source: '/api/v1/organizations/:org/payments/:payment/proof',
      headers: [{ key: 'x-frame-options', value: 'SAMEORIGIN' }],
    },
    {
      source: '/api/v1/organizations/:org/attachments/:attachment/file',
      headers: [{ key: 'x-frame-options', value: 'SAMEORIGIN' }],
    },
  ],
  serverExternalPackages: ['postgres', '@node-rs/argon2', 'pusher', 'file-type', 'iconv-lite'],
}
