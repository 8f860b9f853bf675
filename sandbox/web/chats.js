import { computed, ref } from 'vue'
import { openChat, store } from './store.js'
import { colourOf, initials, oneLine, shortTime } from './text.js'

const kinds = { internal: '内部群', customer: '客户群', app: '应用', bot: '智能机器人', external: '微信' }

/** The chosen person's chats. */
export const ChatList = {
  setup() {
    const words = ref('')
    const filter = ref('all')
    const shown = computed(() =>
      store.chats.filter(chat => {
        if (filter.value === 'external' && chat.kind !== 'external' && chat.kind !== 'customer') return false
        if (filter.value === 'inner' && (chat.kind === 'external' || chat.kind === 'customer')) return false
        return words.value === '' || `${chat.name}${chat.detail}`.includes(words.value.trim())
      }),
    )
    const subtitle = chat => {
      if (!chat.last) return chat.detail || '还没有消息'
      const group = chat.kind === 'internal' || chat.kind === 'customer'
      const text = oneLine(chat.last.text)
      return group && chat.last.from !== '系统' ? `${chat.last.from}：${text}` : text
    }
    const add = () => {
      store.dialog = { kind: 'add' }
    }
    return { store, words, filter, shown, subtitle, kinds, openChat, add, colourOf, initials, shortTime }
  },
  template: `
    <section class="chats">
      <div class="column-head">
        <div class="me" v-if="store.me">
          <span class="face" :style="{ background: colourOf(store.me.userId) }">{{ initials(store.me.name) }}</span>
          <span class="me-words"><b data-testid="me-name">{{ store.me.name }}</b><span>{{ store.me.department }} · {{ store.me.position || store.me.role }}</span></span>
        </div>
        <div class="chat-tools">
          <input v-model="words" class="search" placeholder="搜索会话、客户" data-testid="chat-search" />
          <button class="tool" title="添加客户" data-testid="add-contact" :disabled="!store.me?.serves" @click="add">＋ 添加客户</button>
        </div>
        <div class="filters">
          <button :class="{ on: filter === 'all' }" @click="filter = 'all'">全部</button>
          <button :class="{ on: filter === 'inner' }" @click="filter = 'inner'">内部</button>
          <button :class="{ on: filter === 'external' }" @click="filter = 'external'">客户</button>
        </div>
      </div>
      <div class="scroll">
        <button v-for="chat in shown" :key="chat.id" :class="['chat', { chosen: chat.id === store.chatId }]"
          :data-testid="'chat-' + chat.id" @click="openChat(chat.id)">
          <span :class="['face', 'shape-' + chat.kind]" :style="{ background: colourOf(chat.id) }">{{ initials(chat.name, chat.kind) }}</span>
          <span class="chat-words">
            <span class="chat-top"><span class="chat-name">{{ chat.name }}</span>
              <span v-if="chat.kind === 'external'" class="mark wechat">@微信</span>
              <span v-else-if="chat.kind === 'customer'" class="mark wechat">外部</span>
              <span v-else-if="chat.kind !== 'internal'" class="mark">{{ kinds[chat.kind] }}</span>
              <span class="chat-time" v-if="chat.last">{{ shortTime(chat.last.at, store.now) }}</span></span>
            <span class="chat-bottom"><span class="chat-last">{{ subtitle(chat) }}</span>
              <span v-if="chat.unread" class="badge" :data-testid="'chat-unread-' + chat.id">{{ chat.unread > 99 ? '99+' : chat.unread }}</span></span>
          </span>
        </button>
        <div v-if="shown.length === 0" class="empty">{{ words ? '没有找到会话' : '还没有会话' }}</div>
      </div>
    </section>
  `,
}
