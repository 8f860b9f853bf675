import { computed, ref } from 'vue'
import { choosePerson, store } from './store.js'
import { colourOf, initials } from './text.js'

/** Left: who I am. */
export const People = {
  setup() {
    const words = ref('')
    const teams = computed(() => {
      const match = m =>
        m.status === 1 && [m.name, m.userId, m.position, m.department].some(t => t.includes(words.value.trim()))
      const byTeam = store.company.departments.map(department => ({
        ...department,
        members: store.company.members.filter(m => m.departments[0] === department.id && match(m)),
      }))
      return byTeam.filter(team => team.members.length > 0)
    })
    return { store, words, teams, choosePerson, colourOf, initials }
  },
  template: `
    <aside class="people">
      <div class="column-head">
        <div class="column-title">换个人看看</div>
        <input v-model="words" class="search" placeholder="搜索姓名、部门" data-testid="person-search" />
      </div>
      <div class="scroll">
        <section v-for="team in teams" :key="team.id">
          <h3 class="team">{{ team.name }}</h3>
          <button v-for="m in team.members" :key="m.userId" :data-testid="'person-' + m.userId" :title="m.name"
            :class="['person', { chosen: store.me?.userId === m.userId }]" @click="choosePerson(m)">
            <span class="face small" :style="{ background: colourOf(m.userId) }">{{ initials(m.name) }}</span>
            <span class="person-words"><span class="person-name">{{ m.name }}</span><span class="person-role">{{ m.position || m.role }}</span></span>
            <span v-if="store.unreadByPerson[m.userId] && store.me?.userId !== m.userId" class="badge quiet" :data-testid="'person-unread-' + m.userId">
              {{ store.unreadByPerson[m.userId] > 99 ? '99+' : store.unreadByPerson[m.userId] }}</span>
          </button>
        </section>
        <div v-if="teams.length === 0" class="empty">没有找到这个人</div>
      </div>
    </aside>
  `,
}
