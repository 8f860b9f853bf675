/** What WeCom adds to `wx` (document 91506 and following); absent in plain WeChat. */
declare namespace WechatMiniprogram {
  interface WeCom {
    /** `code` lives five minutes and works once (document 91506). */
    login(options: { success?(result: { code: string }): void; fail?(error: { errMsg: string }): void }): void
    checkSession(options: { success?(): void; fail?(error: { errMsg: string }): void }): void
  }
  interface Wx {
    /** Only inside WeCom. */
    qy?: WeCom
  }
  interface SystemInfo {
    /** `wxwork` inside WeCom, absent in WeChat (document 91510). */
    environment?: 'wxwork'
  }
}
