/**
 * Deliveries (immutable, partitioned by week so that retention drops whole partitions), the entries that wait in their
 * lanes, and what became of each delivery. A delivery waits (a row in lane_entries) or has ended (a row in outcomes),
 * never both: the two are exchanged in one transaction.
 */
export const deliveries = `
create table deliveries (
  id uuid not null,
  tenant_id uuid not null,
  received_at timestamptz not null,
  source text not null,                     -- chatwoot
  origin text not null check (origin in ('pushed', 'reconstructed')),
  event text not null,
  lane text,                                -- null where nothing is to be worked off
  external_id text,                         -- X-Chatwoot-Delivery: a hint, not a key (CONTRACT 1.3 "duplicates")
  sent_at timestamptz,
  headers jsonb not null,
  body text not null,                       -- as received, but for pubsub_token, which is never stored
  primary key (received_at, id)
) partition by range (received_at);
create index deliveries_by_tenant on deliveries (tenant_id, received_at desc);
select keep_to_tenant('deliveries');

create table outcomes (
  delivery_id uuid not null,
  received_at timestamptz not null,
  tenant_id uuid not null,
  state text not null check (state in ('done', 'ignored', 'dead')),
  reason text,                              -- always there for ignored and dead
  detail text,
  attempts integer not null default 1,
  finished_at timestamptz not null,
  primary key (received_at, delivery_id)
) partition by range (received_at);
create index outcomes_by_state on outcomes (tenant_id, state, received_at desc);
select keep_to_tenant('outcomes');

create table lane_entries (
  tenant_id uuid not null,
  lane text not null,
  seq bigint generated always as identity,
  delivery_id uuid not null,
  received_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  primary key (tenant_id, lane, seq)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
select keep_to_tenant('lane_entries');

-- The row that every writer of a contact locks. A lease keeps other workers away between two transactions; its token
-- grows with every claim, so that a worker that was frozen past its lease finds out before it writes.
create table lanes (
  tenant_id uuid not null,
  key text not null,
  token bigint not null default 0,
  leased_until timestamptz,
  claims integer not null default 0,        -- since the last success: more than one means that a worker died here
  blocked_until timestamptz,
  primary key (tenant_id, key)
) with (fillfactor = 70);
select keep_to_tenant('lanes');

-- Fairness between tenants: the least recently served comes first; within a tenant lanes take turns.
create table turns (
  tenant_id uuid primary key,
  served_at timestamptz not null default '-infinity',
  last_lane text not null default ''
) with (fillfactor = 50);
select keep_to_tenant('turns');

-- One week from Monday 00:00 UTC. Rows of up to a block stay in the main table uncompressed: a webhook of 3 KB costs
-- neither compression nor a second table on the way in.
create function add_week(parent text, week date) returns void language plpgsql as $$
declare child text := format('%s_%s', parent, to_char(week, 'IYYY"w"IW'));
begin
  execute format('create table if not exists %I partition of %I for values from (%L) to (%L)
                  with (toast_tuple_target = 8160)', child, parent, week::timestamptz, (week + 7)::timestamptz);
end $$;

-- Weeks that are missing are made; one that can't be made (its rows went to the default partition meanwhile) keeps
-- nobody from making the others. Making one locks its parent: webhooks must not queue behind a long wait for that.
create function add_weeks_ahead() returns void language plpgsql set search_path = proppilot, pg_temp as $$
declare
  monday date := date_trunc('week', now() at time zone 'UTC')::date;
  parent text;
begin
  perform set_config('lock_timeout', '1s', true);
  for ahead in -1..4 loop
    foreach parent in array array['deliveries', 'outcomes'] loop
      begin
        perform add_week(parent, monday + 7 * ahead);
      exception when check_violation then
        raise warning 'no partition of % for the week of %', parent, monday + 7 * ahead;
      end;
    end loop;
  end loop;
end $$;

select add_weeks_ahead();
-- Catches what no week covers, so that a missed maintenance run never refuses a webhook.
create table deliveries_rest partition of deliveries default with (toast_tuple_target = 8160);
create table outcomes_rest partition of outcomes default;

create policy store on deliveries for insert to proppilot_lookup with check (true);
create policy store on outcomes for insert to proppilot_lookup with check (true);
create policy store on lane_entries for insert to proppilot_lookup with check (true);
create policy choose on lane_entries for select to proppilot_lookup using (true);
create policy claim on lanes to proppilot_lookup using (true) with check (true);
create policy claim on turns to proppilot_lookup using (true) with check (true);
grant insert on deliveries, outcomes to proppilot_lookup;
grant select, insert on lane_entries to proppilot_lookup;
grant select, insert, update on lanes, turns to proppilot_lookup;

-- Group commit: everything that arrived meanwhile in one statement, across tenants, each row with its own tenant.
create function store_deliveries(
  ids uuid[], tenant_ids uuid[], received timestamptz[], sources text[], origins text[], events text[], lanes text[],
  external_ids text[], sent timestamptz[], header_sets jsonb[], bodies text[], ignored_reasons text[])
  returns void language sql security definer set search_path = proppilot, pg_temp as $$
  with arrived as (
    select * from unnest(ids, tenant_ids, received, sources, origins, events, lanes, external_ids, sent, header_sets, bodies,
                         ignored_reasons)
      as a(id, tenant_id, received_at, source, origin, event, lane, external_id, sent_at, headers, body, ignored_reason)
  ), stored as (
    insert into proppilot.deliveries
      (id, tenant_id, received_at, source, origin, event, lane, external_id, sent_at, headers, body)
    select id, tenant_id, received_at, source, origin, event, lane, external_id, sent_at, headers, body from arrived
  ), waiting as (
    insert into proppilot.lane_entries (tenant_id, lane, delivery_id, received_at)
    select tenant_id, lane, id, received_at from arrived where lane is not null
  )
  insert into proppilot.outcomes (delivery_id, received_at, tenant_id, state, reason, attempts, finished_at)
  select id, received_at, tenant_id, 'ignored', ignored_reason, 0, received_at from arrived where lane is null
$$;

-- The lanes of one tenant that could be worked on now, in the order of their names, from behind a given one. Skips from
-- lane to lane, however many deliveries wait in each. Not a definer, so that it is inlined and stops where its caller does.
create function available_lanes(tenant uuid, behind text) returns setof text
  language sql stable as $$
  with recursive waiting(lane) as (
    (select e.lane from proppilot.lane_entries e where e.tenant_id = tenant and e.lane > behind order by e.lane limit 1)
    union all
    select (select e.lane from proppilot.lane_entries e where e.tenant_id = tenant and e.lane > w.lane order by e.lane limit 1)
      from waiting w where w.lane is not null
  )
  select w.lane from waiting w
    left join proppilot.lanes l on l.tenant_id = tenant and l.key = w.lane
   where w.lane is not null
     and (l.leased_until is null or l.leased_until < clock_timestamp())
     and (l.blocked_until is null or l.blocked_until <= clock_timestamp())
$$;

-- Tenants with waiting deliveries, the least recently served first.
create function waiting_tenants() returns table (tenant uuid, last_lane text)
  language sql stable as $$
  with recursive waiting(tenant) as (
    (select e.tenant_id from proppilot.lane_entries e order by e.tenant_id limit 1)
    union all
    select (select e.tenant_id from proppilot.lane_entries e where e.tenant_id > w.tenant order by e.tenant_id limit 1)
      from waiting w where w.tenant is not null
  )
  select w.tenant, coalesce(t.last_lane, '')
    from waiting w left join proppilot.turns t on t.tenant_id = w.tenant
   where w.tenant is not null
   order by t.served_at nulls first
$$;

-- Chooses the next lane to work on and leases it: among tenants the least recently served, within it the lane behind the
-- last one, and from the beginning again after the end. Lanes that are locked right now are passed over.
create function claim_lane(lease interval)
  returns table (tenant_id uuid, lane text, token bigint, claims integer)
  language plpgsql security definer set search_path = proppilot, pg_temp as $$
declare
  candidate record;
  wanted text;
  claimed record;
begin
  -- A claim that a crash takes back is made again: it need not wait for the disk.
  perform set_config('synchronous_commit', 'off', true);
  for candidate in select * from waiting_tenants() loop
    for wanted in
      select * from available_lanes(candidate.tenant, candidate.last_lane)
      union all
      select * from available_lanes(candidate.tenant, '')
    loop
      insert into proppilot.lanes (tenant_id, key) values (candidate.tenant, wanted) on conflict do nothing;
      perform 1 from proppilot.lanes l
        where l.tenant_id = candidate.tenant and l.key = wanted
          and (l.leased_until is null or l.leased_until < clock_timestamp())
          and (l.blocked_until is null or l.blocked_until <= clock_timestamp())
        for update skip locked;
      continue when not found;
      update proppilot.lanes l
         set token = l.token + 1, claims = l.claims + 1, leased_until = clock_timestamp() + lease
       where l.tenant_id = candidate.tenant and l.key = wanted
      returning l.token, l.claims into claimed;
      insert into proppilot.turns as t (tenant_id, served_at, last_lane)
      values (candidate.tenant, clock_timestamp(), wanted)
      on conflict on constraint turns_pkey do update set served_at = excluded.served_at, last_lane = excluded.last_lane;
      return query select candidate.tenant, wanted, claimed.token, claimed.claims;
      return;
    end loop;
  end loop;
end $$;

-- Is there a lane that somebody could work on now? The sweeper's question.
create function work_is_waiting() returns boolean
  language sql stable security definer set search_path = proppilot, pg_temp as $$
  select exists (
    select 1 from waiting_tenants() t, lateral (select 1 from available_lanes(t.tenant, '') limit 1) available)
$$;

revoke all on function store_deliveries, claim_lane, work_is_waiting, available_lanes, waiting_tenants,
  add_week, add_weeks_ahead, keep_to_tenant from public;
alter function store_deliveries owner to proppilot_lookup;
alter function available_lanes owner to proppilot_lookup;
alter function waiting_tenants owner to proppilot_lookup;
alter function claim_lane owner to proppilot_lookup;
alter function work_is_waiting owner to proppilot_lookup;
`;
