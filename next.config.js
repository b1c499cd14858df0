/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  typedRoutes: false,
  agentRules: false,
  experimental: { authInterrupts: true, agentUpgrade: false, serverActions: { bodySizeLimit: '1mb' } },
  serverExternalPackages: ['postgres', '@node-rs/argon2', 'pusher', 'file-type', 'iconv-lite'],
}
