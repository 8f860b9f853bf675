import { onMounted, ref, shallowRef } from 'vue'
import type { Page } from './api'

/** A list that grows page by page. */
export function usePages<T>(fetch: (cursor?: string) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const cursor = ref<string>()
  const error = ref('')
  const loading = ref(true)
  async function load(from?: string) {
    loading.value = true
    try {
      const page = await fetch(from)
      items.value = from ? [...items.value, ...page.items] : page.items
      cursor.value = page.nextCursor
      error.value = ''
    } catch (failure) {
      error.value = (failure as Error).message
    }
    loading.value = false
  }
  onMounted(() => load())
  return { items, cursor, error, loading, reload: () => load(), more: () => load(cursor.value) }
}
