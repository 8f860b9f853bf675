/** Where a card leads when it is tapped outside its buttons. */
export interface LinkOptions {
  /** The mini-program bound to the app; without it pages open in the browser. */
  miniProgramAppId?: string
  publicUrl: string
}

export type CardLink = { type: 2; appid: string; pagepath: string } | { type: 1; url: string }

/**
 * @param page mini-program path with query, e.g. `pages/dispute/dispute?id=…`; without one the front page
 */
export function cardLink(page: string | undefined, { miniProgramAppId, publicUrl }: LinkOptions): CardLink {
  if (miniProgramAppId && page) return { type: 2, appid: miniProgramAppId, pagepath: page }
  return { type: 1, url: pageUrl(page, publicUrl) }
}

/** The address that opens a page from a browser: `/open` chooses where it is shown. */
export function pageUrl(page: string | undefined, publicUrl: string): string {
  if (!page) return `${publicUrl}/`
  // Parentheses would end a markdown link early.
  const encoded = encodeURIComponent(page).replace(/[()]/g, char => (char === '(' ? '%28' : '%29'))
  return `${publicUrl}/open?page=${encoded}`
}
