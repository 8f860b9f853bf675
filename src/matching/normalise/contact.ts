import { cleanText, toSimplified } from './text'

/** A person's name without titles (张总, 李经理, 王小姐 …). Only a full name of two to four Chinese characters, or a Latin one, says anything. */
export function normaliseContact(text: string): string {
  const name = toSimplified(cleanText(text, 40))
    .toLowerCase()
    .replace(/[（(].*$/, '')
    .replace(/[\s·.]/g, '')
  const bare = name.replace(
    /(?:总经理|董事长|经理|总监|主任|老板|老师|先生|女士|小姐|主管|院长|校长|厂长|店长|部长|处长|科长|工程师|总|工|董|姐|哥|局)$/,
    '',
  )
  return bare.length >= 2 ? bare : ''
}
