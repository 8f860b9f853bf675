import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'

interface Definition<Row> {
  table: string
  /** Column per property; the database name is the property in snake_case. */
  columns: Record<keyof Row & string, EntitySchemaColumnOptions>
  unique?: (keyof Row & string)[][]
  index?: (keyof Row & string)[][]
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** A table and its row type in one place; names in SQL are snake_case, in code camelCase. */
export function entity<Row extends object>({
  table,
  columns,
  unique = [],
  index = [],
}: Definition<Row>): EntitySchema<Row> {
  const named = Object.entries<EntitySchemaColumnOptions>(columns).map(([key, options]) => [
    key,
    { name: snake(key), ...options },
  ])
  return new EntitySchema<Row>({
    name: table,
    tableName: table,
    columns: Object.fromEntries(named),
    uniques: unique.map(columnNames => ({
      name: `uq_${table}_${columnNames.map(snake).join('_')}`,
      columns: columnNames,
    })),
    indices: index.map(columnNames => ({
      name: `ix_${table}_${columnNames.map(snake).join('_')}`,
      columns: columnNames,
    })),
  })
}
