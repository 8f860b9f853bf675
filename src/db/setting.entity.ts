import { column, primary } from './columns'
import { entity } from './entity'

/** Small facts about the installation: corp id and mode, synchronisation cursors, texts. */
export interface SettingRow {
  name: string
  value: unknown
  updatedAt: number
}

export const SettingEntity = entity<SettingRow>({
  table: 'setting',
  columns: { name: primary(column.text(96)), value: column.json(), updatedAt: column.instant() },
})
