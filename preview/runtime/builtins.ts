// The client's own components, as far as the mini-program uses them. Everything else (view, text …) is a plain element.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'

type Field = HTMLInputElement | HTMLTextAreaElement
type Instance = glassEasel.GeneralComponent & { field: Field }

const hostOf = (self: Instance) => self.$$ as unknown as HTMLElement

/** Properties that TDesign binds; the preview has no use for those without a handler below. */
const FIELD_PROPERTIES = `value placeholder placeholderStyle placeholderClass type password focus autoFocus disabled maxlength
  confirmType confirmHold cursor cursorColor cursorSpacing adjustPosition alwaysEmbed selectionStart selectionEnd holdKeyboard
  safePasswordCertPath safePasswordLength safePasswordTimeStamp safePasswordNonce safePasswordSalt safePasswordCustomHash
  ariaRole ariaLabel ariaRoledescription autoHeight fixed disableDefaultPadding showConfirmBar name`
const BUTTON_PROPERTIES = `activityType entrancePath formType openType hoverStopPropagation hoverStartTime hoverStayTime lang
  needShowEntrance sessionFrom hoverClass sendMessageTitle sendMessagePath sendMessageImg appParameter showMessageCard
  phoneNumberNoQuotaToast ariaLabel disabled loading`
const SCROLL_PROPERTIES = `scrollX scrollY scrollLeft scrollTop scrollIntoView enhanced enableFlex scrollAnchoring
  scrollWithAnimation enablePassive showScrollbar type upperThreshold lowerThreshold bounces`

/** Registers the built-ins so that every template of the space can use them by tag. */
export function defineBuiltins(space: glassEasel.ComponentSpace): void {
  const properties = (names: string) =>
    Object.fromEntries(names.split(/\s+/).map(name => [name, { type: null, value: null }]))
  const define = (tag: string, options: Record<string, unknown>) =>
    space.setGlobalUsingComponent(tag, space.defineComponent({ is: `builtin/${tag}`, ...options } as never) as never)

  const field = (tag: 'input' | 'textarea') =>
    define(tag, {
      properties: properties(FIELD_PROPERTIES),
      observers: [
        { fields: 'value', observer: show },
        { fields: 'placeholder, disabled, maxlength, type, password', observer: configure },
        { fields: 'focus', observer: focusWhenAsked },
      ],
      lifetimes: {
        created(this: Instance) {
          this.field = document.createElement(tag)
          this.field.className = 'native-field'
          hostOf(this).appendChild(this.field)
          listen(this)
        },
        attached(this: Instance) {
          configure.call(this)
          show.call(this)
          focusWhenAsked.call(this)
        },
      },
    })

  field('input')
  field('textarea')
  define('button', {
    properties: properties(BUTTON_PROPERTIES),
    lifetimes: {
      created(this: Instance) {
        hostOf(this).setAttribute('role', 'button')
      },
    },
  })
  define('scroll-view', {
    properties: properties(SCROLL_PROPERTIES),
    observers: [
      { fields: 'scrollX, scrollY', observer: scrollAxes },
      {
        fields: 'scrollLeft, scrollTop',
        observer(this: Instance) {
          const { scrollLeft, scrollTop } = this.data as { scrollLeft?: number; scrollTop?: number }
          hostOf(this).scrollTo({ left: scrollLeft ?? 0, top: scrollTop ?? 0, behavior: 'smooth' })
        },
      },
    ],
  })
}

function scrollAxes(this: Instance) {
  const host = hostOf(this)
  host.toggleAttribute('scroll-x', Boolean(this.data.scrollX))
  host.toggleAttribute('scroll-y', Boolean(this.data.scrollY))
}

/** Native events end at the field: the component tells the page in the mini-program's form instead. */
function listen(self: Instance) {
  const on = (type: string, tell: (field: Field, event: Event) => void) =>
    self.field.addEventListener(type, event => {
      event.stopPropagation()
      tell(self.field, event)
    })
  const tell = ({ value, selectionStart }: Field) => self.triggerEvent('input', { value, cursor: selectionStart })
  on('input', (field, event) => {
    if (!(event as InputEvent).isComposing) tell(field) // half-typed pinyin is not input yet
  })
  on('compositionend', tell)
  on('focus', ({ value }) => self.triggerEvent('focus', { value, height: 0 }))
  on('blur', ({ value }) => self.triggerEvent('blur', { value }))
  on('change', () => undefined)
  on('keydown', (field, event) => {
    if ((event as KeyboardEvent).key === 'Enter' && field.tagName === 'INPUT')
      self.triggerEvent('confirm', { value: field.value })
  })
}

function show(this: Instance) {
  const value = this.data.value == null ? '' : String(this.data.value)
  if (this.field.value !== value) this.field.value = value
}

function configure(this: Instance) {
  const { placeholder, disabled, maxlength, type, password } = this.data as Record<string, unknown>
  const { field } = this
  field.placeholder = placeholder == null ? '' : String(placeholder)
  field.disabled = Boolean(disabled)
  if (typeof maxlength === 'number' && maxlength >= 0) field.maxLength = maxlength
  else field.removeAttribute('maxlength')
  if (field instanceof HTMLInputElement) {
    field.type = password ? 'password' : 'text'
    field.inputMode = type === 'number' ? 'numeric' : type === 'digit' ? 'decimal' : 'text'
  }
}

function focusWhenAsked(this: Instance) {
  if (this.data.focus || this.data.autoFocus) this.field.focus()
}
