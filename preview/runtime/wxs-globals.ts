// What WXS has and JavaScript has not. The compiled templates expect these as globals.

Object.assign(globalThis, {
  getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  getDate: (...args: []) => new Date(...args),
  /** The build writes this for `x.constructor`, which in WXS is the name of the type. */
  __wxsTypeName: (x: unknown) => (x == null ? undefined : Object.prototype.toString.call(x).slice(8, -1)),
})
