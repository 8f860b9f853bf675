import { type EntitySchema, Table, type TableColumnOptions } from 'typeorm'

/** Text columns are compared byte by byte everywhere: normalising is the code's business, not the collation's. */
const MYSQL_TEXT = { charset: 'utf8mb4', collation: 'utf8mb4_bin' }
/** Type of every long text and JSON column on the MySQL family. */
const LONG_TEXT = 'mediumtext'

/**
 * The table an entity describes, for `queryRunner.createTable`.
 * @param mysql MySQL family (needs charset and collation) or SQLite
 */
// biome-ignore lint/suspicious/noExplicitAny: entities of any row type
export function tableOf(entity: EntitySchema<any>, mysql: boolean): Table {
  const { name, tableName, columns, uniques = [], indices = [] } = entity.options
  const table = tableName ?? name
  const nameOf = (key: string) => columns[key]?.name ?? key
  const namesOf = (keys: unknown) => (keys as string[]).map(nameOf)
  return new Table({
    name: table,
    columns: Object.entries(columns).map(([key, options]): TableColumnOptions => {
      const type = columnType(options!.type, mysql)
      const isText = type === 'varchar' || type.endsWith('text')
      return {
        name: nameOf(key),
        type,
        length: options!.length === undefined ? undefined : String(options!.length),
        isPrimary: Boolean(options!.primary),
        isNullable: Boolean(options!.nullable),
        isGenerated: Boolean(options!.generated),
        generationStrategy: options!.generated ? 'increment' : undefined,
        default: options!.default === undefined ? undefined : String(options!.default),
        ...(mysql && isText ? MYSQL_TEXT : {}),
      }
    }),
    uniques: uniques.map(unique => ({
      name: `uq_${table}_${namesOf(unique.columns).join('_')}`,
      columnNames: namesOf(unique.columns),
    })),
    indices: indices.map(index => ({
      name: `ix_${table}_${namesOf(index.columns).join('_')}`,
      columnNames: namesOf(index.columns),
    })),
  })
}

/** MySQL's TEXT ends at 65,535 bytes, and a callback of 48 KB is longer than that once it is sealed. */
function columnType(type: unknown, mysql: boolean): string {
  if (type !== 'simple-json' && type !== 'text') return String(type)
  return mysql ? LONG_TEXT : 'text'
}
