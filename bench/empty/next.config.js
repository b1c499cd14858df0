/** @type {import('next').NextConfig} */
module.exports = {
  poweredByHeader: false,
  agentRules: false,
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
}
