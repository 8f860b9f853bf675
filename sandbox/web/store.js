import { reactive } from 'vue'
import { get, post } from './api.js'

/** What the page shows. One person sits before it; the rest is asked from the sandbox when it says that something changed. */
export const store = reactive({
  company: undefined,
  me: undefined,
  chats: [],
  chatId: '',
  room: undefined,
  tab: 'mini',
  miniPage: '',
  dialog: undefined,
  toast: '',
  unreadByPerson: {},
  now: Date.now(),
  live: false,
})

let toastTimer
/** Shows a short message at the top. */
export function say(text) {
  store.toast = text
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => {
    store.toast = ''
  }, 2600)
}

/** Runs an action and shows its error, if it has one. Returns whether it went well. */
export async function attempt(work) {
  try {
    await work()
    return true
  } catch (error) {
    say(error.message)
    return false
  }
}

export async function loadCompany() {
  store.company = await get('/company')
  store.now = store.company.now
  if (store.me) store.me = store.company.members.find(member => member.userId === store.me.userId)
}

export async function loadChats() {
  if (!store.me) return
  const who = store.me.userId
  const { chats } = await get('/chats', { userid: who })
  if (store.me.userId !== who) return
  store.chats = chats
}

export async function loadRoom() {
  if (!store.me || !store.chatId) return
  const asked = { userid: store.me.userId, chatId: store.chatId }
  const room = await get('/messages', asked)
  if (asked.userid === store.me.userId && asked.chatId === store.chatId) store.room = room
}

let sitting = 0
/**
 * Somebody else sits down before the page, and the chat they probably want is opened: unless they, or the next person,
 * were quicker than the answers.
 */
export async function choosePerson(member, chatId) {
  const mine = ++sitting
  store.me = member
  store.chats = []
  store.room = undefined
  store.chatId = ''
  history.replaceState(null, '', `?userid=${encodeURIComponent(member.userId)}`)
  await post('/acting', { userid: member.userId })
  await loadChats()
  if (mine !== sitting || store.chatId !== '') return
  const first =
    store.chats.find(chat => chat.id === chatId) ?? store.chats.find(chat => chat.kind === 'internal') ?? store.chats[0]
  if (first) await openChat(first.id)
}

export async function openChat(chatId) {
  store.chatId = chatId
  store.room = undefined
  await attempt(() => post('/open', { userid: store.me.userId, chatId }))
  await Promise.all([loadRoom(), loadChats()])
}

/** Opens a page of the mini-program beside the chat. */
export function openMini(page) {
  store.miniPage = page
  store.tab = 'mini'
}

let pending = false
/** Asks again for what is shown, at most every 80 ms. */
function refresh() {
  if (pending) return
  pending = true
  setTimeout(async () => {
    pending = false
    await attempt(async () => {
      if (store.me && store.chatId) await post('/read', { userid: store.me.userId, chatId: store.chatId })
      await Promise.all([loadChats(), loadRoom(), loadUnread()])
    })
  }, 80)
}

/** Unread messages of everybody, for the picker. */
export async function loadUnread() {
  store.unreadByPerson = (await get('/unread')).unread
}

const systemTopics = ['people', 'settings', 'bot', 'clock']

/** Listens to the sandbox and keeps listening. `onChange` hears of every change. */
export function listen(onChange) {
  const events = new EventSource('api/events')
  events.onopen = () => {
    store.live = true
    refresh()
  }
  events.onerror = () => {
    store.live = false
  }
  events.onmessage = event => {
    const change = JSON.parse(event.data)
    if (systemTopics.includes(change.topic)) void attempt(loadCompany)
    if (change.topic === 'message' || change.topic === 'contact' || change.topic === 'chat') refresh()
    onChange(change)
  }
}
