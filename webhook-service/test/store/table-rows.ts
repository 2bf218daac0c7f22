import { randomBytes, randomUUID } from "node:crypto";
import type { Db } from "../../src/store/connect.ts";

/** A table that belongs to tenants, as the catalog tells it. */
export interface TenantTable {
  name: string;
  /** `tenant_id`; for `tenants` its own id. */
  tenantColumn: string;
  columns: Column[];
}

interface Column {
  name: string;
  type: string;
  required: boolean;
  /** The first value that the table's check allows. */
  allowed: string | null;
}

/** Every table of the schema that holds a tenant's rows: a table that is added tomorrow is among them. */
export async function tenantTables(db: Db): Promise<TenantTable[]> {
  const { rows } = await db.raw<{ rows: TenantTable[] }>(
    `select c.relname as name, case c.relname when 'tenants' then 'id' else 'tenant_id' end as "tenantColumn",
            json_agg(json_build_object(
              'name', a.attname, 'type', format_type(a.atttypid, null),
              'required', a.attnotnull and not a.atthasdef and a.attidentity = '',
              'allowed', (select substring(pg_get_constraintdef(k.oid) from '''(\\w+)''') from pg_constraint k
                           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]))) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'proppilot'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      group by c.oid, c.relname
     having c.relname = 'tenants' or bool_or(a.attname = 'tenant_id') order by c.relname`,
  );
  return rows;
}

let count = 0;
const someValue: Record<string, () => unknown> = {
  uuid: () => randomUUID(),
  text: () => `some text ${++count}`,
  smallint: () => 1,
  integer: () => ++count,
  bigint: () => ++count,
  boolean: () => false,
  bytea: () => randomBytes(16),
  jsonb: () => "{}",
  "timestamp with time zone": () => new Date(),
  "text[]": () => [],
};

/** A row of the tenant with something in every column that needs it. */
export function someRow(table: TenantTable, tenantId: string): Record<string, unknown> {
  const required = table.columns.filter((column) => column.required);
  const values = required.map(({ name, type, allowed }) => {
    const make = someValue[type];
    if (!make) throw new Error(`${table.name}.${name} is of type ${type}: say above what a value of it looks like.`);
    return [name, allowed ?? make()];
  });
  return { ...Object.fromEntries(values), [table.tenantColumn]: tenantId };
}

/** Stores rows past foreign keys and policies: which rows there are is not the question. For the administrator only. */
export async function plant(db: Db, table: TenantTable, row: Record<string, unknown>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.raw("set local session_replication_role = replica");
    await tx(table.name).insert(row);
  });
}
