export function environment(env?: NodeJS.ProcessEnv): {
  env: NodeJS.ProcessEnv
  sandbox: boolean
  sandboxUrl?: string
}
