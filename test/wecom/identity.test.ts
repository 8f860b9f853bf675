import { wecomIdentity } from '../../src/wecom/identity'
import type { WecomClient } from '../../src/wecom/wecom-client'
import { WecomError } from '../../src/wecom/wecom-error'

describe('who is behind a login code', () => {
  const failing = (error: Error) => {
    const login = { memberOfWeb: () => Promise.reject(error), memberOfMiniProgram: () => Promise.reject(error) }
    return wecomIdentity({ login } as unknown as WecomClient, 'corp', async () => {})
  }

  it('is nobody when WeCom does not know the code', async () => {
    expect(await failing(new WecomError('refused', '/auth/getuserinfo', '', 40029)).oauth('old')).toBeUndefined()
  })

  it.each(['unreachable', 'uncertain', 'busy'] as const)(
    'cannot be told while WeCom is %s: the person may wait',
    async failure => {
      await expect(failing(new WecomError(failure, '/auth/getuserinfo', '')).oauth('code')).rejects.toMatchObject({
        code: 'wecom_failed',
        message: expect.stringContaining('稍后'),
      })
    },
  )

  it('passes on what to do when a setting is wrong', async () => {
    const error = new WecomError('settings', '/auth/getuserinfo', '请把服务器 IP 加入企业可信 IP', 60020)
    await expect(failing(error).miniProgram('code')).rejects.toMatchObject({ message: '请把服务器 IP 加入企业可信 IP' })
  })

  it('says that the mini-program is not bound to the app, instead of blaming the code', async () => {
    const error = new WecomError('busy', '/miniprogram/jscode2session', '', 40014)
    await expect(failing(error).miniProgram('code')).rejects.toMatchObject({
      code: 'wecom_failed',
      message: expect.stringContaining('小程序'),
    })
  })

  it('hides no fault of our own', async () => {
    await expect(failing(new TypeError('bug')).oauth('code')).rejects.toThrow(TypeError)
  })
})
