import { computed, reactive } from 'vue'
import { post } from './api.js'
import { attempt, openMini, say, store } from './store.js'

const sourceColours = ['#8a919f', '#1f2329', '#e5484d', '#2b8a3e']

/** A template card (documents 90236, 101032) as the client shows it. */
export const TemplateCard = {
  props: { message: Object },
  setup(props) {
    const card = computed(() => props.message.card?.card ?? props.message.content)
    const replaced = computed(() => props.message.card?.replaced)
    const chosen = reactive({})
    const questions = computed(() => {
      const all = card.value.select_list ?? (card.value.button_selection ? [card.value.button_selection] : [])
      return all.map(q => ({ ...q, value: chosen[q.question_key] ?? q.selected_id ?? '' }))
    })
    const box = computed(() => card.value.checkbox)
    const boxValue = computed(() => {
      const preset = (box.value?.option_list ?? []).filter(o => o.is_checked).map(o => o.id)
      return box.value ? (chosen[box.value.question_key] ?? preset) : []
    })
    const tick = id => {
      const { question_key: key, mode } = box.value
      const now = boxValue.value
      chosen[key] = mode === 1 ? (now.includes(id) ? now.filter(x => x !== id) : [...now, id]) : [id]
    }
    const busy = reactive({ key: '' })
    const press = async key => {
      // a double click counts once; a card that changed has new buttons, which work at once
      if (busy.key === key) return
      busy.key = key
      const selections = {}
      for (const q of questions.value) if (q.value) selections[q.question_key] = q.value
      if (box.value) selections[box.value.question_key] = boxValue.value
      const body = { userid: store.me.userId, messageId: props.message.id, key, selections }
      await attempt(() => post('/tap', body))
      setTimeout(() => {
        if (busy.key === key) busy.key = ''
      }, 600)
    }
    const follow = target => {
      if (!target) return
      if (target.type === 2 || target.pagepath) openMini(target.pagepath ?? '')
      else if (target.url) window.open(target.url, '_blank', 'noopener')
      else say('这里没有链接')
    }
    const clickable = computed(() => [1, 2].includes(card.value.card_action?.type))
    return { card, replaced, questions, chosen, box, boxValue, tick, press, busy, follow, clickable, sourceColours }
  },
  template: `
    <div class="card" data-testid="card" :data-task-id="message.card?.taskId">
      <div v-if="card.source?.desc" class="card-source"><img v-if="card.source.icon_url" :src="card.source.icon_url" alt="" @error="$event.target.remove()" />
        <span :style="{ color: sourceColours[card.source.desc_color ?? 0] }">{{ card.source.desc }}</span></div>
      <details v-if="card.action_menu?.action_list?.length && !replaced" class="card-menu"><summary :title="card.action_menu.desc">⋯</summary>
        <div><button v-for="a in card.action_menu.action_list" :key="a.key" :data-testid="'card-menu-' + a.key" @click="press(a.key)">{{ a.text }}</button></div></details>
      <div :class="{ link: clickable }" @click="clickable && follow(card.card_action)">
        <div v-if="card.main_title?.title" class="card-title" data-testid="card-title">{{ card.main_title.title }}</div>
        <div v-if="card.main_title?.desc" class="card-desc">{{ card.main_title.desc }}</div>
        <div v-if="card.emphasis_content" class="card-emphasis"><b>{{ card.emphasis_content.title }}</b><span>{{ card.emphasis_content.desc }}</span></div>
        <div v-if="card.quote_area" class="card-quote" @click.stop="follow(card.quote_area)"><b v-if="card.quote_area.title">{{ card.quote_area.title }}</b>{{ card.quote_area.quote_text }}</div>
        <div v-if="card.sub_title_text" class="card-sub">{{ card.sub_title_text }}</div>
        <dl v-if="card.horizontal_content_list?.length" class="card-rows">
          <template v-for="row in card.horizontal_content_list" :key="row.keyname + row.value">
            <dt>{{ row.keyname }}</dt>
            <dd :class="{ colleague: row.type === 3, anchor: row.type === 1 }" :data-testid="'card-value-' + row.keyname" @click.stop="row.type === 1 && follow(row)">{{ row.value }}</dd>
          </template>
        </dl>
        <div v-for="row in card.vertical_content_list ?? []" :key="row.title" class="card-vertical"><b>{{ row.title }}</b><span>{{ row.desc }}</span></div>
      </div>
      <div v-if="card.jump_list?.length" class="card-jumps">
        <button v-for="jump in card.jump_list" :key="jump.title" @click="follow(jump)">{{ jump.title }}<i>›</i></button>
      </div>
      <template v-if="!replaced">
        <label v-for="q in questions" :key="q.question_key" class="card-question"><span>{{ q.title || '请选择' }}</span>
          <select :value="q.value" :disabled="q.disable" :data-testid="'card-select-' + q.question_key" @change="chosen[q.question_key] = $event.target.value">
            <option value="" disabled>请选择</option>
            <option v-for="o in q.option_list" :key="o.id" :value="o.id">{{ o.text }}</option>
          </select></label>
        <div v-if="box" class="card-options"><label v-for="o in box.option_list" :key="o.id">
          <input :type="box.mode === 1 ? 'checkbox' : 'radio'" :checked="boxValue.includes(o.id)" :disabled="box.disable" @change="tick(o.id)" />{{ o.text }}</label></div>
        <div v-if="card.button_list?.length" :class="['card-buttons', { many: card.button_list.length > 2 }]">
          <button v-for="b in card.button_list" :key="b.key ?? b.text" :class="['style-' + (b.style ?? 1), { busy: busy.key === b.key }]"
            :data-testid="'card-button-' + b.key" @click="b.type === 1 ? follow(b) : press(b.key)">{{ b.text }}</button>
        </div>
        <div v-if="card.submit_button" class="card-buttons"><button class="style-1" :data-testid="'card-button-' + card.submit_button.key" @click="press(card.submit_button.key)">{{ card.submit_button.text }}</button></div>
      </template>
      <div v-else class="card-buttons"><button class="grey" disabled data-testid="card-replaced">{{ replaced }}</button></div>
      <button v-if="clickable" class="card-foot" data-testid="card-link" @click="follow(card.card_action)">
        {{ card.card_action.type === 2 ? '在小程序中查看' : '查看详情' }}<i>›</i></button>
    </div>
  `,
}
