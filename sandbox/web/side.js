import { computed, ref, watch } from 'vue'
import { FaultPanel } from './faults.js'
import { store } from './store.js'

/** Right: mini-program, console and faults, as the chosen person. */
export const Side = {
  components: { FaultPanel },
  setup() {
    const mini = computed(() => {
      if (!store.me) return ''
      const query = new URLSearchParams({
        userid: store.me.userId,
        ...(store.miniPage ? { page: store.miniPage } : {}),
      })
      return `/preview/?${query}`
    })
    // the OAuth page of the sandbox lets the person of the cookie in; `n` loads the frame anew for each person
    const console_ = computed(() =>
      store.me ? `${store.company.serverUrl}/auth/wecom/login?to=/console/&as=${store.me.userId}` : '',
    )
    const count = ref(0)
    watch(
      () => [store.me?.userId, store.miniPage],
      ([who], [before]) => {
        if (before && who !== before) store.miniPage = ''
        count.value++
      },
    )
    const home = () => {
      store.miniPage = ''
      count.value++
    }
    return { store, mini, console_, count, home }
  },
  template: `
    <aside class="side">
      <nav class="tabs">
        <button :class="{ on: store.tab === 'mini' }" data-testid="tab-mini" @click="store.tab = 'mini'">小程序</button>
        <button :class="{ on: store.tab === 'console' }" data-testid="tab-console" @click="store.tab = 'console'">控制台</button>
        <button :class="{ on: store.tab === 'faults' }" data-testid="tab-faults" @click="store.tab = 'faults'">故障</button>
      </nav>
      <div v-if="store.tab === 'mini'" class="side-body">
        <div class="side-note"><span>{{ store.me?.name }} 的小程序（真实源码，浏览器预览）</span><button @click="home">回首页</button><a :href="mini" target="_blank">新窗口</a></div>
        <iframe v-if="store.me" :key="store.me.userId + count" :src="mini" title="小程序预览" data-testid="mini-frame"></iframe>
      </div>
      <div v-else-if="store.tab === 'console'" class="side-body">
        <div class="side-note"><span>以 {{ store.me?.name }} 登录控制台</span><a :href="console_" target="_blank">新窗口</a></div>
        <iframe v-if="store.me" :key="store.me.userId" :src="console_" title="控制台" data-testid="console-frame"></iframe>
      </div>
      <FaultPanel v-else />
    </aside>
  `,
}
