/** What the demo's sign-in page offers; only installations with `LOBBY_DEMO=1` have these people. */
export const demoPassword = 'lobby demo password'

export const demoLogins = [
  { email: 'owner@acme.test', role: 'Owner' },
  { email: 'admin@acme.test', role: 'Admin' },
  { email: 'sales@acme.test', role: 'Salesperson' },
  { email: 'verifier@acme.test', role: 'Verifier' },
  { email: 'manager@acme.test', role: 'Project manager' },
  { email: 'developer@acme.test', role: 'Developer' },
  { email: 'support@acme.test', role: 'Support' },
  { email: 'member@acme.test', role: 'Member' },
  { email: 'client@acme.test', role: 'Client' },
  { email: 'owner@globex.test', role: 'Owner of Globex' },
  { email: 'both@lobby.test', role: 'Developer at Acme, admin at Globex' },
  { email: 'superadmin@lobby.test', role: 'Platform admin' },
] as const
