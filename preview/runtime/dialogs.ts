// Toast, loading and modal of the client, drawn in HTML.

interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  confirmColor?: string
  success?(result: { confirm: boolean; cancel: boolean }): void
}

let toast: HTMLElement | undefined
let timer: number | undefined

/** Shows a toast; `duration` in ms, 0 stays until hidden. */
export function showToast(title: string, duration = 1500): void {
  hideToast()
  toast = element('div', 'native-toast', title)
  toast.setAttribute('role', 'status')
  document.body.append(toast)
  if (duration > 0) timer = window.setTimeout(hideToast, duration)
}

export function hideToast(): void {
  window.clearTimeout(timer)
  toast?.remove()
  toast = undefined
}

/** Shows a modal and resolves with the button that was pressed. */
export function showModal(options: ModalOptions): Promise<{ confirm: boolean; cancel: boolean }> {
  return new Promise(resolve => {
    const mask = element('div', 'native-mask')
    const close = (confirm: boolean) => {
      mask.remove()
      const result = { confirm, cancel: !confirm }
      options.success?.(result)
      resolve(result)
    }
    const box = element('div', 'native-modal')
    box.setAttribute('role', 'dialog')
    if (options.title) box.append(element('h3', '', options.title))
    box.append(element('p', '', options.content ?? ''))
    const footer = element('footer', '')
    if (options.showCancel !== false) footer.append(button(options.cancelText ?? '取消', () => close(false)))
    const confirm = button(options.confirmText ?? '确定', () => close(true))
    confirm.style.color = options.confirmColor ?? '#576b95'
    footer.append(confirm)
    box.append(footer)
    mask.append(box)
    document.body.append(mask)
  })
}

export function element(tag: string, className: string, text?: string): HTMLElement {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

export function button(text: string, onClick: () => void): HTMLButtonElement {
  const node = document.createElement('button')
  node.textContent = text
  node.onclick = onClick
  return node
}
