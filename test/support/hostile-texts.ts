/** Texts that should cost no more than others, whatever is done with them. */
export const HOSTILE_TEXTS: [what: string, text: string][] = [
  ['ten thousand characters', '润海机械'.repeat(2_500)],
  ['ten thousand brackets', '（('.repeat(5_000)],
  ['ten thousand spaces', `润${' '.repeat(10_000)}海`],
  ['emoji', '🏢🏢🏢润海🔥机械👨‍👩‍👧‍👦'],
  ['direction marks', '\u202e司公限有\u202c润海\u200f机械'],
  ['NUL', '润\u0000海\u0000机械'],
  ['lone surrogates', '\ud800润海\udc00机械\ud83d'],
  ['forms only', '有限公司股份有限公司集团有限公司'.repeat(50)],
  ['places only', '江苏省苏州市'.repeat(300)],
  ['trades only', '科技'.repeat(2_000)],
  ['combining marks', `润${'\u0301'.repeat(5_000)}海`],
  ['one character again and again', '海'.repeat(10_000)],
  ['digits', '9'.repeat(10_000)],
  ['letters', 'a'.repeat(10_000)],
  ['field separators of the stored form', '润|海\t机\n械*,'],
]
