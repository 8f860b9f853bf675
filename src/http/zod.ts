import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'

extendZodWithOpenApi(z)
z.config(z.locales.zhCN())

/** zod with Chinese messages and names for the OpenAPI document. Every schema of this folder is made with it. */
export { z }
