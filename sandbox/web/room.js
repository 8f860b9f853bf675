import { computed, nextTick, reactive, ref, watch } from 'vue'
import { post } from './api.js'
import { TemplateCard } from './card.js'
import { attempt, openMini, store } from './store.js'
import { colourOf, initials, longTime, markdownHtml, plainHtml } from './text.js'

/** One message: bubble, card or grey line. */
const Bubble = {
  components: { TemplateCard },
  props: { message: Object, mine: Boolean },
  setup: () => ({ colourOf, initials, plainHtml, markdownHtml, openMini, store }),
  template: `
    <div v-if="message.type === 'note'" class="note">{{ message.text }}</div>
    <div v-else :class="['line', { mine }]" data-testid="message" :data-message-id="message.id" :data-from="message.from.kind">
      <span :class="['face', 'small', 'shape-' + message.from.kind]" :style="{ background: colourOf(message.from.id) }">{{ initials(message.from.name, message.from.kind) }}</span>
      <div class="line-body">
        <div class="line-from" v-if="!mine">{{ message.from.name }}<span v-if="message.from.kind === 'external'" class="mark wechat">@微信</span><span v-else-if="message.from.kind === 'bot'" class="mark">机器人</span><span v-else-if="message.from.kind === 'webhook'" class="mark">消息推送</span></div>
        <TemplateCard v-if="message.type === 'template_card'" :message="message" />
        <div v-else-if="message.type === 'textcard'" class="card"><div class="card-title">{{ message.content.title }}</div><div class="card-sub" v-html="plainHtml(message.text.split('\\n').slice(1).join('\\n'))"></div>
          <a class="card-foot" :href="message.content.url" target="_blank" rel="noopener">{{ message.content.btntxt || '详情' }}<i>›</i></a></div>
        <div v-else-if="message.type === 'miniprogram_notice'" class="card"><div class="card-title">{{ message.content.title }}</div><div class="card-desc">{{ message.content.description }}</div>
          <dl class="card-rows"><template v-for="item in message.content.content_item ?? []" :key="item.key"><dt>{{ item.key }}</dt><dd>{{ item.value }}</dd></template></dl>
          <button class="card-foot" @click="openMini(message.content.page)">打开小程序<i>›</i></button></div>
        <div v-else-if="message.type.startsWith('markdown')" class="bubble markdown"><div v-if="message.quote" class="quoted">{{ message.quote }}</div><div v-html="markdownHtml(message.text)"></div></div>
        <div v-else class="bubble"><div v-if="message.quote" class="quoted">{{ message.quote }}</div><div v-html="plainHtml(message.text)"></div></div>
        <div v-if="message.warnings" class="warning">手机上会被截断：{{ message.warnings.join('；') }}</div>
      </div>
    </div>
  `,
}

/** Middle: the open chat. */
export const Room = {
  components: { Bubble },
  setup() {
    // every chat keeps what was begun in it, so that nothing is sent where it was not written
    const drafts = reactive({})
    const text = computed({
      get: () => drafts[store.chatId] ?? '',
      set: words => {
        drafts[store.chatId] = words
      },
    })
    const customerText = ref('')
    const list = ref()
    const chat = computed(() => store.room?.chat)
    const title = computed(() => store.chats.find(c => c.id === store.chatId)?.name ?? chat.value?.name ?? '')
    const isGroup = computed(() => chat.value?.kind === 'internal' || chat.value?.kind === 'customer')
    const messages = computed(() => store.room?.messages ?? [])
    const rows = computed(() =>
      messages.value.map((message, i) => ({
        message,
        time: i === 0 || message.at - messages.value[i - 1].at > 300_000 ? longTime(message.at, store.company.now) : '',
      })),
    )
    const toEnd = () => nextTick(() => list.value?.scrollTo({ top: list.value.scrollHeight }))
    watch(() => [store.chatId, messages.value.length, messages.value.at(-1)?.id], toEnd)
    const send = async () => {
      if (text.value.trim() === '') return
      const body = { userid: store.me.userId, chatId: store.chatId, text: text.value }
      if (await attempt(() => post('/send', body))) drafts[body.chatId] = ''
    }
    const enter = event => {
      if (event.isComposing || event.shiftKey) return
      event.preventDefault()
      void send()
    }
    const customerSend = async () => {
      if (customerText.value.trim() === '') return
      const body = { externalId: store.room.external.id, chatId: store.chatId, text: customerText.value }
      if (await attempt(() => post('/customer-says', body))) customerText.value = ''
    }
    const hints = computed(() => {
      const bot = `@${store.company.botName} `
      if (chat.value?.kind === 'app' || chat.value?.kind === 'bot') return ['帮助', '我的客户', '查 ', '报备 ']
      if (chat.value?.kind === 'internal' && chat.value.hasBot) return [`${bot}帮助`, `${bot}查 `, `${bot}绑定`]
      return []
    })
    const input = ref()
    const useHint = hint => {
      text.value = hint
      input.value?.focus()
    }
    const edit = () => {
      store.dialog = { kind: 'remark', follow: store.room.follow, external: store.room.external }
    }
    const members = () => {
      store.dialog = { kind: 'members', chat: chat.value }
    }
    const placeholder = computed(() => {
      if (chat.value?.kind === 'app') return '给报备助手发消息，例如：查 某某公司'
      if (chat.value?.kind === 'bot') return '和机器人说话，例如：查 某某公司'
      if (chat.value?.kind === 'internal' && chat.value.hasBot) return `@${store.company.botName} 才能让机器人听到`
      return '输入消息，按 Enter 发送'
    })
    return {
      store,
      chat,
      title,
      isGroup,
      rows,
      text,
      customerText,
      list,
      input,
      send,
      enter,
      customerSend,
      hints,
      useHint,
      edit,
      members,
      placeholder,
    }
  },
  template: `
    <section class="room">
      <template v-if="chat">
        <header class="room-head">
          <div class="room-words"><span class="room-title" data-testid="room-title">{{ title }}</span>
            <button v-if="isGroup" class="room-count" data-testid="room-members" @click="members">{{ chat.people.length }} 人</button>
            <span v-if="chat.kind === 'customer'" class="mark wechat">外部群</span>
            <span v-if="chat.kind === 'external'" class="room-detail">{{ store.room.external?.nickname }}@微信<template v-if="store.room.follow?.remarkCompany"> · {{ store.room.follow.remarkCompany }}</template><template v-if="store.room.follow?.remarkMobiles?.length"> · {{ store.room.follow.remarkMobiles.join('、') }}</template></span>
          </div>
          <button v-if="chat.kind === 'external'" class="tool" data-testid="edit-remark" @click="edit">修改备注</button>
        </header>
        <div class="messages" ref="list">
          <template v-for="row in rows" :key="row.message.id">
            <div v-if="row.time" class="time">{{ row.time }}</div>
            <Bubble :message="row.message" :mine="row.message.from.id === store.me.userId" />
          </template>
          <div v-if="rows.length === 0" class="empty tall">
            <template v-if="chat.kind === 'app'">报备助手的提醒和卡片会出现在这里。<br>也可以直接发“帮助”。</template>
            <template v-else-if="chat.kind === 'bot'">和机器人打个招呼，发“帮助”看看它会什么。</template>
            <template v-else>还没有消息</template>
          </div>
        </div>
        <div v-if="chat.kind === 'external'" class="as-customer"><span>替客户说：</span><input v-model="customerText" data-testid="customer-input" placeholder="客户在微信里发来的话" @keydown.enter="customerSend" /><button class="tool" data-testid="customer-send" @click="customerSend">发来</button></div>
        <footer class="composer">
          <div v-if="hints.length" class="hints"><button v-for="hint in hints" :key="hint" @click="useHint(hint)">{{ hint.trim() }}</button></div>
          <textarea v-model="text" ref="input" rows="3" data-testid="message-input" :placeholder="placeholder" @keydown.enter="enter"></textarea>
          <div class="composer-foot"><span>Enter 发送，Shift+Enter 换行</span><button class="primary" data-testid="send" :disabled="!text.trim()" @click="send">发送</button></div>
        </footer>
      </template>
      <div v-else class="empty tall">{{ store.chatId ? '正在打开…' : '选一个会话' }}</div>
    </section>
  `,
}
