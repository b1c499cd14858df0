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

export const signInProblems: Record<string, string> = {
  WRONG_CREDENTIALS: 'E-mail and password do not match. Check both and try again.',
  TOO_MANY_REQUESTS: 'Too many tries. Wait a few minutes, then try again.',
  INVALID: 'Enter your e-mail address and your password.',
  UNAVAILABLE: 'Lobby is catching its breath. Please try again in a moment.',
  INTERNAL: 'Something went wrong on our side. Please try again.',
}

/** The rooms of one's own account. */
export const accountPages = {
  title: 'Your account',
  rooms: { profile: 'Profile', security: 'Security', sessions: 'Sessions' },
  profile: {
    title: 'Profile',
    description: 'Your name and how Lobby writes to you, in every organization.',
    about: 'About you',
    name: 'Name',
    timeZone: 'Time zone',
    locale: 'Dates and numbers',
    localeHint: 'How dates, times and numbers are written; the words are English.',
    submit: 'Save',
    saved: 'Saved',
  },
  email: {
    title: 'E-mail address',
    now: (email: string) => `You sign in as ${email}.`,
    unverified: 'It is not confirmed yet.',
    waiting: (email: string) => `We sent a link to ${email}. Your address changes when you open it.`,
    email: 'New e-mail',
    password: 'Your password',
    hint: 'We send a link there, and tell your current address.',
    submit: 'Change the address',
  },
  password: {
    title: 'Password',
    description: 'Every other session of yours ends. A mail tells you so.',
    none: 'Your account has no password yet.',
    setOne: 'Set one by mail',
    current: 'Current password',
    next: 'New password',
    submit: 'Change the password',
    done: 'Your password is changed',
    doneText: 'Every other session was ended.',
  },
  security: { title: 'Security', description: 'What protects your account.' },
  sessions: {
    title: 'Sessions',
    description: 'Where you are signed in. What you do not know, end, and change your password.',
    device: 'Device',
    place: 'Address',
    lastUsed: 'Last used',
    since: 'Signed in',
    actions: 'Actions',
    here: 'This session',
    end: 'End',
    endTitle: (device: string) => `End the session of ${device}?`,
    endText: 'Whoever uses it is signed out at once.',
    endLabel: (device: string) => `End the session of ${device}`,
    ended: 'The session has ended',
    endOthers: 'End all others',
    endOthersTitle: 'End all other sessions?',
    endOthersText: 'You stay signed in here. Programs with tokens of yours are signed out too.',
    othersEnded: 'All other sessions have ended',
  },
}

export const devices = {
  unknown: 'Unknown device',
  program: (name: string) => `Program (${name})`,
  on: (browser: string, system: string) => `${browser} on ${system}`,
}

export const pages = {
  signIn: {
    title: 'Sign in to Lobby',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    forgot: 'Forgot it?',
    noAccount: 'No account yet?',
    register: 'Register',
    demoTitle: 'This is a demo',
    demoText: 'Choose a person to look through their eyes. They all share one password.',
    verified: 'Your address is confirmed. Sign in to go on.',
    reset: 'Your new password is set. Sign in with it.',
    joined: 'You have joined. Sign in to go on.',
  },
  register: {
    title: 'Start with your organization',
    description: 'Free for 30 days. You become the owner and invite your colleagues and clients.',
    name: 'Your name',
    email: 'Work e-mail',
    password: 'Password',
    passwordHint: 'At least 15 characters; a few words in a row are easy to remember.',
    organization: 'Name of the organization',
    slug: 'Address',
    slugHint: (host: string, slug: string) => `${host}/${slug || '…'}`,
    slugFree: 'This address is free.',
    submit: 'Register',
    haveAccount: 'Have an account?',
    doneTitle: 'Look into your inbox',
    done: (email: string) => `We sent a mail to ${email}. Open the link in it to confirm your address, then sign in.`,
  },
  forgot: {
    title: 'Set a new password',
    description: 'Tell us your address and we send you a link.',
    submit: 'Send the link',
    doneTitle: 'Look into your inbox',
    done: (email: string) => `If there is an account for ${email}, a link is on its way. It works for one hour.`,
    back: 'Back to sign-in',
  },
  reset: {
    title: 'Choose a new password',
    submit: 'Set the password',
    description: 'Every session of yours ends, on all devices.',
  },
  verify: {
    title: 'Confirm your address',
    description: 'One click, and your address is confirmed.',
    submit: 'Confirm',
  },
  confirmEmail: {
    title: 'Use this e-mail address',
    description: 'From now on you sign in with it, in every organization.',
    submit: 'Use this address',
    done: (email: string) => `Your account now belongs to ${email}.`,
    go: 'Go on',
  },
  keepEmail: {
    title: 'Keep your address',
    description:
      'Your account stays with this address, or returns to it. Every session ends, the password stops working, and we send you a link to set a new one.',
    submit: 'Keep this address',
    done: (email: string) => `Your account belongs to ${email}. Look into your inbox to set a new password.`,
  },
  invitation: {
    title: (organization: string) => `Join ${organization}`,
    by: (inviter: string) => `${inviter} invites you to work together in Lobby.`,
    client: (client: string) => `You join as a contact of ${client}.`,
    accept: 'Accept the invitation',
    create: 'Create your login',
    signInFirst: 'Sign in to accept',
    hasAccount: (email: string) => `There is an account for ${email}. Sign in with it to accept.`,
    otherAccount: (email: string, current: string) =>
      `This invitation is for ${email}; you are signed in as ${current}.`,
    switchAccount: 'Sign in as somebody else',
    gone: 'This invitation does not work any more',
    goneText: 'It was used, taken back or is too old. Ask the person who invited you for a new one.',
  },
  choose: {
    title: 'Your organizations',
    none: 'You are not in any organization yet. Create one, or ask for an invitation.',
    create: 'Create an organization',
    name: 'Name',
    slug: 'Address',
    contactEmail: 'Contact e-mail',
    submit: 'Create',
    owner: 'Owner',
    platform: 'Platform',
  },
  landing: {
    title: 'From the sale to the support, in one place',
    text: 'Lobby is where service companies run their client projects: sales prices them, somebody else verifies the payment, the team delivers, and the client sees exactly what was shared with them.',
    start: 'Register',
    signIn: 'Sign in',
    points: [
      [
        'Paid before started',
        'A project opens for work when its payment is verified, by a second person. No board, form or program gets around it.',
      ],
      [
        'Who sees what, exactly',
        'Roles with own, team and all. Clients see the projects shared with them, and nothing else exists for them.',
      ],
      [
        'Everything live',
        'A card moves, a comment lands, a payment is decided: every open screen knows within a second.',
      ],
    ],
  },
}
