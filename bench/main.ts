import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { build, isBuilt } from '../local/supervisor/build'
import { BareDriver } from './bare'
import { dynamicOf, kilobytes, type Reader, scriptsOf, stylesOf, Window } from './browser'
import { costOfCrowd, crowd, fillCrowd } from './crowd'
import { EmptyPage } from './empty-page'
import { fillOrganizations, fillProjects, unguarded } from './fill'
import { commentToScreen } from './live'
import { Measure } from './measure'
import { firstCard, operationsOf } from './operations'
import { cpuOf, memoryOf } from './processes'
import { freePort, Product } from './product'
import { type Figure, report } from './report'
import { StatementCount } from './statements'
import { Visitor } from './visitor'
import { makeWorld, password, people, type World } from './world'

const state = '.lobby/bench'
const began = Date.now()
const say = (line: string) => console.log(line)
const now = (doing: string) => say(`${String(Math.round((Date.now() - began) / 1_000)).padStart(4)} s  ${doing} …`)

/** CPU-ms of the framework for an empty page. */
async function emptyPage(empty: EmptyPage): Promise<number> {
  const ask = async (times: number) => {
    for (let at = 0; at < times; at++) await (await fetch(empty.url)).arrayBuffer()
  }
  await ask(400)
  const before = cpuOf(empty.pid)
  await ask(200)
  return (cpuOf(empty.pid) - before) / 200
}

type Costs = Record<'board' | 'small' | 'list' | 'status' | 'create' | 'comment', number>

/** What the operations cost on a running product. */
async function costs(product: Product) {
  const [sql, jobs] = [product.superuser(), product.superuser('lobby_local')]
  const visitor = await Visitor.signIn(product.url, people.owner, password)
  const measure = await Measure.of(product, sql, jobs)
  const { status, create, comment } = await operationsOf(visitor)
  const page = async (path: string) => (await measure.perOperation(() => visitor.page(path))).all
  const found: Costs = {
    board: await page('/bench/projects/BIG/board'),
    small: await page('/bench/projects/SMALL/board'),
    list: await page('/bench/projects'),
    status: (await measure.perOperation(status)).all,
    create: (await measure.perOperation(create)).all,
    comment: (await measure.perOperation(() => comment())).all,
  }
  const task = await firstCard(visitor, 'BIG')
  await visitor.close()
  await Promise.all([sql.end(), jobs.end()])
  return { found, task }
}

/** What a browser fetches for a page, with an empty cache and with one that knows the scripts. */
async function opened(browser: Browser, reader: Reader, path: string) {
  const window = await Window.open(browser, reader)
  const cold = await window.visit(reader.url + path)
  const warm = dynamicOf(await window.visit(reader.url + path))
  await window.close()
  return { scripts: kilobytes(scriptsOf(cold)), styles: kilobytes(stylesOf(cold)), warm }
}

/** JavaScript on first load, page by page. */
async function scripts(product: Product, browser: Browser): Promise<Figure[]> {
  const owner = await Visitor.signIn(product.url, people.owner, password)
  const { key } = await firstCard(owner, 'SMALL')
  const figures: Figure[] = []
  const stranger: Reader = { url: product.url, cookieList: [] }
  const measure = async (name: string, reader: Reader, path: string, most?: number) =>
    figures.push({ name, value: (await opened(browser, reader, path)).scripts, unit: 'KB', most })
  await measure('sign in', stranger, '/sign-in')
  await measure('register', stranger, '/register')
  await measure('one’s account', owner, '/account')
  await measure('home', owner, '/bench')
  await measure('notifications', owner, '/bench/notifications')
  for (const list of ['projects', 'projects/BIG/tasks', 'members'])
    await measure(list.replace('projects/BIG/', ''), owner, `/bench/${list}`, 130)
  await measure('board', owner, '/bench/projects/BIG/board', 180)
  await measure('a task', owner, `/bench/tasks/${key}`)
  await measure('audit', owner, '/bench/audit')
  await measure('roles', owner, '/bench/roles')
  await measure('settings', owner, '/bench/settings')
  await owner.close()
  return figures
}

/** What a browser fetches, and what two browsers see of each other. */
async function inBrowser(product: Product, browser: Browser): Promise<Figure[]> {
  const [owner, second] = await Promise.all(
    [people.owner, people.second].map((email) => Visitor.signIn(product.url, email, password)),
  )
  if (!owner || !second) throw new Error('Nobody signed in')
  // A task without the hundreds of comments of the other measurements.
  const { task, comment } = await operationsOf(owner, 'SMALL')
  const board = await opened(browser, owner, '/bench/projects/BIG/board')
  const live = await commentToScreen(browser, second, `/bench/tasks/${task.key}`, comment)
  await Promise.all([owner.close(), second.close()])
  return [
    { name: 'board: requests', value: board.warm.length, unit: '', most: 3, note: 'scripts and styles from the cache' },
    { name: 'board: transferred', value: kilobytes(board.warm), unit: 'KB', most: 40 },
    { name: 'CSS on first load', value: board.styles, unit: 'KB' },
    { name: 'comment → live event in the second browser, p50', value: live.event50, unit: 'ms', most: 30 },
    { name: 'comment → on the second screen, p50', value: live.screen50, unit: 'ms' },
    { name: 'comment → on the second screen, p95', value: live.screen95, unit: 'ms', most: 300 },
  ]
}

const pages = ['', '/projects', '/projects/BIG', '/projects/BIG/board', '/projects/BIG/tasks', '/projects/BIG/payments']
const more = ['/clients', '/members', '/payments', '/notifications', '/my-work', '/tickets', '/audit']

/** Questions to the database per page. */
async function questions(product: Product): Promise<Figure[]> {
  const sql = product.superuser()
  const visitor = await Visitor.signIn(product.url, people.owner, password)
  const { task } = await operationsOf(visitor)
  const count = new StatementCount(sql, (from) => product.databaseLog(from))
  await count.start()
  const figures: Figure[] = []
  for (const path of [...pages, `/tasks/${task.key}`, ...more]) {
    await visitor.page(`/bench${path}`)
    const asked = await count.of(() => visitor.page(`/bench${path}`))
    figures.push({ name: `/bench${path}`, value: asked.data, unit: '', most: 3, note: `${asked.access} for access` })
  }
  await count.stop()
  await visitor.close()
  await sql.end()
  return figures
}

async function bare(
  product: Product,
  world: World,
  task: { id: string; version: number },
): Promise<Omit<Costs, 'small' | 'list'>> {
  const driver = await BareDriver.open(product, world)
  const found = {
    board: await driver.board('BIG'),
    status: await driver.status(task),
    create: await driver.create('BIG'),
    comment: await driver.comment(task),
  }
  await driver.close()
  return found
}

const names: Record<keyof Costs, [string, number | undefined]> = {
  board: ['open a board of 1,000 tasks', 25],
  small: ['open a board of 100 tasks', 20],
  list: ['open the list of projects', undefined],
  status: ['change a status', 6],
  create: ['create a task', 6],
  comment: ['comment', 5],
}
const operations = Object.keys(names) as (keyof Costs)[]

/** Each operation beside the same statements on the bare driver and beside an empty page. */
function besides(found: Costs, driver: Partial<Costs>, floor: number): Figure[] {
  return [
    { name: 'an empty page of the framework', value: floor, unit: 'ms' },
    ...operations.map((key) => {
      const alone = driver[key]
      const ratio = alone ? `${(found[key] / alone).toFixed(1)} × the bare driver (${alone.toFixed(2)} ms), ` : ''
      const note = `${ratio}${(found[key] / floor).toFixed(1)} × an empty page`
      return { name: names[key][0], value: found[key], unit: 'ms', most: names[key][1], note }
    }),
  ]
}

/** Who may do what, in an organization of thousands. The product stands still before and after. */
async function access(product: Product, world: World): Promise<void> {
  now(`filling in ${crowd.members} members, ${crowd.roles} roles and ${crowd.entries} entries of the trail`)
  const cluster = await product.databaseAlone()
  const filling = product.superuser()
  await unguarded(filling, () => fillCrowd(filling, world.organizationId))
  await filling.end()
  await cluster.stop()
  await product.start()
  now('measuring who may do what')
  const [sql, jobs] = [product.superuser(), product.superuser('lobby_local')]
  const visitor = await Visitor.signIn(product.url, people.owner, password)
  const measure = await Measure.of(product, sql, jobs)
  const figures = await costOfCrowd(sql, world.organizationId, visitor, measure, process.argv[3])
  await visitor.close()
  await Promise.all([sql.end(), jobs.end()])
  await product.stop()
  say(report('Who may do what, with 5,000 members, 200 roles and 1,000,000 entries in one organization', figures))
}

/** `npm run bench -- access` and `-- scripts` measure one part alone, and `npm run bench -- access rehearsal` only what has this word. */
const only = process.argv[2]

async function main(): Promise<void> {
  // An interrupted run takes its product down with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  if (!isBuilt(process.cwd())) {
    now('building')
    await build(process.cwd(), process.env)
  }
  const product = new Product(await freePort(), state)
  const browser = await Window.launch()
  let empty: EmptyPage | undefined
  try {
    now('filling in a thousand tasks')
    await product.start('--fresh', '--yes')
    const world = await makeWorld(product)
    const sql = product.superuser()
    await unguarded(sql, () => fillProjects(sql, world.organizationId))
    await sql.end()
    await product.stop()
    if (only === 'access') return await access(product, world)
    if (only === 'scripts') {
      await product.start()
      return say(report('JavaScript on first load', await scripts(product, browser)))
    }

    now('starting, and at rest')
    const start = await product.start()
    await pause(10_000)
    const memory = memoryOf(product.pid) + memoryOf(product.roots.database)
    say(
      report('At rest', [
        { name: 'memory of everything', value: memory, unit: 'MB', most: 250, note: 'proportional share (PSS)' },
        { name: 'npm run up until the first 200, when built', value: start / 1_000, unit: 's', most: 2 },
      ]),
    )
    now('looking through a browser')
    say(report('In the browser', await inBrowser(product, browser)))
    say(report('JavaScript on first load', await scripts(product, browser)))
    now('counting questions to the database')
    say(report('Questions to the database per page, for its data', await questions(product)))
    now('measuring an empty page')
    empty = await EmptyPage.start()
    const floor = await emptyPage(empty)
    await empty.stop()
    empty = undefined
    now('measuring what operations cost')
    const { found: small, task } = await costs(product)
    await product.stop()
    now('measuring the bare driver')
    const driver = await bare(product, world, task)
    say(report('CPU of all server processes per operation', besides(small, driver, floor)))

    now('filling in 1,000 organizations and 1,000,000 tasks')
    const cluster = await product.databaseAlone()
    const large = product.superuser()
    await unguarded(large, () => fillOrganizations(large, world.organizationId))
    await large.end()
    await cluster.stop()
    await product.start()
    now('measuring what operations cost there')
    const { found: crowded } = await costs(product)
    say(
      report(
        'The same beside 1,000 organizations and 1,000,000 tasks, as a ratio',
        operations.map((key) => ({
          name: names[key][0],
          value: crowded[key] / small[key],
          unit: '×',
          most: 1.1,
          note: `${crowded[key].toFixed(1)} ms`,
        })),
      ),
    )
    await product.stop()
    await access(product, world)
    now('done')
  } finally {
    await browser.close()
    await empty?.stop()
    await product.stop()
    rmSync(state, { recursive: true, force: true })
  }
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
