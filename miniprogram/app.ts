import { restoreSession } from './core/session'

App({
  onLaunch() {
    restoreSession()
  },
})
