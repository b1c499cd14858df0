/** Words of the mails about a login. */
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
  passwordChanged: {
    subject: 'Your password was changed',
    lines: (name: string) => [
      `Hello ${name}, your password was just changed on your account page. Every other session was ended.`,
      'If it was not you, set a new one at once.',
    ],
    button: 'It was not me: set a new password',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  confirmEmail: {
    subject: 'Confirm your new e-mail address',
    lines: (name: string) => [
      `Hello ${name}, please confirm that this is your new address at Lobby.`,
      'The link works once, for one day. Until then nothing changes.',
    ],
    button: 'Use this address',
    why: 'You get this mail because somebody wants to use this address at Lobby. If it was not you, ignore it.',
  },
  emailChanging: {
    subject: 'Somebody wants to change your e-mail address',
    lines: (name: string) => [
      `Hello ${name}, somebody who knows your password asked to move your account to another address.`,
      'If it was you, there is nothing to do here. If not, object: your address stays, every session ends, and you set a new password.',
    ],
    button: 'It was not me: keep this address',
    why: 'You get this mail because it concerns the safety of your account. The link works for seven days.',
  },
  emailChanged: {
    subject: 'Your e-mail address was changed',
    lines: (name: string, address: string) => [
      `Hello ${name}, your account now belongs to ${address}. Its other sessions were ended.`,
      'If it was not you, take your account back: this address returns, every session ends, and you set a new password.',
    ],
    button: 'It was not me: take it back',
    why: 'You get this mail because it concerns the safety of your account. The link works for seven days.',
  },
  factorOn: {
    subject: 'Your second factor is on',
    lines: (name: string) => [
      `Hello ${name}, from now on signing in to your account asks for a code of your authenticator app.`,
      'Keep your recovery codes where you find them without your phone.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  factorOff: {
    subject: 'Your second factor was turned off',
    lines: (name: string) => [
      `Hello ${name}, signing in to your account asks for the password alone now.`,
      'If it was not you, change your password and turn it on again.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  passkeyAdded: {
    subject: 'A passkey was added to your account',
    lines: (name: string) => [
      `Hello ${name}, your account can be opened with a new passkey, without the password.`,
      'If it was not you, remove it and change your password.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  passkeyRemoved: {
    subject: 'A passkey was removed from your account',
    lines: (name: string) => [
      `Hello ${name}, one of your passkeys does not open your account any more.`,
      'If it was not you, change your password and add it again.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  codesRenewed: {
    subject: 'Your recovery codes were replaced',
    lines: (name: string) => [
      `Hello ${name}, your account has ten new recovery codes; the former ones stop working.`,
      'If it was not you, change your password and replace them again.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  madeOwner: {
    subject: 'An organization was made for you',
    lines: (name: string) => [
      `Hello ${name}, the platform made an organization at Lobby that you own.`,
      'Sign in with the password that you have, and invite your colleagues.',
    ],
    button: 'See your organizations',
    why: 'You get this mail because an organization was made for this address.',
  },
  askedAsOwner: {
    subject: 'Your organization at Lobby is ready',
    lines: (name: string) => [
      `Hello ${name}, the platform made an organization at Lobby that you own.`,
      'Choose a password with this link, then sign in. It works once, for seven days.',
    ],
    button: 'Choose a password',
    why: 'You get this mail because an organization was made for this address. If you know nothing of it, ignore it.',
  },
  disabled: {
    subject: 'Your login was disabled',
    lines: (name: string) => [
      `Hello ${name}, the platform disabled your login at Lobby. All of its sessions were ended.`,
      'Nothing of yours was deleted. Talk to whoever runs this installation.',
    ],
    button: 'Open Lobby',
    why: 'You get this mail because it concerns your account.',
  },
  appointed: {
    subject: 'You are a platform admin now',
    lines: (name: string) => [
      `Hello ${name}, another platform admin lets you run this installation of Lobby.`,
      'You can create, suspend and archive organizations, and help people with their logins. You do not see inside organizations.',
    ],
    button: 'Open the platform',
    why: 'You get this mail because it concerns the rights of your account.',
  },
  dismissed: {
    subject: 'You are no platform admin any more',
    lines: (name: string) => [
      `Hello ${name}, the platform is closed for you from now on. Your organizations stay as they are.`,
    ],
    button: 'Open Lobby',
    why: 'You get this mail because it concerns the rights of your account.',
  },
  adminsChanged: {
    subject: 'Who runs the platform has changed',
    lines: (name: string) => [
      `Hello ${name}, somebody became a platform admin, or is none any more.`,
      'The system log says who did it and why. If you know nothing of it, look at once.',
    ],
    button: 'See the platform admins',
    why: 'You get this mail because you are a platform admin.',
  },
  linked: {
    subject: 'Another login opens your account',
    lines: (name: string) => [
      `Hello ${name}, a login elsewhere was linked to your account: it can be used to sign in from now on.`,
      'If it was not you, remove it and change your password.',
    ],
    button: 'See your account',
    why: 'You get this mail because it concerns the safety of your account.',
  },
  newDevice: {
    subject: 'New sign-in to your account',
    lines: (name: string, device: string) => [
      `Hello ${name}, somebody signed in to your account from a device that it does not know.`,
      device,
      'If it was not you, end that session and change your password.',
    ],
    button: 'See your sessions',
    why: 'You get this mail because it concerns the safety of your account.',
  },
}
