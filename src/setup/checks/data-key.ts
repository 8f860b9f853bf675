import type { Context } from '../../context'
import { HardKeyEntity } from '../../customer/customer.entity'
import { readSetting, writeSetting } from '../../db/settings'
import { type Examination, type Finding, fail, ok, warn } from '../check'

/** What was sealed once must open for ever. */
export const DATA_KEY_PROBE = 'data-key.probe'

export const dataKey: Examination = { id: 'data-key', title: '数据密钥 DATA_KEY', examine: examineDataKey }

/** Whether DATA_KEY opens what stands in the database. */
export async function examineDataKey(context: Context): Promise<Finding> {
  const sealed = await oldestSealed(context)
  if (sealed === undefined) {
    await context.transaction(tx => writeSetting(tx, DATA_KEY_PROBE, tx.vault.seal('baobei')))
    return ok('已记下密钥的指纹；请把 DATA_KEY 另外备份，丢失后加密的联系方式无法恢复')
  }
  if (!opens(context, sealed))
    return fail(
      'DATA_KEY 与数据库不一致，已加密的数据打不开',
      '把 DATA_KEY 改回原来的值；刚换过密钥时，把旧的填到 DATA_KEY_PREVIOUS，再运行 npm run keys:rotate',
    )
  return context.vault.isOld(sealed)
    ? warn('还有用旧密钥加密的数据', '运行 npm run keys:rotate，完成后去掉 DATA_KEY_PREVIOUS')
    : ok('密钥与数据库一致')
}

/** What was sealed longest ago: the last that a change of keys seals anew. Before the first customer, a text of our own. */
async function oldestSealed(context: Context): Promise<string | undefined> {
  const [row] = await context.read.find(HardKeyEntity, { order: { id: 'ASC' }, take: 1 })
  return row?.sealed ?? readSetting<string>(context.read, DATA_KEY_PROBE)
}

function opens(context: Context, sealed: string): boolean {
  try {
    context.vault.open(sealed)
    return true
  } catch {
    // Sealed with another key: that is the answer asked for.
    return false
  }
}
