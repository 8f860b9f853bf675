/** A business error of the API: HTTP 200 with this errcode (document 90313). */
export class WecomError extends Error {
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(errmsg)
  }
}

/** Throws unless the condition holds. */
export function must(condition: unknown, errcode: number, errmsg: string): asserts condition {
  if (!condition) throw new WecomError(errcode, errmsg)
}

/** A mistake of a caller of the control API: HTTP 400 with this text. */
export class ControlError extends Error {}

/** Throws a ControlError unless the condition holds. */
export function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new ControlError(message)
}
