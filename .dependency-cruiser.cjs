/**
 * Imports run one way. Each folder may use itself and what stands before it; docs/architecture.md has the same order.
 * The schema is the one place that knows every table, so it stands outside the row.
 */
const ORDER = [
  ['config', 'src/errors.ts', 'src/log.ts'],
  ['src/privacy'],
  ['src/db', 'src/context.ts', 'src/delivery/messages.ts', 'src/delivery/channel.ts'],
  ['src/matching'],
  ['src/member', 'src/ownership', 'src/delivery/limits.ts', 'src/delivery/rate.entity.ts'],
  ['src/customer', 'src/mention'],
  ['src/stock-scan', 'src/group', 'src/audit'],
  [
    'src/cards',
    'src/collision',
    'src/registration',
    'src/contact',
    'src/organisation',
    'src/follow-up',
    'src/dispute',
    'src/delivery',
  ],
  ['src/portfolio', 'src/merging'],
  ['src/chat'],
  [
    'src/wecom',
    'src/wechaty',
    'src/http',
    'src/app.ts',
    'src/setup',
    'src/schedule',
    'src/create-context.ts',
    'src/installation.ts',
  ],
  ['src/wiring', 'src/deps.ts', 'src/main.ts', 'src/cli'],
]
const pattern = entries => `^(${entries.map(entry => entry.replace(/\./g, '\\.')).join('|')})(/|$)`

const layers = ORDER.slice(0, -1).map((layer, index) => ({
  name: `layer-${index + 1}-does-not-look-up`,
  severity: 'error',
  comment: `${layer.join(', ')} may not import what stands after it`,
  from: {
    path: pattern(layer),
    pathNot: pattern(
      ORDER.slice(0, index)
        .flat()
        .filter(path => path.endsWith('.ts')),
    ),
  },
  to: { path: pattern(ORDER.slice(index + 1).flat()), pathNot: pattern(ORDER.slice(0, index + 1).flat()) },
}))

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'sandbox-stays-outside',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|preview|miniprogram|console|test|bench)/' },
    },
    { name: 'sandbox-knows-no-source', severity: 'error', from: { path: '^sandbox/' }, to: { path: '^src/' } },
    {
      name: 'wecom-is-known-in-one-place',
      severity: 'error',
      from: { path: '^src/(?!wecom|setup|deps|main|schema|cli|http|wiring)' },
      to: { path: '^src/wecom/' },
    },
    {
      name: 'transactions-only-through-the-unit-of-work',
      severity: 'error',
      comment: 'DataSource is handled by src/db only',
      from: { path: '^src/(?!db|schema|cli|deps|main|stock-scan)' },
      to: { path: '^src/db/(sqlite-driver|open)', pathNot: '^$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^(src|config|sandbox|bench)/',
  },
}
