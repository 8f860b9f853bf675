/** Calls the control API of the sandbox. Throws an Error with the Chinese text of the answer. */
async function call(method, path, body) {
  const answer = await fetch(`api${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  const result = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(result.error ?? `沙箱应答 ${answer.status}`)
  return result
}

export const get = (path, query = {}) => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)).toString()
  return call('GET', text ? `${path}?${text}` : path)
}
export const post = (path, body = {}) => call('POST', path, body)
export const erase = (path, query = {}) => call('DELETE', `${path}?${new URLSearchParams(query)}`)
