import type { Channel } from '../delivery/channel'
import { wechatyChannel } from '../wechaty/channel-wechaty'
import type { Wechaty } from '../wechaty/wechaty'
import type { Bot } from '../wecom/bot'
import { appChannel } from '../wecom/channel-app'
import { appUpdateChannel } from '../wecom/channel-app-update'
import { botChannel } from '../wecom/channel-bot'
import { webhookChannel } from '../wecom/channel-webhook'
import { noticeOf } from '../wecom/delayed'
import { renderText } from '../wecom/render-text'
import type { WecomClient } from '../wecom/wecom-client'

/** Best first: the router takes the first that can. */
export function channelsOf(
  client: WecomClient,
  bot: Bot | undefined,
  groupCards: boolean,
  wechaty: Wechaty | undefined,
): Channel[] {
  return [
    appChannel(client),
    appUpdateChannel(client),
    ...(bot ? [botChannel(bot, groupCards, () => bot.downMs())] : []),
    webhookChannel(client),
    ...(wechaty ? [wechatyChannel(wechaty, (message, context) => renderText(noticeOf(message, context)))] : []),
  ]
}
