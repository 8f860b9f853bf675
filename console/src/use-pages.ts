import { onMounted, ref, shallowRef } from 'vue'
import type { Page } from './api'

/** A list that grows page by page. */
export function usePages<T extends { id: string }>(fetch: (cursor?: string) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const cursor = ref<string>()
  const error = ref('')
  const loading = ref(true)
  let turn = 0

  async function load(from?: string) {
    const mine = ++turn
    loading.value = true
    try {
      const page = await fetch(from)
      // Something else was asked for meanwhile: its answer counts, not this one.
      if (mine !== turn) return
      items.value = from ? [...items.value, ...page.items] : page.items
      cursor.value = page.nextCursor
      error.value = ''
    } catch (failure) {
      if (mine !== turn) return
      error.value = (failure as Error).message
    }
    loading.value = false
  }

  /** What was settled leaves the list; an empty one with further pages is read again. */
  async function remove(id: string) {
    items.value = items.value.filter(item => item.id !== id)
    if (!items.value.length && cursor.value) await load()
  }

  /** For another question than the one before. */
  function restart() {
    items.value = []
    return load()
  }

  onMounted(() => load())
  return { items, cursor, error, loading, reload: () => load(), more: () => load(cursor.value), restart, remove }
}
