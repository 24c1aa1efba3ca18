/** What one node may do in its own schema, and nobody in any other. */
export interface RowSecurity {
  /** The role under which the node works: it owns nothing and cannot log in. */
  readonly role: string
  /** Makes the role, its rights and the policies; run by the owner of the tables, as often as one likes. */
  readonly sql: string
  /** First words of every transaction; they end with it, so that a pooled connection carries nothing on. */
  readonly enter: string
}

/** Every table holds the same; rows alone are deleted, and nothing is ever truncated, altered or dropped. */
const deletes = new Set(['rows'])

/**
 * Row-level security of PostgreSQL (Documentation 15, 5.8). The tables of a node lie in a schema of their own; its
 * transactions run under a role without ownership, and rows are seen by whoever has said in the same transaction which
 * node it is. What is in the rows is encrypted besides; this keeps a lost or shared connection from reading or changing
 * anything by accident, and keeps events from being deleted by the program itself.
 *
 * @param tables of the node, as its migrations made them.
 */
export function rowSecurity(
  schema: string,
  origin: string,
  tables: readonly string[],
): RowSecurity {
  const role = `${schema}_node`
  const node = literal(origin)
  const own = `current_setting('comity.node', true) = ${node}`
  const each = tables.map((table) => {
    const name = `${schema}."${table.replaceAll('"', '""')}"`
    const rights = deletes.has(table) ? 'select, insert, update, delete' : 'select, insert, update'
    return `revoke all on ${name} from ${role};
grant ${rights} on ${name} to ${role};
alter table ${name} enable row level security;
alter table ${name} force row level security;
drop policy if exists own_node on ${name};
create policy own_node on ${name} using (${own}) with check (${own});`
  })
  return {
    role,
    sql: [
      `do $$ begin
  if not exists (select from pg_roles where rolname = ${literal(role)}) then
    create role ${role} nologin nosuperuser nobypassrls noinherit;
  end if;
  if not pg_has_role(current_user, ${literal(role)}, 'member') then
    execute 'grant ${role} to ' || quote_ident(current_user);
  end if;
end $$;`,
      `grant usage on schema ${schema} to ${role};`,
      ...each,
    ].join('\n'),
    enter: `set local role ${role}; set local comity.node = ${node};`,
  }
}

/** A text as SQL (standard_conforming_strings, on since PostgreSQL 9.1). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
