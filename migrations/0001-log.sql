-- Why: the evidence of the installation: events, sealed bodies, the leaves of the log, signed checkpoints.
-- Locks: none on existing tables; everything here is new.
-- Backfill: none.
-- Deploy order: before the first start of the application.
-- How to undo forward: nothing here may be undone once a checkpoint was published; a later migration adds.

create schema log;
grant usage on schema log to entente_app, entente_sequencer, entente_eraser, entente_reader;

-- Says no to whoever holds more privilege than they should.
create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

-- One row per fact, never changed. `xid` lets the sequencer see which transactions are over; `seq` is only an
-- order of writing, with gaps, and says nothing about the order of commits. `leaf` holds the exact bytes of
-- the leaf.
create table log.events (
  org_id text not null,
  event_id text not null,
  seq bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null check (type ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject text not null check (subject ~ '^[a-z0-9][a-z0-9_.:-]{0,79}$'),
  file text check (file ~ '^[a-z0-9][a-z0-9_.:-]{0,79}$'),
  version integer,
  account_id text not null,
  person_id text not null,
  at timestamptz not null,
  rules text,
  commitment bytea not null check (octet_length(commitment) = 32),
  leaf bytea not null check (octet_length(leaf) between 1 and 65535),
  primary key (org_id, event_id)
);
create index events_by_subject on log.events (org_id, subject, seq); -- timeline of one thing
create index events_by_file on log.events (org_id, file, seq) where file is not null; -- of one partner's file
create index events_by_xid on log.events (xid); -- what the sequencer has not looked at yet
grant select, insert on log.events to entente_app, entente_eraser;
grant select on log.events to entente_sequencer, entente_reader;

-- Salt and body, encrypted. Gone after an erasure; the commitment in the leaf then means nothing any more.
create table log.bodies (
  org_id text not null,
  event_id text not null,
  sealed bytea not null,
  primary key (org_id, event_id)
);
grant select, insert on log.bodies to entente_app;
grant select, insert, delete on log.bodies to entente_eraser;
grant select on log.bodies to entente_reader;

-- The log itself: gapless from 0. `event_id` is null for a leaf that was re-adopted from the published tiles
-- after the database had lost its event.
create table log.leaves (
  org_id text not null,
  leaf_index bigint not null check (leaf_index >= 0),
  event_id text,
  leaf bytea not null check (octet_length(leaf) between 1 and 65535),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (org_id, leaf_index),
  unique (org_id, event_id)
);
create trigger leaves_are_append_only before update or delete or truncate on log.leaves
  for each statement execute function log.refuse_change();
grant select on log.leaves to entente_app, entente_eraser, entente_reader;
grant select, insert on log.leaves to entente_sequencer;

-- Hash of each full tile of 256 nodes: entry `tile` of level + 1. Keeps growth logarithmic.
create table log.tile_roots (
  org_id text not null,
  level smallint not null check (level between 0 and 5),
  tile bigint not null check (tile >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (org_id, level, tile)
);
create trigger tile_roots_are_append_only before update or delete or truncate on log.tile_roots
  for each statement execute function log.refuse_change();
grant select on log.tile_roots to entente_app, entente_eraser, entente_reader;
grant select, insert on log.tile_roots to entente_sequencer;

-- What was signed last. Swapped by comparing the old size and root: two signers cannot both win.
create table log.head (
  org_id text primary key,
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text -- the signed checkpoint; null while the log is empty
);
insert into log.head (org_id, size, root) -- SHA-256 of nothing: the empty tree
  values ('org', 0, decode('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'));
grant select on log.head to entente_app, entente_eraser, entente_reader;
grant select, update on log.head to entente_sequencer;

create table log.checkpoints (
  org_id text not null,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  primary key (org_id, size)
);
create trigger checkpoints_are_append_only before update or delete or truncate on log.checkpoints
  for each statement execute function log.refuse_change();
grant select on log.checkpoints to entente_app, entente_eraser, entente_reader;
grant select, insert on log.checkpoints to entente_sequencer;

-- One answer per key of one account; the answer is encrypted, since it may repeat personal data.
create table log.idempotency (
  org_id text not null,
  account_id text not null,
  key text not null check (length(key) between 1 and 200),
  deed text not null,
  ask_hash bytea not null,
  answer bytea, -- null only inside the transaction that claims the key
  at timestamptz not null,
  primary key (org_id, account_id, key)
);
grant select, insert, update on log.idempotency to entente_app, entente_eraser;
grant delete on log.idempotency to entente_eraser;

-- Where each subscriber stands: it has seen every leaf below `next_index`.
create table log.subscriber_cursors (
  org_id text not null,
  subscriber text not null,
  next_index bigint not null,
  failures integer not null default 0, -- in a row, on the same leaf
  failed_at timestamptz,
  primary key (org_id, subscriber)
);
grant select, insert, update on log.subscriber_cursors to entente_app;
grant select on log.subscriber_cursors to entente_reader, entente_sequencer;

-- Permission to go on after the database fell behind what was published: asked by one person, granted by
-- another.
create table log.recoveries (
  org_id text not null,
  recovery_id text not null,
  own_size bigint not null, -- leaves the database held when it was asked
  published_size bigint not null,
  published_root bytea not null check (octet_length(published_root) = 32),
  asked_by text not null, -- person
  asked_at timestamptz not null,
  granted_by text check (granted_by <> asked_by),
  granted_at timestamptz,
  adopted_at timestamptz, -- set by the sequencer when the leaves are back
  primary key (org_id, recovery_id)
);
grant select, insert, update on log.recoveries to entente_app;
grant select, update on log.recoveries to entente_sequencer;
grant select on log.recoveries to entente_reader;
