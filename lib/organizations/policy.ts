/** Names that stand beside an organization's rooms in the URL, now or perhaps one day. */
export const reservedSlugs = new Set(
  `about account accounts admin admins api app apps assets auth billing blog careers changelog choose-organization contact
  dashboard demo dev docs download email enterprise events faq features feedback files forgot-password forum health help
  home icon image images import inbox index info integrations internal invitation invitations invite jobs join legal live
  lobby login logout mail mailbox manifest me media members mobile my new news notifications null oauth onboarding org
  organization organizations orgs partners password payments ping platform plans press pricing privacy profile projects
  public realtime register reports reset reset-password robots root saml search security self service services session
  sessions settings setup shop sign-in sign-out sign-up signin signout signup sitemap sso start static status storage
  store subscribe subscription superadmin support system team teams terms test tour undefined unsubscribe update
  upload uploads user users verify verify-email webhook webhooks welcome well-known wiki www _next`
    .split(/\s+/)
    .filter(Boolean),
)

export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/

/** A slug from a name: `Björk & Söhne GmbH` → `bjork-sohne-gmbh`; empty when nothing usable is left. */
export const proposeSlug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
