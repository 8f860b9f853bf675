import { createHash } from 'node:crypto'
import type { MatchView } from '../../src/customer/present-match'
import { maskPerson } from '../../src/privacy/mask'
import { untilSynchronised } from '../support/look-inside'
import { Member, type SandboxProcess } from '../support/server-process'
import type { Answer, Racer } from './race'

/** Surnames that stay different when masked. */
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'

export const people = (count: number) =>
  Array.from({ length: count }, (_, k) => ({ userId: `racer${k}`, name: `${SURNAMES[k]}甲` }))

interface Checked {
  matches: MatchView[]
}
type Submitted = { kind: string; check: Checked }

/** Members at the product's own API. */
export async function memberRacers(
  sandbox: SandboxProcess,
  serverUrl: string,
  databaseUrl: string,
  count: number,
): Promise<Racer[]> {
  await untilSynchronised(databaseUrl)
  return Promise.all(
    people(count).map(async ({ userId, name }): Promise<Racer> => {
      const member = await new Member(sandbox, userId).login(serverUrl)
      return {
        userId,
        shownAs: maskPerson(name),
        async report(url, input) {
          const requestKey = createHash('sha1')
            .update(`${userId} ${JSON.stringify(input)}`)
            .digest('hex')
          const answer = await member
            .call<Submitted>(url, 'POST', '/registrations', { ...input, requestKey })
            .catch(() => undefined)
          if (!answer || answer.status >= 500) return { result: 'unknown' }
          if (answer.status !== 200 && answer.status !== 201) return { result: 'nobody' }
          const { kind, check } = answer.body
          if (kind === 'registered' || kind === 'yours') return { result: 'won' }
          return kind === 'collided' ? { result: 'lost', owner: check.matches[0]?.owner?.name } : { result: 'nobody' }
        },
        async ask(url, input) {
          const answer = await member.call<Checked>(url, 'POST', '/customers/check', input).catch(() => undefined)
          if (answer?.status !== 200) return { result: 'unknown' }
          return readAnswer(answer.body)
        },
      }
    }),
  )
}

function readAnswer({ matches }: Checked): Answer {
  const owner = matches[0]?.owner
  if (!owner) return { result: 'nobody' }
  return owner.isMe ? { result: 'won' } : { result: 'lost', owner: owner.name }
}
