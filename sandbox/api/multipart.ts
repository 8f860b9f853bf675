export interface FilePart {
  filename: string
  contentType: string
  data: Buffer
}

/** The file of one field of a multipart body (RFC 7578), or undefined. */
export function filePart(body: Buffer, contentType: string, field: string): FilePart | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return undefined
  const marker = Buffer.from(`--${boundary}`)
  let start = body.indexOf(marker)
  while (start >= 0) {
    const end = body.indexOf(marker, start + marker.length)
    if (end < 0) return undefined
    // between the markers: CRLF headers CRLF CRLF data CRLF
    const part = body.subarray(start + marker.length + 2, end - 2)
    const split = part.indexOf('\r\n\r\n')
    const headers = part.subarray(0, Math.max(0, split)).toString('utf8')
    if (split >= 0 && new RegExp(`[;\\s]name="?${field}"?`, 'i').test(headers)) {
      return {
        filename: /filename="([^"]*)"/i.exec(headers)?.[1] ?? field,
        contentType: /content-type:\s*([^\r\n]+)/i.exec(headers)?.[1] ?? 'application/octet-stream',
        data: Buffer.from(part.subarray(split + 4)),
      }
    }
    start = end
  }
  return undefined
}
