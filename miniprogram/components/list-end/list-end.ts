/** The end of a paged list (`more` of ListState). Events: `retry`. */
Component({
  properties: { more: { type: String, value: 'idle' } },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
  },
})
