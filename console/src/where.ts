/** `/setup/` is the same application, opened at the checks. */
export const setupPage = location.pathname.startsWith('/setup')
