/** Reads until the value is the expected one; then, or after ten seconds, Jest compares them. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  const wanted = JSON.stringify(expected)
  for (let turn = 0; turn < 200; turn += 1) {
    if (JSON.stringify(await read()) === wanted) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  expect(await read()).toEqual(expected)
}
