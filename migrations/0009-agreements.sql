-- Why: the text both sides sign, its frozen bytes, and who signed which hash.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none.
-- Deploy order: before the code that drafts agreements.
-- How to undo forward: stop drafting; signed texts stay.

create schema agreements;

create table agreements.agreements (
  id text primary key,
  file text not null,
  contribution text not null unique,
  state text not null check (state in ('draft', 'legal-cleared', 'signed-partner', 'signed-organisation', 'in-force')),
  version integer not null check (version > 0),
  starts_on date not null,
  ends_on date not null,
  drafted_by_person text not null,
  drafted_at timestamptz not null,
  cleared_by_person text,
  cleared_at timestamptz,
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'),
  blob_address text,
  blob_key bytea,
  blob_size integer,
  in_force_at timestamptz,
  check (ends_on > starts_on),
  -- INVARIANT: from legal clearance on the bytes are frozen and named by their hash.
  check ((state = 'draft') = (text_sha256 is null)),
  check ((text_sha256 is null) = (blob_address is null)),
  check ((state = 'in-force') = (in_force_at is not null))
);
create index agreements_by_file on agreements.agreements (file);
create index agreements_starting on agreements.agreements (starts_on) where state = 'signed-organisation';

create table agreements.signatures (
  agreement_id text not null references agreements.agreements (id),
  side text not null check (side in ('partner', 'organisation')),
  person text not null,
  account text not null,
  text_sha256 text not null,
  signed_at timestamptz not null,
  event_id text not null unique,
  primary key (agreement_id, side)
);

create function agreements.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a signature is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger signatures_are_final before update or delete or truncate on agreements.signatures
  for each statement execute function agreements.refuse_change();

-- A frozen text stays frozen, whoever writes.
create function agreements.refuse_new_text() returns trigger language plpgsql as $$
begin
  if old.text_sha256 is not null and new.text_sha256 is distinct from old.text_sha256 then
    raise exception 'the text of % is frozen', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger text_is_frozen before update on agreements.agreements
  for each row execute function agreements.refuse_new_text();

grant usage on schema agreements to entente_app, entente_reader;
grant select, insert, update on agreements.agreements to entente_app;
grant select, insert on agreements.signatures to entente_app;
grant select on all tables in schema agreements to entente_reader;
