import { onMounted, ref, shallowRef } from 'vue'

/** Something that is fetched when the page opens, with its three states. What is shown stays while it is fetched again. */
export function useLoad<T>(fetch: () => Promise<T>) {
  const data = shallowRef<T>()
  const error = ref('')
  const loading = ref(true)
  async function reload() {
    loading.value = true
    try {
      data.value = await fetch()
      error.value = ''
    } catch (failure) {
      error.value = (failure as Error).message
    }
    loading.value = false
  }
  onMounted(reload)
  return { data, error, loading, reload }
}
