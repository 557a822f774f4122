-- Why: what is prepared for the public register, and every version that was published. The public pages read the log.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none.
-- Deploy order: before the code that publishes.
-- How to undo forward: stop publishing; versions stay, since the leaves behind them do.

create schema register;

create table register.entries (
  register_id text primary key,
  file text not null,
  contribution text not null unique,
  state text not null check (state in ('prepared', 'published', 'change-prepared')),
  version integer not null check (version >= 0),       -- of the published entry; 0 while nothing is public
  row_version integer not null check (row_version > 0), -- what a page has seen
  draft jsonb,                                          -- what would be published next; null when nothing waits
  draft_reason text,
  in_force_on date not null,
  due_at timestamptz not null,
  prepared_at timestamptz not null,
  check ((draft is not null) = (state in ('prepared', 'change-prepared'))),
  check ((version = 0) = (state = 'prepared'))
);
create index entries_by_file on register.entries (file);
create index entries_waiting on register.entries (due_at) where draft is not null;

create table register.versions (
  register_id text not null references register.entries (register_id),
  version integer not null check (version > 0),
  fields jsonb not null,
  reason text,
  published_by_person text not null,
  published_at timestamptz not null,
  event_id text not null unique,
  primary key (register_id, version)
);

create function register.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published version is never changed: publish a correction' using errcode = 'insufficient_privilege';
end $$;
create trigger versions_are_final before update or delete or truncate on register.versions
  for each statement execute function register.refuse_change();

grant usage on schema register to entente_app, entente_reader;
grant select, insert on register.versions to entente_app;
grant select, insert, update on register.entries to entente_app;
grant select on all tables in schema register to entente_reader;
