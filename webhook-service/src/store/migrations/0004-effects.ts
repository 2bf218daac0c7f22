/** Calls that we owe the outside. One row an operation; `wanted` counts requests that came while one was under way. */
export const effects = `
create table effects (
  id uuid primary key,
  tenant_id uuid not null,
  operation text not null,                  -- deterministic: the same need is the same row
  kind text not null,
  subject text not null,                    -- lane key of the contact it is about
  payload jsonb not null,
  priority smallint not null,               -- 0 somebody waits for it, 1 re-read, 2 first sight
  state text not null default 'owed' check (state in ('owed', 'done', 'failed')),
  wanted integer not null default 1,
  attempts integer not null default 0,
  token bigint not null default 0,
  leased_until timestamptz,
  not_before timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (tenant_id, operation)
) with (fillfactor = 70);
create index effects_owed on effects (priority, not_before) where state = 'owed';
select keep_to_tenant('effects');
create policy claim on effects to proppilot_lookup using (true) with check (true);
grant select, update on effects to proppilot_lookup;

create index effects_under_way on effects (tenant_id) where state = 'owed' and leased_until is not null;

-- The next call to make: what somebody waits for first, then the longest owed. Its order beside the lane is its own. No
-- tenant has more than two under way, so that one slow Chatwoot does not keep the others waiting.
create function claim_effect(lease interval)
  returns table (id uuid, tenant_id uuid, kind text, subject text, payload jsonb, token bigint, wanted integer, attempts integer)
  language sql security definer set search_path = proppilot, pg_temp as $$
  with busy as materialized (
    select b.tenant_id from proppilot.effects b
     where b.state = 'owed' and b.leased_until is not null and b.leased_until >= clock_timestamp()
     group by b.tenant_id having count(*) >= 2
  )
  update proppilot.effects e
     set token = e.token + 1, attempts = e.attempts + 1, leased_until = clock_timestamp() + lease
   where e.id = (select o.id from proppilot.effects o
                  where o.state = 'owed' and o.not_before <= clock_timestamp()
                    and (o.leased_until is null or o.leased_until < clock_timestamp())
                    and o.tenant_id not in (select busy.tenant_id from busy)
                  order by o.priority, o.not_before limit 1 for update skip locked)
  returning e.id, e.tenant_id, e.kind, e.subject, e.payload, e.token, e.wanted, e.attempts
$$;

create function effects_are_due() returns boolean
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select exists (select 1 from proppilot.effects o where o.state = 'owed' and o.not_before <= clock_timestamp()
                   and (o.leased_until is null or o.leased_until < clock_timestamp()))
$$;

revoke all on function claim_effect, effects_are_due from public;
alter function claim_effect owner to proppilot_lookup;
alter function effects_are_due owner to proppilot_lookup;
`;
