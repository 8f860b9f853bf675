/** `12rpx` → `1.6vw`: 750 rpx are the width of the window. The style sheet compiler has the same rule. */
export function rpxToVw(value: string): string {
  return value.replace(/(-?[\d.]+)rpx\b/g, (_, n: string) => `${Number(n) / 7.5}vw`)
}
