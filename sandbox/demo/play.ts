import type { Tenant } from '../tenant'
import { registryLines } from './registry'
import { Person, serverReady } from './server'
import { playStory } from './story'

type Log = (line: string) => void

/**
 * Gives an empty server its demo customers and its history, over the same interfaces a company would use. A server that has
 * customers keeps them; steps of the story that were played before are not repeated.
 */
export async function playDemo(tenant: Tenant, log: Log, stop?: AbortSignal): Promise<void> {
  if (!(await serverReady(tenant.world.serverUrl, 180_000, stop))) {
    if (!stop?.aborted) log('服务没有就绪，没有放入演示数据')
    return
  }
  try {
    const admin = await firstLogin(tenant, stop)
    await directoryKnown(tenant, admin, stop)
    if (await registryIsEmpty(tenant)) {
      // an empty server has not lived the story, whatever the sandbox remembers
      tenant.world.facts.put('story', { done: [] })
      await importCustomers(tenant, admin, log)
      // the contacts were there before: have the server look at them now that it knows the customers
      await admin.call('POST', '/admin/sync', {})
    }
    // a server with customers of its own gets its groups, but no invented disputes
    await playStory(tenant, log, tenant.world.facts.has('story'))
    log(`演示数据已就绪，请打开 ${tenant.world.serverUrl}/sandbox/`)
  } catch (error) {
    log(`演示数据没有放入：${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A fresh server knows nobody until it has read the directory, so the first login may be refused for a while. */
async function firstLogin(tenant: Tenant, stop?: AbortSignal): Promise<Person> {
  const admin = new Person(tenant, 'admin')
  for (let tries = 0; ; tries++) {
    try {
      await admin.login()
      return admin
    } catch (error) {
      if (tries >= 120 || stop?.aborted) throw error
      await new Promise(done => setTimeout(done, 500))
    }
  }
}

/** Owners of imported customers have to be known: waits until the server has read the whole directory. */
async function directoryKnown(tenant: Tenant, admin: Person, stop?: AbortSignal): Promise<void> {
  const expected = tenant.world.members.values().filter(member => member.visible && member.status === 1).length
  for (let tries = 0; tries < 120 && !stop?.aborted; tries++) {
    const { members } = await admin.call<{ members: number }>('GET', '/admin/status')
    if (members >= expected) return
    await new Promise(done => setTimeout(done, 500))
  }
}

async function registryIsEmpty(tenant: Tenant): Promise<boolean> {
  // Two people who own dozens of demo customers each.
  for (const userId of ['zhangwei', 'qianfeng']) {
    const { items } = await new Person(tenant, userId).call<{ items: unknown[] }>('GET', '/customers')
    if (items.length > 0) return false
  }
  return true
}

async function importCustomers(tenant: Tenant, admin: Person, log: Log): Promise<void> {
  const lines = [...registryLines(tenant.world.now())]
  const { id } = await admin.call<{ id: string }>('POST', '/admin/imports', `${lines.join('\n')}\n`)
  const end = Date.now() + 180_000
  while (Date.now() < end) {
    const state = await admin.call<{ status?: string; finishedAt?: number | null }>('GET', `/admin/imports/${id}`)
    if (state.finishedAt || ['done', 'finished', 'completed', 'failed'].includes(state.status ?? '')) {
      log(`已导入 ${lines.length} 位演示客户（${state.status ?? '完成'}）`)
      return
    }
    await new Promise(done => setTimeout(done, 300))
  }
  throw new Error('导入没有在 3 分钟内完成')
}
