// Mends postgres.js 3.4.9 after every install: a connection that the server ends must neither crash the process, nor
// wedge the pool, nor let the rest of its transaction run outside it (porsager/postgres #1154, #1155, #1208).
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const VERSION = '3.4.9'

const connection = [
  // Whoever pools connections can ask whether one still stands before it hands it out.
  [
    `    count: 0,
    id
  }
`,
    `    count: 0,
    id,
    usable: () => !dying && socket !== null && (socket.readyState === undefined || socket.readyState === 'open')
  }
`,
  ],
  [`    , terminated = false\n`, `    , terminated = false\n    , dying = false\n`],
  [`    terminated = false\n    backendParameters = {}`, `    terminated = dying = false\n    backendParameters = {}`],
  [
    `    if (query) {
      (query.cursorFn || query.describeFirst) && write(Sync)
      errorResponse = Errors.postgres(parseError(x))
    } else {`,
    `    const fatal = parseError(x).severity
    if (fatal === 'FATAL' || fatal === 'PANIC')
      dying = true

    if (query) {
      !dying && (query.cursorFn || query.describeFirst) && write(Sync)
      errorResponse = Errors.postgres(parseError(x))
    } else {`,
  ],
  // Nothing is queued on a connection that is gone: it would go out in front of the next start-up message.
  [
    `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (stream)`,
    `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (!socket)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options))

    if (stream)`,
  ],
  [
    `  function nextWrite(fn) {
    const x`,
    `  function nextWrite(fn) {
    if (!socket) {
      forget(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }

    const x`,
  ],
  // Whatever the connection still owed is failed, also after a socket error, and its state begins anew.
  [
    `  async function closed(hadError) {
    incoming`,
    `  function forget(err) {
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    stream && (stream.destroy(err), stream = null)
    query && queryError(query, err)
    while (sent.length)
      queryError(sent.shift(), err)
    query = results = errorResponse = final = null
    result = new Result()
    rows = 0
  }

  async function closed(hadError) {
    incoming`,
  ],
  [
    `    socket.removeAllListeners()
    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime`,
    `    socket.removeAllListeners()
    socket = null
    forget(Errors.connection('CONNECTION_CLOSED', options))
    ended && (ended(), ending = ended = null)

    if (initial)
      return reconnect()

    closedTime`,
  ],
  // Asked on the pool's own account, so nobody else would catch its failure.
  [`        return fetchArrayTypes()\n`, `        return fetchArrayTypes().catch(noop)\n`],
  [
    `        socket.write(b().f().str(error + b.N).end())`,
    `        socket && socket.write(b().f().str(error + b.N).end())`,
    2,
  ],
]

const pool = [
  [
    `  function handler(query) {
    if (ending)
      return query.reject(Errors.connection('CONNECTION_ENDED', options, options))

    if (open.length)
      return go(open.shift(), query)

    if (closed.length)
      return connect(closed.shift(), query)

    busy.length
      ? go(busy.shift(), query)
      : queries.push(query)
  }
`,
    `  // One that the server is just ending is passed over: its close event will put it among the closed ones.
  function take(queue) {
    while (queue.length) {
      const c = queue.shift()
      if (c.usable())
        return c
    }
  }

  function handler(query) {
    if (ending)
      return query.reject(Errors.connection('CONNECTION_ENDED', options, options))

    const idle = take(open)
    if (idle)
      return go(idle, query)

    if (closed.length)
      return connect(closed.shift(), query)

    const shared = take(busy)
    shared
      ? go(shared, query)
      : queries.push(query)
  }
`,
  ],
  // A BEGIN that was never answered changed nothing: it is asked again on another connection.
  [
    `      , connection
      , prepare = null

    try {
      await sql.unsafe('begin ' + options.replace(/[^a-z ]/ig, ''), [], { onexecute }).execute()
      return await Promise.race([
        scope(connection, fn),
        new Promise((_, reject) => connection.onclose = reject)
      ])`,
    `      , connection
      , owner
      , lost = null
      , prepare = null

    try {
      for (let attempts = 0; ; attempts++) {
        try {
          connection = null
          await sql.unsafe('begin ' + options.replace(/[^a-z ]/ig, ''), [], { onexecute }).execute()
          break
        } catch (error) {
          const unanswered = connection && ['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE'].includes(error.code)
          if (!unanswered || attempts > connections.length)
            throw error
        }
      }
      return await Promise.race([
        scope(connection, fn),
        new Promise((_, reject) => connection.onclose = error => {
          lost = error
          while (queries.length)
            queries.shift().reject(error)
          reject(error)
        })
      ])`,
  ],
  // What is asked after the transaction's end must not run on a connection that others use by now.
  [
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (c.reserved !== owner)
          return q.reject(lost || Errors.generic('TRANSACTION_ENDED', 'the transaction of this query has ended'))
        c.queue === full`,
  ],
  [
    `      move(c, reserved)
      c.reserved = () => queries.length`,
    `      move(c, reserved)
      c.reserved = owner = () => queries.length`,
  ],
  [
    `    const c = open.length
      ? open.shift()
      : await new Promise((resolve, reject) => {`,
    `    const c = take(open)
      || await new Promise((resolve, reject) => {`,
  ],
  [
    `    c.reserved.release = true

    const sql = Sql(handler)
    sql.release = () => {
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      c.queue === full`,
    `    c.reserved.release = true

    const owner = c.reserved
    c.onclose = error => {
      while (queue.length)
        queue.shift().reject(error)
    }

    const sql = Sql(handler)
    sql.release = () => {
      if (c.reserved !== owner)
        return
      c.reserved = c.onclose = null
      onopen(c)
    }

    return sql

    function handler(q) {
      if (c.reserved !== owner)
        return q.reject(Errors.connection('CONNECTION_CLOSED', options))
      c.queue === full`,
  ],
]

const files = { 'connection.js': connection, 'index.js': pool }

/** Applies the edits to one file's text; throws when a place is not found exactly as often as expected. */
export function mend(text, edits, name) {
  return edits.reduce((mended, [before, after, times = 1]) => {
    const parts = mended.split(before)
    if (parts.length !== times + 1)
      throw new Error(`${name}: expected ${times} of\n${before}\nfound ${parts.length - 1}`)
    return parts.join(after)
  }, text)
}

/** Mends the package in `folder`; running it again changes nothing. The untouched text is kept as `*.unpatched`. */
export function patch(folder) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (version !== VERSION) {
    throw new Error(
      `postgres is ${version}, the patch is for ${VERSION}: look whether it is still needed, then adapt it`,
    )
  }
  for (const build of ['src', 'cjs/src']) {
    for (const [name, edits] of Object.entries(files)) {
      const file = join(folder, build, name)
      const original = `${file}.unpatched`
      const text = readFileSync(existsSync(original) ? original : file, 'utf8')
      const mended = mend(text, edits, `postgres/${build}/${name}`)
      if (!existsSync(original)) write(original, text)
      if (readFileSync(file, 'utf8') !== mended) write(file, mended)
    }
  }
}

function write(file, text) {
  writeFileSync(`${file}.${process.pid}`, text)
  renameSync(`${file}.${process.pid}`, file)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  try {
    patch(join(root, 'node_modules/postgres'))
  } catch (error) {
    console.error(`The postgres driver cannot be patched.\n${error.message}`)
    process.exit(1)
  }
}
