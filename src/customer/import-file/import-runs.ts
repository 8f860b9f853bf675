import type { Context } from '../../context'
import { holdLease, releaseLease } from '../../db/lease'
import { readSetting, writeSetting } from '../../db/settings'
import { AppError, conflict, notFound } from '../../errors'
import { type ImportProgress, type ImportResult, importCustomers } from '../import-customers'
import { type FileType, readRows } from './rows'

/** A row that was not imported as it stands, and why. */
export interface ImportIssue {
  line: number
  kind: 'rejected' | 'duplicate' | 'without-owner'
  reason: string
  customerName?: string
}

export interface ImportRun extends ImportProgress {
  id: string
  status: 'running' | 'done' | 'failed' | 'interrupted'
  startedBy: string
  /** Epoch ms. */
  startedAt: number
  updatedAt: number
  /** Why it failed, in Chinese. */
  message?: string
  /** How many pages of issues there are. */
  pages: number
}

const LEASE = 'import'
const LEASE_MS = 60_000
const REPORT_MS = 1_000
/** A run that said nothing for this long has died with its server. */
const SILENT_MS = 60_000
/** A page of issues fits a text column of 64 KB, whatever the names are. */
const PAGE_CHARACTERS = 12_000

const keyOf = (id: string, page?: number) => `import.${id}${page === undefined ? '' : `.${page}`}`

/**
 * Starts to import a file in the background, one at a time in the whole company.
 * @param done called when the file is not needed any more
 * @throws conflict while another import runs
 */
export async function startImport(
  context: Context,
  path: string,
  type: FileType,
  done: () => Promise<void>,
): Promise<string> {
  const id = context.newId()
  if (!(await holdLease(context, LEASE, id, LEASE_MS))) throw conflict('已经有一个导入在进行，请等它完成')
  const at = context.now()
  const run: ImportRun = {
    id,
    status: 'running',
    startedBy: context.actor.userId,
    startedAt: at,
    updatedAt: at,
    lines: 0,
    imported: 0,
    duplicates: 0,
    rejected: 0,
    pages: 0,
  }
  await context.transaction(async tx => {
    await writeSetting(tx, keyOf(id), run)
    await tx.audit({ action: 'import.started', subject: `import:${id}`, data: { type } })
  })
  void carryOut(context, run, path, type).finally(done)
  return id
}

/** Runs to its end; keeps the lease and reports progress once a second. Never throws: the run itself tells how it ended. */
async function carryOut(context: Context, run: ImportRun, path: string, type: FileType): Promise<void> {
  const save = () => context.transaction(tx => writeSetting(tx, keyOf(run.id), { ...run, updatedAt: tx.now() }))
  const report = () =>
    Promise.all([save(), holdLease(context, LEASE, run.id, LEASE_MS)]).catch((error: unknown) =>
      context.log.warn({ err: error, import: run.id }, 'progress of an import not stored'),
    )
  const timer = setInterval(report, REPORT_MS)
  try {
    const result = await importCustomers(context, readRows(path, type), {
      onProgress: progress => void Object.assign(run, progress),
    })
    run.pages = await storeIssues(context, run.id, issuesOf(result))
    run.status = 'done'
  } catch (error) {
    run.status = 'failed'
    run.message =
      error instanceof AppError
        ? error.message
        : '导入时系统出错了，已导入的行有效；可以重新导入同一个文件，重复的行会被认出来'
    if (!(error instanceof AppError)) context.log.error({ err: error, import: run.id }, 'import failed')
  }
  clearInterval(timer)
  try {
    const { status, imported, duplicates, rejected } = run
    await context.transaction(async tx => {
      await writeSetting(tx, keyOf(run.id), { ...run, updatedAt: tx.now() })
      await tx.audit({
        action: `import.${status}`,
        subject: `import:${run.id}`,
        data: { imported, duplicates, rejected },
      })
    })
    await releaseLease(context, LEASE, run.id)
  } catch (error) {
    context.log.error({ err: error, import: run.id }, 'end of an import not stored')
  }
}

function issuesOf({ duplicates, rejected, withoutOwner }: ImportResult): ImportIssue[] {
  return [
    ...rejected.map(({ line, reason }) => ({ line, kind: 'rejected' as const, reason })),
    ...duplicates.map(({ line, reason, customerName }) => ({ line, kind: 'duplicate' as const, reason, customerName })),
    ...withoutOwner.map(({ line, ownerUserId }) => ({
      line,
      kind: 'without-owner' as const,
      reason: `已导入公海：没有账号是“${ownerUserId.slice(0, 64)}”的在职成员`,
    })),
  ].sort((a, b) => a.line - b.line)
}

async function storeIssues(context: Context, id: string, issues: ImportIssue[]): Promise<number> {
  let pages = 0
  for (let from = 0; from < issues.length; ) {
    const page: ImportIssue[] = []
    for (let size = 0; from < issues.length && (!page.length || size < PAGE_CHARACTERS); from++) {
      page.push(issues[from]!)
      size += JSON.stringify(issues[from]).length
    }
    await context.transaction(tx => writeSetting(tx, keyOf(id, pages), page))
    pages += 1
  }
  return pages
}

/** How an import goes or went, and one page of the rows that need a look. @throws not_found */
export async function importRun(
  context: Context,
  id: string,
  page = 0,
): Promise<{ run: ImportRun; issues: ImportIssue[]; nextPage?: number }> {
  const run = await readSetting<ImportRun>(context.read, keyOf(id))
  if (!run) throw notFound('导入')
  const issues = page < run.pages ? ((await readSetting<ImportIssue[]>(context.read, keyOf(id, page))) ?? []) : []
  const silent = run.status === 'running' && context.now() - run.updatedAt > SILENT_MS
  return {
    run: silent
      ? { ...run, status: 'interrupted', message: '服务器中途重启了；请重新导入同一个文件，已导入的行会被认出来' }
      : run,
    issues,
    nextPage: page + 1 < run.pages ? page + 1 : undefined,
  }
}
