/**
 * Loading, empty and failed, the same everywhere. The slot shows when `status` is `ready`.
 * Events: `retry` (after a failure), `act` (the button of an empty state).
 */
Component({
  properties: {
    status: { type: String, value: 'loading' },
    /** The sentence of a failure: what happened and what to do. */
    error: { type: String, value: '' },
    empty: { type: String, value: '这里还没有内容' },
    icon: { type: String, value: 'folder-open' },
    /** Text of the button of an empty state; none when empty. */
    action: { type: String, value: '' },
  },
  data: { cards: ['a', 'b', 'c', 'd'], bars: [{ width: '45%', height: '36rpx' }, { width: '80%' }, { width: '62%' }] },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
    act() {
      this.triggerEvent('act')
    },
  },
})
