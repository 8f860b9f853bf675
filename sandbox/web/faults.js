import { ref, watch } from 'vue'
import { erase, get, post } from './api.js'
import { attempt, loadCompany, store } from './store.js'
import { fullTime, longTime } from './text.js'

const kinds = [
  ['errcode', '返回错误码'],
  ['timeout', '不应答（未执行）'],
  ['timeout-after', '不应答（已执行）'],
  ['reset', '断开（未执行）'],
  ['reset-after', '断开（已执行）'],
  ['html', '返回网页'],
  ['empty', '返回空内容'],
  ['http', 'HTTP 502'],
  ['slow', '变慢'],
  ['outage', '全部中断'],
  ['duplicate', '回调重复'],
  ['shuffle', '回调乱序'],
  ['delay', '回调延迟'],
  ['drop', '回调或机器人消息丢失'],
]
const targets = [
  ['*', '全部接口'],
  ['message/send', '应用消息'],
  ['message/update_template_card', '更新卡片'],
  ['externalcontact', '客户联系'],
  ['gettoken', '获取令牌'],
  ['webhook/send', '消息推送'],
  ['callback', '回调'],
  ['bot', '机器人连接'],
  ['aibot_send_msg', '机器人推送'],
]
const names = Object.fromEntries([...kinds, ...targets])

/** Faults, clock and the log of callbacks. */
export const FaultPanel = {
  setup() {
    const form = ref({ endpoint: '*', kind: 'errcode', count: 1, errcode: -1, ms: 3000, minutes: 10 })
    const faults = ref([])
    const deliveries = ref([])
    const calls = ref([])
    const open = ref('')
    const load = () =>
      attempt(async () => {
        const [f, d, c] = await Promise.all([
          get('/faults'),
          get('/deliveries', { limit: 40 }),
          get('/calls', { limit: 30 }),
        ])
        faults.value = f.faults
        deliveries.value = d.deliveries
        calls.value = c.calls.reverse()
      })
    let timer
    watch(
      () => store.change,
      () => {
        clearTimeout(timer)
        timer = setTimeout(load, 120)
      },
    )
    void load()
    const add = () =>
      attempt(async () => {
        const { endpoint, kind, count, errcode, ms, minutes } = form.value
        const body = { endpoint, kind }
        if (kind === 'errcode') body.errcode = Number(errcode)
        if (['slow', 'delay', 'shuffle'].includes(kind)) body.ms = Number(ms)
        if (kind === 'outage') body.minutes = Number(minutes)
        else if (Number(count) > 0) body.count = Number(count)
        await post('/faults', body)
        await load()
      })
    const clear = () =>
      attempt(async () => {
        await erase('/faults')
        await load()
      })
    const advance = hours =>
      attempt(async () => {
        await post('/clock', { advanceMinutes: hours * 60 })
        await loadCompany()
      })
    const act = (path, body) =>
      attempt(async () => {
        await post(path, body)
        await loadCompany()
        await load()
      })
    const describe = fault => {
      const parts = [names[fault.endpoint] ?? fault.endpoint, names[fault.kind]]
      if (fault.errcode !== undefined) parts.push(String(fault.errcode))
      if (fault.ms !== undefined) parts.push(`${fault.ms} 毫秒`)
      if (fault.count !== undefined) parts.push(`还剩 ${fault.count - fault.struck} 次`)
      if (fault.until !== undefined) parts.push(`到 ${fullTime(fault.until)}`)
      return parts.join(' · ')
    }
    const status = { waiting: '等待', delivered: '已送达', dropped: '已丢弃' }
    const remove = id =>
      attempt(async () => {
        await erase('/faults', { id })
        await load()
      })
    return {
      store,
      form,
      faults,
      deliveries,
      calls,
      open,
      kinds,
      targets,
      add,
      clear,
      remove,
      advance,
      act,
      describe,
      status,
      fullTime,
      longTime,
    }
  },
  template: `
    <div class="side-body scroll faults">
      <section><h4>沙箱时钟</h4>
        <div class="row"><b data-testid="clock-now">{{ fullTime(store.now) }}</b></div>
        <div class="row"><button data-testid="clock-hour" @click="advance(1)">快进 1 小时</button><button data-testid="clock-day" @click="advance(24)">1 天</button><button data-testid="clock-week" @click="advance(168)">7 天</button></div>
        <p class="tip">只影响这个替身（令牌、卡片、限额的期限）。</p></section>
      <section><h4>让企业微信出错</h4>
        <div class="row"><select v-model="form.endpoint" data-testid="fault-endpoint"><option v-for="[v, t] in targets" :key="v" :value="v">{{ t }}</option></select>
          <select v-model="form.kind" data-testid="fault-kind"><option v-for="[v, t] in kinds" :key="v" :value="v">{{ t }}</option></select></div>
        <div class="row">
          <label v-if="form.kind === 'errcode'">错误码 <input v-model="form.errcode" class="tiny" /></label>
          <label v-if="['slow', 'delay', 'shuffle'].includes(form.kind)">毫秒 <input v-model="form.ms" class="tiny" /></label>
          <label v-if="form.kind === 'outage'">分钟 <input v-model="form.minutes" class="tiny" /></label>
          <label v-else>次数 <input v-model="form.count" class="tiny" data-testid="fault-count" /></label>
          <button class="primary" data-testid="fault-add" @click="add">开始</button></div>
        <div v-for="fault in faults" :key="fault.id" class="fault">{{ describe(fault) }}<button title="取消" @click="remove(fault.id)">×</button></div>
        <div class="row"><button v-if="faults.length" data-testid="faults-clear" @click="clear">全部取消</button><span v-else class="tip">现在一切正常</span></div></section>
      <section><h4>平台</h4>
        <div class="row"><button @click="act('/token/revoke', {})">让令牌失效</button><button @click="act('/bot/cut')">断开机器人</button>
          <button @click="act('/settings', { trustedIp: !store.company.settings.trustedIp })">{{ store.company.settings.trustedIp ? '移出可信 IP' : '加回可信 IP' }}</button></div></section>
      <section><h4>回调记录</h4>
        <div data-testid="deliveries">
          <button v-for="d in deliveries" :key="d.id" class="log" @click="open = open === d.id ? '' : d.id">
            <span :class="['tag', d.status]">{{ status[d.status] }}</span><span class="log-title">{{ d.title }}</span><span class="log-time">{{ longTime(d.at, store.company.now) }}</span>
            <pre v-if="open === d.id">{{ d.xml.replace(/></g, '>\\n<') }}\n{{ d.attempts.map((a, i) => '第 ' + (i + 1) + ' 次：' + (a.error ?? 'HTTP ' + a.status) + '，' + a.ms + ' 毫秒').join('\\n') }}</pre>
          </button>
          <div v-if="deliveries.length === 0" class="empty">还没有回调</div></div></section>
      <section><h4>接口调用</h4>
        <div v-for="c in calls" :key="c.seq" class="log flat"><span :class="['tag', c.errcode === 0 && !c.fault ? 'delivered' : 'dropped']">{{ c.fault ?? c.errcode }}</span><span class="log-title">{{ c.endpoint }}</span><span class="log-time">{{ c.ms }} 毫秒</span></div>
        <div v-if="calls.length === 0" class="empty">还没有调用</div></section>
    </div>
  `,
}
