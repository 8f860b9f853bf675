import helmet from 'koa-helmet'
import type { Config } from '../../config'

/**
 * Security headers of every answer. No script but our own files; no frame but ours – and, in the sandbox, its page
 * that shows the console beside the chat. TDesign sets inline style attributes, hence 'unsafe-inline' for styles.
 */
export function securityHeaders(config: Config) {
  const https = config.publicUrl.startsWith('https://')
  const framers = ["'self'", ...(config.sandboxUrl ? [config.sandboxUrl] : [])]
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: framers,
      },
    },
    xFrameOptions: config.sandboxUrl ? false : { action: 'sameorigin' },
    strictTransportSecurity: https ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
}
