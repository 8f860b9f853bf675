import { IsNull, Not } from 'typeorm'
import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'
import { GroupEntity } from '../group/group.entity'
import { botGapNotice } from './bot-notices'

const LAST_ONLINE = 'bot.lastOnlineAt'
/** A change of server takes a few seconds; nobody needs to hear of that. */
const TELL_AFTER_MS = 15_000

/** Writes down that the bot is connected, so that the next connection knows how long it was not. */
export async function markBotOnline(context: Context): Promise<void> {
  await context.transaction(tx => writeSetting(tx, LAST_ONLINE, tx.now()))
}

/** Epoch ms; 0 when it never was. */
export async function lastBotOnline(context: Context): Promise<number> {
  return (await readSetting<number>(context.read, LAST_ONLINE)) ?? 0
}

/**
 * The platform keeps nothing for a bot that is not connected. Called when it is connected again: what was said in between is
 * lost, so the bound groups are told to say it again.
 *
 * @returns length of the gap in ms, 0 at the first start
 */
export async function closeBotGap(context: Context): Promise<number> {
  return context.transaction(async tx => {
    const to = tx.now()
    const from = await readSetting<number>(tx.manager, LAST_ONLINE)
    await writeSetting(tx, LAST_ONLINE, to)
    const gap = from === undefined ? 0 : Math.max(0, to - from)
    if (from === undefined || gap < TELL_AFTER_MS) return gap
    const groups = await tx.manager.find(GroupEntity, { where: { endedAt: IsNull(), chatId: Not(IsNull()) } })
    for (const group of groups) {
      const destination = { kind: 'group' as const, groupId: group.id }
      await tx.send({
        type: 'notice',
        to: destination,
        notice: botGapNotice(from, to),
        dedupeKey: `bot-gap:${from}:${group.id}`,
      })
    }
    await tx.audit({ action: 'bot.reconnected', subject: 'setting:bot', data: { from, to, groups: groups.length } })
    return gap
  })
}
