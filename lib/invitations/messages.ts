type About = { inviter: string; organization: string }

export const mail = {
  subject: ({ inviter, organization }: About) => `${inviter} invites you to ${organization}`,
  lines: ({ organization }: About) => [
    `${organization} runs its client projects in Lobby and would like you to join.`,
    'The link works once, for seven days.',
  ],
  login: ({ inviter }: About) => [
    `${inviter} made a login for you and will hand you its first password.`,
    'Sign in with it and choose your own. It works for seven days.',
  ],
  button: 'Accept the invitation',
  stop: 'No more invitations to this address',
  why: 'You get this mail because you were invited. If you do not know the sender, ignore it.',
}
