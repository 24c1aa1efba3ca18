import type { Json } from '#base'
import type { RowQuery, Store } from '#store'

const pageRows = 500

/**
 * What a row holds. Only this folder writes rows, and the kind of a row says its shape, so it is believed here, once;
 * the audit folds every matter anew and finds a row that somebody else wrote.
 */
export function rowData<T>(row: { readonly data: Json }): T {
  return row.data as unknown as T
}

/** A value of ours as rows and answers carry it: plain data, which the compiler does not see behind an interface. */
export function plain(value: object): Json {
  return value as unknown as Json
}

/** Every row of a kind, by key where nothing else is asked; never more than a page of them in memory. */
export async function* everyRow<T>(
  store: Pick<Store, 'rows'>,
  query: Pick<RowQuery, 'kind'> & Partial<Omit<RowQuery, 'limit' | 'after'>>,
): AsyncGenerator<{ readonly key: string; readonly data: T }> {
  let after: string | undefined
  do {
    const page = await store.rows({
      order: 'key',
      ...query,
      limit: pageRows,
      ...(after === undefined ? {} : { after }),
    })
    for (const row of page.rows) yield { key: row.key, data: rowData<T>(row) }
    after = page.next
  } while (after !== undefined)
}

/** The same at once, for kinds of which a node has few. */
export async function allRows<T>(
  store: Pick<Store, 'rows'>,
  kind: string,
): Promise<readonly { readonly key: string; readonly data: T }[]> {
  const found: { readonly key: string; readonly data: T }[] = []
  for await (const row of everyRow<T>(store, { kind })) found.push(row)
  return found
}
