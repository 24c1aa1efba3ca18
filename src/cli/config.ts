/** What the environment says, read once. Nothing else in the program looks at `process.env`. */
export interface Config {
  /** COMITY_DEBUG=1: print the stack of a bug. */
  readonly debug: boolean
  /** DATABASE_URL: PostgreSQL 15 or later instead of the embedded database. */
  readonly databaseUrl: string | undefined
  /** COMITY_SECRET: what a node's key file is sealed with, instead of the file DIR/secret. */
  readonly secret: string | undefined
  /** COMITY_OPENID_SECRET: the secret of this node at the agency's sign-in service. */
  readonly openidSecret: string | undefined
  /** COMITY_DIR: where `comity demo` keeps its federation. */
  readonly directory: string
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    debug: env.COMITY_DEBUG === '1',
    databaseUrl: env.DATABASE_URL || undefined,
    secret: env.COMITY_SECRET || undefined,
    openidSecret: env.COMITY_OPENID_SECRET || undefined,
    directory: env.COMITY_DIR || '.comity',
  }
}
