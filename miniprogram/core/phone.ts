/** A number as people read it: `145 0000 3150`. Masked numbers, landlines and foreign numbers stay as they are. */
export function phoneText(phone: string): string {
  const mobile = /^(?:\+?86)?(1\d{2})([\d*]{4})(\d{4})$/.exec(phone.replace(/[\s-]/g, ''))
  return mobile ? mobile.slice(1).join(' ') : phone
}
