-- Why: who read what is evidence too. Read records come into hash-chained batches whose head the log commits to once an
--   hour, so that a record changed or removed by the owner of the database is found.
-- Locks: SHARE on access.read_records while its rows are copied and on log.events while an index is built over the few rows
--   it holds (reads go on, new records and deeds wait: seconds at a million rows); the rest is new.
-- Backfill: the records there are, as they stand, become the first batches of the chain, 1,000 in each; what happened to
--   them before nobody can tell. The old table keeps its rows; a later migration removes it.
-- Deploy order: directly before the code that writes the chain. Code of the previous version can no longer record a read
--   and therefore shows nothing sealed, which is better than a record outside the chain.
-- How to undo forward: a later migration gives the old table its privilege back; the chain is kept.

lock table access.read_records in share mode;

-- One row per answer that opened sealed content. `batch` and `place` say where its digest stands in the chain.
create table log.reads (
  org_id text not null,
  batch bigint not null check (batch > 0),
  place integer not null check (place >= 0),
  read_id text not null,
  account_id text not null,
  person_id text not null,
  what text not null,
  subject text,
  file text,
  purpose text not null,
  read_at timestamptz not null,
  primary key (org_id, batch, place)
);
create index reads_by_time on log.reads (org_id, read_at desc, read_id);
create index reads_by_file on log.reads (org_id, file, read_at desc) where file is not null;
create index reads_by_person on log.reads (org_id, person_id, read_at desc);

-- hash = SHA-256(previous, then the digest of each record by place); a digest is SHA-256 of the record's canonical JSON.
create table log.read_batches (
  org_id text not null,
  batch bigint not null check (batch > 0),
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  size integer not null check (size > 0),
  primary key (org_id, batch)
);

-- The last batch: the row whose lock puts writers of all processes one behind the other.
create table log.read_head (
  org_id text primary key,
  batch bigint not null check (batch >= 0),
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32)
);
insert into log.read_head (org_id, batch, previous, hash)
  values ('org', 0, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'));

insert into log.reads (org_id, batch, place, read_id, account_id, person_id, what, file, purpose, read_at)
  select 'org', n / 1000 + 1, n % 1000, id, account_id, person_id, what, file, purpose, date_trunc('milliseconds', read_at)
  from (select row_number() over (order by read_at, id) - 1 as n, * from access.read_records) as r;

do $$
declare
  head log.read_head;
  next record;
begin
  select * into head from log.read_head where org_id = 'org';
  for next in
    -- Canonical JSON as the code writes it: members in order, each text escaped as little as JSON allows.
    select batch, count(*) as size, string_agg(sha256(convert_to(
      '{"account":' || to_json(account_id)
      || ',"at":"' || to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","file":' || coalesce(to_json(file)::text, 'null')
      || ',"id":' || to_json(read_id)
      || ',"person":' || to_json(person_id)
      || ',"purpose":' || to_json(purpose)
      || ',"subject":null,"what":' || to_json(what) || '}', 'UTF8')), ''::bytea order by place) as digests
    from log.reads where org_id = 'org' group by batch order by batch
  loop
    head.previous := head.hash;
    head.hash := sha256(head.previous || next.digests);
    head.batch := next.batch;
    insert into log.read_batches (org_id, batch, previous, hash, size)
      values ('org', head.batch, head.previous, head.hash, next.size);
  end loop;
  update log.read_head set batch = head.batch, previous = head.previous, hash = head.hash where org_id = 'org';
end $$;

create trigger reads_are_append_only before update or delete or truncate on log.reads
  for each statement execute function log.refuse_change();
create trigger read_batches_are_append_only before update or delete or truncate on log.read_batches
  for each statement execute function log.refuse_change();

-- When the log last committed to the chain: asked by the timers twice a minute.
create index events_of_reads on log.events (org_id, seq) where type = 'reads.committed';

grant select, insert on log.reads, log.read_batches to entente_app;
grant select, update on log.read_head to entente_app;
grant select on log.reads, log.read_batches, log.read_head to entente_reader;
revoke insert on access.read_records from entente_app;
