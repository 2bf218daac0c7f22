/**
 * Roles, tenants, and the schema's conventions: every table with a `tenant_id` has forced row-level security with one
 * policy for the plain role; a SECURITY DEFINER function is owned by the look-up role, which gets exactly the policies
 * and grants that its functions need.
 */
export const foundation = `
do $$
declare wanted text;
begin
  foreach wanted in array array['proppilot_app', 'proppilot_lookup'] loop
    begin
      execute format('create role %I nologin noinherit', wanted);
    exception when duplicate_object or unique_violation then null; -- roles belong to the cluster, not to this database
    end;
    -- Since PostgreSQL 16 who makes a role administers it without being able to step down to it.
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;

grant usage on schema proppilot to proppilot_app;
grant usage, create on schema proppilot to proppilot_lookup;

create table tenants (
  id uuid primary key,
  key text not null unique,                 -- in the panel's address: names the tenant, proves nothing
  name text not null,
  chatwoot_url text not null,               -- no trailing slash
  account_id integer not null,
  chatwoot_version text,
  chatwoot_token bytea not null,            -- encrypted with SECRET_KEY
  hook_key text not null unique,
  hook_secret bytea,                        -- encrypted with SECRET_KEY; null before Chatwoot 4.11.2
  allow_unsigned boolean not null default false,
  webhook_id integer,
  dashboard_app_id integer,
  created_at timestamptz not null default now(),
  unique (chatwoot_url, account_id)
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy own_tenant on tenants to proppilot_app
  using (id = (select current_setting('app.tenant', true)::uuid))
  with check (id = (select current_setting('app.tenant', true)::uuid));
create policy look_up on tenants for select to proppilot_lookup using (true);
grant select, insert, update, delete on tenants to proppilot_app;
grant select on tenants to proppilot_lookup;

-- Closes one table to its tenant. Used by every migration, so that no table forgets a part of it.
create function keep_to_tenant(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_tenant on %s to proppilot_app
       using (tenant_id = (select current_setting(''app.tenant'', true)::uuid))
       with check (tenant_id = (select current_setting(''app.tenant'', true)::uuid))', target);
  execute format('grant select, insert, update, delete on %s to proppilot_app', target);
end $$;

create function find_hook(wanted text)
  returns table (tenant_id uuid, account_id integer, hook_secret bytea, allow_unsigned boolean)
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select t.id, t.account_id, t.hook_secret, t.allow_unsigned from proppilot.tenants t where t.hook_key = wanted
$$;

create function find_tenant(wanted text)
  returns table (tenant_id uuid, key text, name text, chatwoot_url text, account_id integer)
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select t.id, t.key, t.name, t.chatwoot_url, t.account_id from proppilot.tenants t where t.key = wanted
$$;

create function list_tenants()
  returns table (tenant_id uuid, key text, name text, chatwoot_url text, account_id integer)
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select t.id, t.key, t.name, t.chatwoot_url, t.account_id from proppilot.tenants t order by t.created_at
$$;

-- Before the owner changes: a revoke by somebody else is a warning only.
revoke all on function find_hook, find_tenant, list_tenants from public;
alter function find_hook owner to proppilot_lookup;
alter function find_tenant owner to proppilot_lookup;
alter function list_tenants owner to proppilot_lookup;
`;
