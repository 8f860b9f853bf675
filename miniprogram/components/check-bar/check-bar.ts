import type { ResultView } from '../../services/result-view'

/**
 * The answer while somebody is still typing, in one line. Tapping it opens the whole answer.
 * Events: `open`, `retry`.
 */
Component({
  properties: {
    /** idle, checking, done or failed. */
    status: { type: String, value: 'idle' },
    view: { type: Object, value: {} as Partial<ResultView> },
    error: { type: String, value: '' },
    /** Look-ups left today; said only when they run short. */
    remaining: { type: Number, value: -1 },
  },
  methods: {
    open() {
      this.triggerEvent('open')
    },
    retry() {
      this.triggerEvent('retry')
    },
  },
})
