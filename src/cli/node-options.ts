import type { NodeOptions } from '#node'
import type { Config } from './config.ts'

/** Where a node is kept and what opens it, as `openNode` takes it. */
export function keptIn(
  dir: string,
  { databaseUrl, secret }: Pick<Config, 'databaseUrl' | 'secret'>,
): Pick<NodeOptions, 'dir' | 'databaseUrl' | 'secret'> {
  return {
    dir,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(secret === undefined ? {} : { secret }),
  }
}

const nobody = async (): Promise<never> => {
  throw new Error('a node that is opened for one question asks nobody')
}

/** For a node that is opened to be looked at: it asks nobody and sends nothing. */
export const silent = { post: nobody, get: nobody, askAuthority: nobody } as const
