import { ref, watch } from 'vue'
import { get, post } from './api.js'
import { attempt, loadChats, openChat, say, store } from './store.js'
import { colourOf, initials } from './text.js'

const close = () => {
  store.dialog = undefined
}
const mobiles = text => text.split(/[\s,，、;；]+/).filter(Boolean)

/** 添加客户: an existing WeChat person, or a stranger. */
const AddContact = {
  setup() {
    const mode = ref('pick')
    const words = ref('')
    const found = ref([])
    const total = ref(0)
    const chosen = ref()
    const nickname = ref('')
    const form = ref({ remark: '', company: '', mobile: '' })
    const search = () =>
      attempt(async () => {
        const answer = await get('/externals', { q: words.value, userid: store.me.userId, limit: 60 })
        found.value = answer.externals
        total.value = answer.total
      })
    let timer
    watch(words, () => {
      clearTimeout(timer)
      timer = setTimeout(search, 150)
    })
    void search()
    const save = async () => {
      const { remark, company, mobile } = form.value
      const who = mode.value === 'pick' ? { externalId: chosen.value?.id } : { nickname: nickname.value }
      const more = {
        ...(remark ? { remark } : {}),
        ...(company ? { remarkCompany: company } : {}),
        ...(mobile ? { remarkMobiles: mobiles(mobile) } : {}),
      }
      await attempt(async () => {
        const { follow } = await post('/contacts', { userid: store.me.userId, ...who, ...more })
        close()
        say('已添加，企业微信会把这件事通知报备服务')
        await loadChats()
        await openChat(`ext:${follow.userId}:${follow.externalId}`)
      })
    }
    return { store, mode, words, found, total, chosen, nickname, form, save, close, colourOf, initials }
  },
  template: `
    <div class="dialog wide">
      <header><b>添加客户</b><span class="dialog-note">相当于 {{ store.me.name }} 在手机上扫了客户的微信二维码</span><button class="x" @click="close">×</button></header>
      <div class="filters big"><button :class="{ on: mode === 'pick' }" @click="mode = 'pick'">选一位微信联系人</button>
        <button :class="{ on: mode === 'new' }" data-testid="stranger-tab" @click="mode = 'new'">新的陌生人</button></div>
      <template v-if="mode === 'pick'">
        <input v-model="words" class="search" placeholder="按昵称、公司、同事姓名查找" data-testid="contact-search" />
        <div class="pick-list">
          <button v-for="e in found" :key="e.id" :class="['pick', { chosen: chosen?.id === e.id }]" :data-testid="'contact-' + e.id" @click="chosen = e">
            <span class="face small" :style="{ background: colourOf(e.id) }">{{ initials(e.nickname) }}</span>
            <span class="pick-words"><b>{{ e.nickname }}</b>
              <span v-if="e.holders.length" class="held">{{ e.holders.map(h => h.name).join('、') }} 的客户（备注“{{ e.holders[0].remark }}”）</span>
              <span v-else class="free">还没有同事添加</span>
              <span v-if="e.hint" class="hint">{{ e.hint }}</span></span>
          </button>
          <div v-if="found.length === 0" class="empty">没有找到，试试“新的陌生人”</div>
          <div v-else-if="total > found.length" class="empty">共 {{ total }} 位，输入文字缩小范围</div>
        </div>
      </template>
      <label v-else class="field"><span>微信昵称</span><input v-model="nickname" data-testid="stranger-name" placeholder="例如：阳光灿烂" /></label>
      <div class="grid3">
        <label class="field"><span>备注名（可空）</span><input v-model="form.remark" maxlength="20" data-testid="contact-remark" /></label>
        <label class="field"><span>备注企业（可空）</span><input v-model="form.company" maxlength="20" data-testid="contact-company" /></label>
        <label class="field"><span>备注手机（可空）</span><input v-model="form.mobile" data-testid="contact-mobile" /></label>
      </div>
      <footer><button class="plain" @click="close">取消</button><button class="primary" data-testid="contact-save" :disabled="mode === 'pick' ? !chosen : !nickname.trim()" @click="save">添加</button></footer>
    </div>
  `,
}

/** 修改备注: remark, company, mobiles; also the two ways in which a relation ends. */
const Remark = {
  setup() {
    const { follow, external } = store.dialog
    const form = ref({
      remark: follow.remark,
      company: follow.remarkCompany,
      mobile: follow.remarkMobiles.join('、'),
      description: follow.description,
    })
    const who = { userid: follow.userId, externalId: follow.externalId }
    const save = () =>
      attempt(async () => {
        const { remark, company, mobile, description } = form.value
        await post('/contacts/remark', {
          ...who,
          remark,
          remarkCompany: company,
          remarkMobiles: mobiles(mobile),
          description,
        })
        close()
        say('备注已修改')
      })
    const end = (path, words) =>
      attempt(async () => {
        await post(path, who)
        close()
        say(words)
        await loadChats()
      })
    return { external, form, save, end, close }
  },
  template: `
    <div class="dialog">
      <header><b>修改备注</b><span class="dialog-note">{{ external?.nickname }}@微信</span><button class="x" @click="close">×</button></header>
      <label class="field"><span>备注名</span><input v-model="form.remark" maxlength="20" data-testid="remark-name" /></label>
      <label class="field"><span>企业</span><input v-model="form.company" maxlength="20" placeholder="公司全称，最多 20 个字" data-testid="remark-company" /></label>
      <label class="field"><span>手机</span><input v-model="form.mobile" placeholder="多个用顿号分开" data-testid="remark-mobile" /></label>
      <label class="field"><span>描述</span><input v-model="form.description" maxlength="150" /></label>
      <p class="dialog-tip">只改手机不会产生回调（与企业微信一致），要等夜间对账才会发现。</p>
      <footer><button class="danger-link" data-testid="customer-delete" @click="end('/contacts/delete', '已删除客户')">删除客户</button>
        <button class="danger-link" data-testid="customer-leave" @click="end('/contacts/leave', '客户删除了你')">客户删除我</button><span class="gap"></span>
        <button class="plain" @click="close">取消</button><button class="primary" data-testid="remark-save" @click="save">保存</button></footer>
    </div>
  `,
}

/** The people of a group. */
const Members = {
  setup: () => ({ chat: store.dialog.chat, close, colourOf, initials, store }),
  template: `
    <div class="dialog">
      <header><b>{{ chat.name }}</b><span class="dialog-note">{{ chat.people.length }} 人</span><button class="x" @click="close">×</button></header>
      <div class="member-grid"><div v-for="p in chat.members" :key="p.id"><span class="face small" :style="{ background: colourOf(p.id) }">{{ initials(p.name) }}</span>{{ p.name }}<span v-if="p.external" class="mark wechat">@微信</span></div>
        <div v-if="chat.hasBot"><span class="face small shape-bot" style="background:#3d7eff">机</span>{{ store.company.botName }}</div></div>
      <p v-if="chat.webhookKey" class="dialog-tip">消息推送 key：<code>{{ chat.webhookKey }}</code></p>
      <p class="dialog-tip">群 ID：<code>{{ chat.id }}</code></p>
    </div>
  `,
}

export const Dialogs = {
  components: { AddContact, Remark, Members },
  setup: () => ({ store, close }),
  template: `
    <div v-if="store.dialog" class="shade" @click.self="close" @keydown.esc="close">
      <AddContact v-if="store.dialog.kind === 'add'" /><Remark v-else-if="store.dialog.kind === 'remark'" /><Members v-else />
    </div>
  `,
}
