/** Keys for scripts and integrators: shown once, kept as SHA-256 only. */
export const apiKeys = `
create table api_keys (
  id uuid primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  name text not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_of_tenant on api_keys (tenant_id);
select keep_to_tenant('api_keys');
create policy look_up on api_keys for select to proppilot_lookup using (true);
grant select on api_keys to proppilot_lookup;

create function find_api_key(wanted bytea)
  returns table (api_key_id uuid, api_key_name text,
                 tenant_id uuid, key text, name text, chatwoot_url text, account_id integer)
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select k.id, k.name, t.id, t.key, t.name, t.chatwoot_url, t.account_id
    from proppilot.api_keys k join proppilot.tenants t on t.id = k.tenant_id
   where k.hash = wanted and k.revoked_at is null
$$;

revoke all on function find_api_key from public;
alter function find_api_key owner to proppilot_lookup;
`;
