/**
 * Codes, sessions, their tokens (as SHA-256 only), and what Chatwoot last said about who may see what. A session is a
 * family of refresh tokens: deleting its row ends them all, and its bearers with them.
 */
export const signIn = `
create table sign_in_codes (
  code_hash bytea primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  challenge text not null,                  -- PKCE S256
  member jsonb not null,                    -- {id, name, role, customRoleId, permissions} as Chatwoot's profile told
  expires_at timestamptz not null
);
create index sign_in_codes_by_expiry on sign_in_codes (expires_at);
select keep_to_tenant('sign_in_codes');

create table sessions (
  id uuid primary key,
  tenant_id uuid not null references tenants (id) on delete cascade,
  agent_id integer not null,
  custom_role_id integer,
  permissions text[] not null,
  family_hash bytea not null unique,        -- of the part that all refresh tokens of this session share
  generation integer not null default 0,    -- the newest generation of which a refresh token was used
  started_at timestamptz not null,
  expires_at timestamptz not null           -- idle or absolute end, whichever comes first
);
create index sessions_of_agent on sessions (tenant_id, agent_id);
create index sessions_by_expiry on sessions (expires_at);
select keep_to_tenant('sessions');

create table refresh_tokens (
  token_hash bytea primary key,
  tenant_id uuid not null,
  session_id uuid not null references sessions (id) on delete cascade,
  generation integer not null,              -- siblings share one: each was an answer that may have been lost
  used_at timestamptz                       -- first use
);
create index refresh_tokens_of_session on refresh_tokens (session_id);
select keep_to_tenant('refresh_tokens');

create table access_tokens (
  token_hash bytea primary key,
  tenant_id uuid not null,
  session_id uuid not null references sessions (id) on delete cascade,
  expires_at timestamptz not null
);
create index access_tokens_of_session on access_tokens (session_id);
create index access_tokens_by_expiry on access_tokens (expires_at);
select keep_to_tenant('access_tokens');

create table directories (
  tenant_id uuid primary key references tenants (id) on delete cascade,
  fetched_at timestamptz,                   -- null until Chatwoot answered once
  agents jsonb not null default '[]',
  inbox_members jsonb not null default '{}',  -- inbox id → agent ids
  leased_until timestamptz                  -- a process is asking Chatwoot
);
select keep_to_tenant('directories');

-- A bearer says neither tenant nor session: the one look-up before the tenant is known.
create function find_session(bearer_hash bytea, at timestamptz)
  returns table (tenant_id uuid, key text, name text, chatwoot_url text, account_id integer,
                 session_id uuid, agent_id integer, custom_role_id integer, permissions text[], started_at timestamptz,
                 expires_at timestamptz)
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select t.id, t.key, t.name, t.chatwoot_url, t.account_id,
         s.id, s.agent_id, s.custom_role_id, s.permissions, s.started_at, a.expires_at
    from proppilot.access_tokens a
    join proppilot.sessions s on s.id = a.session_id
    join proppilot.tenants t on t.id = s.tenant_id
   where a.token_hash = bearer_hash and a.expires_at > at and s.expires_at > at
$$;

create function remove_expired_sign_ins(at timestamptz) returns void
  language sql security definer set search_path = proppilot, pg_temp as $$
  delete from proppilot.sign_in_codes c where c.expires_at <= at;
  delete from proppilot.access_tokens a where a.expires_at <= at;
  delete from proppilot.sessions s where s.expires_at <= at;
$$;

create policy expire on sign_in_codes to proppilot_lookup using (true);
create policy look_up on access_tokens to proppilot_lookup using (true);
create policy look_up on sessions to proppilot_lookup using (true);
grant select, delete on sign_in_codes, access_tokens, sessions to proppilot_lookup;

revoke all on function find_session, remove_expired_sign_ins from public;
alter function find_session owner to proppilot_lookup;
alter function remove_expired_sign_ins owner to proppilot_lookup;
`;
