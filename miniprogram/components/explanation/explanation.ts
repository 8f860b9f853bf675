/** Field by field: what was entered, what is registered, and what that says. Takes ExplanationRow[]. */
Component({
  properties: { rows: { type: Array, value: [] as WechatMiniprogram.IAnyObject[] } },
})
