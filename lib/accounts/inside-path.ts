/** A path inside Lobby; anything that could lead elsewhere becomes `otherwise`. */
export const insidePath = (path: unknown, otherwise = '/'): string =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : otherwise
