import { attackActions } from './actions-attack'
import { builtActions, builtPages } from './build'
import { attackChannels } from './channels-attack'
import { clearAway } from './clear'
import { attackAsColleagues } from './colleagues'
import type { Door } from './door'
import { actsIn, compareNeighbour, hashesOf } from './neighbour'
import { offeredBy } from './offer'
import { attackPages } from './pages-attack'
import { checkRules } from './rules'
import { dismissAttackers, raiseScratch } from './scratch'
import type { Section } from './sheet'
import { attackOperations } from './strangers'
import { attackTables } from './tables'

/** A door through the network, to the address where people reach Lobby. */
export const wire = (url: string): Door => ({ url: new URL(url).origin, send: (request) => fetch(request) })

export type Progress = (section: Section) => void

/**
 * Attacks the installation that answers behind `door`, whose database is this process's: two organizations are made for it, one
 * tries everything on the other, and both go again.
 * @param served false where only the API answers, and no pages, actions and channels
 * @returns a section per part, in the order in which they ran
 */
export async function attack(door: Door, heard: Progress = () => {}, served = true): Promise<Section[]> {
  const sections: Section[] = []
  const add = (section: Section) => {
    sections.push(section)
    heard(section)
  }
  const scratch = await raiseScratch()
  try {
    const answer = await door.send(new Request(`${door.url}/api/v1/openapi.json`))
    const offered = offeredBy(await answer.json())
    const before = { hashes: await hashesOf(scratch.theirs), acts: await actsIn(scratch.theirs) }
    add(await checkRules())
    add(await attackTables(scratch))
    add(await attackOperations('operations', door, offered, scratch))
    add(await attackOperations('files', door, offered, scratch))
    add(await attackAsColleagues(door, offered, scratch.ours))
    if (served) {
      add(await attackPages(door, await builtPages(), scratch))
      add(await attackChannels(door, scratch))
      add(await attackActions(door, await builtActions(), scratch))
    }
    add(await compareNeighbour(scratch, before))
  } finally {
    await dismissAttackers(scratch)
    await clearAway(scratch.ours)
    await clearAway(scratch.theirs)
  }
  return sections
}
