/**
 * Contacts as they are now, what they consist of, and the append-only changes that they are the sum of. `null` in a
 * column that Chatwoot may leave empty means "there is none"; what nothing has told us yet is named in `unknown`.
 */
export const contacts = `
create table contacts (
  id uuid primary key,                      -- Panel Contact ID
  tenant_id uuid not null,
  chatwoot_id bigint not null,
  name text,
  email text,
  phone text,
  identifier text,
  avatar_url text,
  blocked boolean,
  source jsonb,                             -- {kind, inboxId} of the first contact
  chatwoot_created_at timestamptz,
  attributes jsonb not null default '{}',
  tags text[] not null default '{}',
  unknown text[] not null default '{}',
  stage text not null,
  stage_since timestamptz not null,
  gone boolean not null default false,      -- Chatwoot answers 404
  merged_into uuid,                         -- followed by every look-up
  first_seen_at timestamptz not null,
  first_incoming_at timestamptz,            -- watermarks: they move without a change
  first_conversation jsonb,                 -- {at, kind, inboxId}: the earliest one known
  history_complete boolean not null default false, -- is the earliest one known the first one ever?
  last_activity_at timestamptz,
  core_version int8range,                   -- what the fields are known to be as new as, µs of Chatwoot's clock
  tags_version int8range,
  checked_at timestamptz,                   -- last read from Chatwoot itself
  updated_at timestamptz not null,
  revision integer not null default 1,      -- the ETag
  unique (tenant_id, chatwoot_id)
) with (fillfactor = 80);
select keep_to_tenant('contacts');

create table channels (
  tenant_id uuid not null,
  contact_id uuid not null references contacts (id) on delete cascade,
  inbox_id bigint not null,
  source_id text not null,
  channel_type text,
  identifier text not null,
  username text,
  primary key (tenant_id, inbox_id, source_id)
);
create index channels_of_contact on channels (contact_id);
select keep_to_tenant('channels');

create table inboxes (
  tenant_id uuid not null,
  id bigint not null,
  name text not null,
  channel_type text,
  primary key (tenant_id, id)
);
select keep_to_tenant('inboxes');

create table conversations (
  tenant_id uuid not null,
  id bigint not null,                       -- Chatwoot's display id
  contact_id uuid not null references contacts (id) on delete cascade,
  inbox_id bigint not null,
  channel_type text,
  status text not null,
  assignee jsonb,
  labels text[] not null default '{}',
  chatwoot_created_at timestamptz,
  last_activity_at timestamptz,
  version int8range,
  primary key (tenant_id, id)
) with (fillfactor = 80);
create index conversations_of_contact on conversations (tenant_id, contact_id);
select keep_to_tenant('conversations');

create table messages (
  tenant_id uuid not null,
  id bigint not null,
  conversation_id bigint not null,
  contact_id uuid not null references contacts (id) on delete cascade,
  direction text not null check (direction in ('incoming', 'outgoing')),
  content text,
  attachments integer not null default 0,
  sender jsonb,
  sent_at timestamptz not null,
  deleted boolean not null default false,
  version int8range,
  delivery_id uuid,
  primary key (tenant_id, id)
);
create index messages_of_conversation on messages (tenant_id, conversation_id, id desc);
create index messages_of_contact on messages (contact_id);
select keep_to_tenant('messages');

create table changes (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  contact_id uuid not null references contacts (id) on delete cascade,
  field text not null,                      -- name, tags.vip, attributes.budget, conversations.12.status, messages.99 …
  old jsonb,
  new jsonb,
  actor jsonb not null,                     -- {kind: delivery | agent | rule | operator, …}
  delivery_id uuid,
  reason text not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default now()
);
create index changes_of_contact on changes (tenant_id, contact_id, id desc);
-- In byte order, so that all changes below one name (attributes.…) are one range in every collation.
create index changes_of_field on changes (contact_id, (field collate "C"), id desc);
select keep_to_tenant('changes');
`;
