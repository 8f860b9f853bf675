import { timeText } from '../cards/text'
import type { Notice } from '../delivery/messages'

/** @param from last moment the bot is known to have listened, epoch ms */
export function botGapNotice(from: number, to: number): Notice {
  return {
    kind: 'bot-gap',
    tone: 'warning',
    title: '我刚才离线了，现在已恢复',
    lines: [{ label: '离线时段', value: `${timeText(from)} 至 ${timeText(to)}` }],
    body: '这段时间里 @我 的消息和卡片上的点击没有收到，请再发一次。撞单检查不受影响。',
  }
}

/** When nothing could be stored: the platform does not repeat what a bot was told. */
export const notStoredNotice: Notice = {
  kind: 'not-stored',
  tone: 'warning',
  title: '这句话没有记下来',
  lines: [],
  body: '系统暂时无法保存，请过一会儿再发一次。',
}
