/** Arguments of the command-line client for a URL; the password goes through the environment, not the process list. */
export function mysqlClient(databaseUrl: string): { args: string[]; env: NodeJS.ProcessEnv; name: string } {
  const url = new URL(databaseUrl.replace(/^mariadb:/, 'mysql:'))
  return {
    args: [
      `--host=${url.hostname}`,
      `--port=${url.port || 3306}`,
      `--user=${decodeURIComponent(url.username)}`,
      '--default-character-set=utf8mb4',
    ],
    env: { ...process.env, MYSQL_PWD: decodeURIComponent(url.password) },
    name: url.pathname.slice(1),
  }
}
