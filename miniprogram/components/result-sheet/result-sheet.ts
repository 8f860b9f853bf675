import type { ResultView } from '../../services/result-view'

/**
 * The answer to a check or a report, from below: verdict, whose customer, why, and what can be done.
 * Events: `act` with `{ key: SheetAction }`, `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** A ResultView of services/result-view. */
    view: { type: Object, value: {} as Partial<ResultView> },
    busy: { type: Boolean, value: false },
  },
  methods: {
    act(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('act', { key: event.currentTarget.dataset.key })
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
    close() {
      this.triggerEvent('close')
    },
  },
})
