/** The published samples of WeCom (V1, V2) and three made with the same algorithm. */
export const TOKEN = 'QDG6eK'
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
export const CORP_ID = 'wx5823bf96d3bd56c7'

export const V1 = {
  query: { signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3', timestamp: '1409659589', nonce: '263014780' },
  encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  message: '1616140317555161061',
}

export const V2 = {
  query: { signature: '477715d11cdb4164915debcba66cb864d751f3e6', timestamp: '1409659813', nonce: '1372623149' },
  encrypted:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
}

export const V3 = {
  query: { signature: 'd3761718cf243fb4c718d98fa96e0b4dc388efc3', timestamp: '1700000000', nonce: 'nonce123' },
  encrypted:
    'sKqRbbiSUnDhFHOvPjtUMc1PTX8HMQjfho8BNG5y6Stu6rK6pLQUfXR9GpZlgYyJP3A1jlrcymkQ4cCSGICZuqTtPUHUJzTP4VB/8Ollqe5weaCLMNKJhv+wz09X2Yaj',
  message: '{"msgid":"m1","aibotid":"b1","msgtype":"text"}',
}

export const V4 = {
  query: { signature: 'ab4acd932444d2fc2a6d79665523d282231c4ce3', timestamp: '1409735669', nonce: '1320562132' },
  encrypted:
    'sKqRbbiSUnDhFHOvPjtUMUsEVmDADXLt0OZuIlorZM8pvjawaOsimQbTXGTf/UKjyK4ke7gR5eo//jsi80yh5MXsf+4+kHZ+jGk6w0q1yRfTgL/c5+Ggj2kOPicKSdorGPRIqrLftZqMmZrzQ3DowFkMBKnJ2LMIJCmYK3JhT6roHPrY2YVxS7iYsvyZ0pGVzHH1P5d+cTeWrTHKcxXeBfDjTarxPWaCPlEXcW/ZwkbHzsITOXnZiCb6+DJd22sdl98na22VT8xGR9Ouot/bmzcUcggVSciDVRFJ93llLFE5zLdLFnzUN3NjFWSlNDIvcpQT56gOQU3imSKghOGOWF9HnwrnkbDOJFBQiMRYmD/Ym7DWh5IRlJstvSlhcJOW',
  message:
    '<xml><ToUserName><![CDATA[mycreate]]></ToUserName><FromUserName><![CDATA[wx5823bf96d3bd56c7]]></FromUserName><CreateTime>1409735668</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content></xml>',
}

export const V5 = {
  encrypted: 'sKqRbbiSUnDhFHOvPjtUMbIZSXIGXhMVjSw/GrqA0sBQktmCoXCAAiqR3JDeP3nhA5uVOSHsO17VaV3DIIuu3w==',
  message: '123456789012',
}
