/**
 * The page of the sandbox: a small WeCom for trying and for browser tests.
 *
 * data-testid, stable:
 *   banner · live · person-search · person-<userid> · person-unread-<userid> · me-name
 *   chat-<chatId> · chat-unread-<chatId> · chat-search · room-title · room-members · message (data-message-id, data-from) · message-input · send
 *   card (data-task-id) · card-title · card-value-<keyname> · card-button-<key> · card-select-<question> · card-menu-<key> · card-replaced · card-link
 *   add-contact · contact-search · contact-<externalId> · stranger-tab · stranger-name · contact-remark · contact-company · contact-mobile · contact-save
 *   edit-remark · remark-name · remark-company · remark-mobile · remark-save · customer-input · customer-send · customer-delete · customer-leave
 *   tab-mini · tab-console · tab-faults · mini-frame · console-frame · fault-endpoint · fault-kind · fault-count · fault-add · faults-clear
 *   clock-now · clock-hour · clock-day · clock-week · deliveries · toast
 */
import { createApp } from 'vue'
import { ChatList } from './chats.js'
import { Dialogs } from './dialogs.js'
import { People } from './people.js'
import { Room } from './room.js'
import { Side } from './side.js'
import { attempt, choosePerson, listen, loadCompany, loadUnread, store } from './store.js'
import { fullTime } from './text.js'

const App = {
  components: { People, ChatList, Room, Side, Dialogs },
  setup: () => ({ store, fullTime }),
  template: `
    <div class="banner" data-testid="banner">
      <b>演示环境</b> · 不是真的企业微信
      <span class="banner-more" v-if="store.company">
        {{ store.company.corpName }} · {{ fullTime(store.now) }}
        <span :class="['dot', store.company.bot.connected ? 'on' : 'off']"></span>
        {{ store.company.bot.connected ? '机器人已连接' : '机器人未连接' }}
        <span data-testid="live" :class="['dot', store.live ? 'on' : 'off']"></span>{{ store.live ? '实时' : '正在重连' }}
      </span>
    </div>
    <main :class="['frame', { wide: store.tab === 'console' }]" v-if="store.company">
      <People />
      <ChatList />
      <Room />
      <Side />
    </main>
    <div v-else class="loading">正在打开演示企业…</div>
    <Dialogs />
    <transition name="fade"><div v-if="store.toast" class="toast" data-testid="toast">{{ store.toast }}</div></transition>
  `,
}

createApp(App).mount('#app')

await attempt(async () => {
  await loadCompany()
  await loadUnread()
  const query = new URLSearchParams(location.search)
  const wanted = store.company.members.find(member => member.userId === query.get('userid'))
  const first = wanted ?? store.company.members.find(member => member.role === '销售' && member.status === 1)
  if (first) await choosePerson(first, query.get('chat'))
  listen(change => {
    store.change = change
  })
})
setInterval(() => {
  store.now += 1000
}, 1000)
