import pino from 'pino'

export type Logger = pino.Logger

/** Values that must never reach a log line, wherever they turn up in a text. */
const SECRET_IN_TEXT =
  /\b(access_token|corpsecret|secret|key|session_key|code|msg_signature|ticket|token)=([^&\s"']+)/gi
const MOBILE_IN_TEXT = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g

/** Masks secrets of URLs and mobile numbers inside a text that is about to be logged. */
export function scrub(text: string): string {
  return text.replace(SECRET_IN_TEXT, '$1=***').replace(MOBILE_IN_TEXT, '$1****$2')
}

const REDACTED = ['phone', 'mobile', 'email', 'token', 'secret', 'authorization', 'cookie', 'name', 'remark']

/** One JSON line per event on stderr; personal fields and secrets are removed by key and by pattern. */
export function createLogger(level: string, destination: pino.DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: undefined,
      redact: { paths: [...REDACTED, ...REDACTED.map(key => `*.${key}`)], censor: '***' },
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? { type: error.name, message: scrub(error.message), stack: error.stack && scrub(error.stack) }
            : scrub(String(error)),
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map(a => (typeof a === 'string' ? scrub(a) : a)) as Parameters<typeof method>)
        },
      },
    },
    destination,
  )
}
