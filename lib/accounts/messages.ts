/** Words of accounts: mails, and what a failed sign-in says. */
export const mails = {
  verify: {
    subject: 'Confirm your e-mail address',
    lines: (name: string) => [
      `Welcome to Lobby, ${name}. Please confirm that this is your address.`,
      'The link works once, for seven days.',
    ],
    button: 'Confirm address',
    why: 'You get this mail because somebody registered at Lobby with this address. If it was not you, ignore it.',
  },
  again: {
    subject: 'You already have an account',
    lines: (name: string) => [
      `Hello ${name}, somebody tried to register at Lobby with your address.`,
      'You have an account already: sign in, or set a new password if you forgot it.',
    ],
    button: 'Sign in',
    why: 'You get this mail because this address belongs to an account at Lobby.',
  },
  reset: {
    subject: 'Set a new password',
    lines: (name: string) => [
      `Hello ${name}, set a new password with this link.`,
      'It works once, for one hour. Your sessions end when you use it.',
    ],
    button: 'Set a new password',
    why: 'You get this mail because somebody asked for a new password. If it was not you, ignore it.',
  },
  changed: {
    subject: 'Your password was changed',
    lines: (name: string) => [
      `Hello ${name}, your password was just changed and every session was ended.`,
      'If it was not you, set a new one at once.',
    ],
    button: 'Sign in',
    why: 'You get this mail because it concerns the safety of your account.',
  },
}

export const signInProblems: Record<string, string> = {
  WRONG_CREDENTIALS: 'E-mail and password do not match. Check both and try again.',
  TOO_MANY_REQUESTS: 'Too many tries. Wait a few minutes, then try again.',
  INVALID: 'Enter your e-mail address and your password.',
  UNAVAILABLE: 'Lobby is catching its breath. Please try again in a moment.',
  INTERNAL: 'Something went wrong on our side. Please try again.',
}
