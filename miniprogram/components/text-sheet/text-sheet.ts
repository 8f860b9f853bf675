/**
 * Asks for a few sentences: a statement, evidence, a follow-up. Tapping a phrase adds it to the text.
 * Events: `submit` with `{ text }`, `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false, observer: 'opened' },
    title: { type: String, value: '' },
    hint: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    phrases: { type: Array, value: [] as string[] },
    confirm: { type: String, value: '提交' },
    busy: { type: Boolean, value: false },
  },
  data: { text: '', ready: false },
  methods: {
    opened(visible: boolean) {
      if (visible) this.setText('')
    },
    setText(text: string) {
      this.setData({ text, ready: text.trim().length > 0 })
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setText(event.detail.value)
    },
    addPhrase(event: WechatMiniprogram.TouchEvent) {
      const phrase = String(event.currentTarget.dataset.phrase)
      const { text } = this.data
      this.setText(text ? `${text}；${phrase}` : phrase)
    },
    submit() {
      const text = this.data.text.trim()
      if (text) this.triggerEvent('submit', { text })
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
