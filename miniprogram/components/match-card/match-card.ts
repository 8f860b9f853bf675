/** One registered customer that resembles what was entered (MatchRow): whose it is, why we think so, until when. */
Component({
  properties: { match: { type: Object, value: {} as WechatMiniprogram.IAnyObject } },
})
