// WXSS → one style sheet for the browser, with the scoping that glass-easel expects of class names.
import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'

/** 750 rpx are the width of the window, whatever its pixels. */
const RPX_PER_VW = 7.5

/**
 * @param {import('./graph.mjs').Unit[]} units
 * @param {string} root absolute path of `miniprogram/`
 * @param {Map<string, string>} scopes unit id → style scope name; shared units have none
 * @param {(name: string) => string | null} iconUrl URL of a TDesign icon that is part of the preview
 */
export function compileStyles(units, root, scopes, iconUrl) {
  const sheets = [rewrite(inline(path.join(root, 'app.wxss')), { tags: true })]
  for (const unit of units) {
    const file = `${unit.base}.wxss`
    if (!fs.existsSync(file)) continue
    const scope = scopes.get(unit.id)
    // A page's sheet is loaded with the page only: hold it to the page's own tree.
    sheets.push(rewrite(inline(file), scope ? { scope, iconUrl } : { page: unit.id, tags: true }))
  }
  return sheets.join('\n')
}

/** Reads a sheet and puts its imports in their place. */
function inline(file) {
  const css = postcss.parse(fs.readFileSync(file, 'utf8'), { from: file })
  css.walkAtRules('import', rule => {
    const target = rule.params.replace(/['"]/g, '')
    rule.replaceWith(
      inline(target.startsWith('/') ? path.join(file, target) : path.join(path.dirname(file), target)).nodes,
    )
  })
  return css
}

function rewrite(css, { scope, page, tags, iconUrl }) {
  // TDesign loads its icon font from a CDN. The preview draws the icons from files beside it.
  css.walkAtRules('font-face', rule => rule.remove())
  css.walkRules(rule => {
    if (rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return
    const icon = /^\.t-icon-([\w-]+):before$/.exec(rule.selector)
    if (icon && iconUrl) {
      const url = iconUrl(icon[1])
      if (!url) return rule.remove()
      rule.removeAll()
      const mask = `url(${url}) center / contain no-repeat`
      rule.append({ prop: 'content', value: "''" }, { prop: 'display', value: 'block' })
      rule.append({ prop: 'width', value: '1em' }, { prop: 'height', value: '1em' })
      rule.append(
        { prop: 'background', value: 'currentColor' },
        { prop: '-webkit-mask', value: mask },
        { prop: 'mask', value: mask },
      )
    }
    rule.selector = selectorParser(selectors => {
      selectors.walkClasses(node => {
        if (scope) node.value = `${scope}--${node.value}`
      })
      selectors.walkTags(node => {
        if (tags || scope) node.value = `wx-${node.value}`
      })
      selectors.walkPseudos(node => {
        if (node.value === ':host') node.replaceWith(attribute('wx-host', scope))
      })
      // `page { … }` is the page's own element, everything else lies below it.
      if (page) {
        selectors.each(selector => {
          const isPageItself = selector.first?.type === 'tag' && selector.first.value === 'wx-page'
          if (isPageItself) return void selector.insertAfter(selector.first, attribute('data-route', page))
          selector.prepend(selectorParser.combinator({ value: ' ' }))
          selector.prepend(attribute('data-route', page))
        })
      }
    }).processSync(rule.selector)
  })
  css.walkDecls(decl => {
    decl.value = rpxToVw(decl.value)
  })
  return css.toString()
}

/** `[name="value"]` */
function attribute(name, value) {
  const node = selectorParser.attribute({ attribute: name, operator: '=', raws: {} })
  node.setValue(value, { quoteMark: '"' })
  return node
}

/** `12rpx` → `1.6vw`, in style sheets and in inline styles. */
export function rpxToVw(value) {
  return value.replace(/(-?[\d.]+)rpx\b/g, (_, n) => `${+(Number(n) / RPX_PER_VW).toFixed(4)}vw`)
}
