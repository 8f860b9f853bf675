import { DataSource } from 'typeorm'
import { mysqlOptions, sqliteOptions } from './src/db/open'
import { SCHEMA } from './src/schema'

/** For TypeORM's command line: `npx typeorm migration:show -d dist/ormconfig.js`. The server opens its database itself. */
const url = process.env.DATABASE_URL ?? 'sqlite:data/baobei.sqlite'

export default new DataSource(
  url.startsWith('sqlite:')
    ? sqliteOptions(url.slice('sqlite:'.length), false, SCHEMA)
    : mysqlOptions(url, 'mariadb', 2, SCHEMA),
)
