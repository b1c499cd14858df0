// What `server-only` becomes outside Next: the package itself throws when it is imported there.
export {}
