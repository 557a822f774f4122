-- Why: sanctions lists by version, who is screened against them, what was found and how two people decided it.
-- Locks taken and for how long: none on existing tables; everything here is new.
-- Backfill: none; lists are imported, subjects are watched when an application is admitted.
-- Deploy order: after 0001-log to 0003-partners, before the code that screens.
-- How to undo forward: stop the app, create a later migration that drops schema screening after exporting its events.

create schema screening;

create function screening.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'screening.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- One row per list that was adopted or imported; what is in force and how old it is.
create table screening.lists (
  source_id text primary key check (source_id ~ '^[a-z0-9-]{2,40}$'),
  is_adopted boolean not null,
  version integer not null check (version >= 0),   -- 0: never imported
  version_sha256 text,
  entry_count integer not null,
  name_count integer not null,
  published_on text,                              -- as the publisher prints it
  imported_at timestamptz,
  checked_at timestamptz,                         -- last time its publisher's files were read and found whole
  covered_version integer not null default 0,     -- version everybody watched was screened against
  covered_at timestamptz                          -- checked_at up to which that holds
);

create table screening.list_versions (
  source_id text not null references screening.lists,
  version integer not null check (version > 0),
  version_sha256 text not null,                   -- Merkle root over the entries' hashes
  entry_count integer not null,
  name_count integer not null,
  added_count integer not null,                   -- a changed entry counts as one added and one removed
  removed_count integer not null,
  published_on text,
  files jsonb not null,
  faults jsonb not null,
  imported_at timestamptz not null,
  event_id text not null,
  primary key (source_id, version)
);
create trigger list_versions_are_final before update or delete or truncate on screening.list_versions
  for each statement execute function screening.append_only();

-- Entries by content; a version's entries are those with first_version <= version and no earlier last_version.
create table screening.entries (
  source_id text not null references screening.lists,
  entry_sha256 text not null,
  ref text not null,
  record jsonb not null,
  first_version integer not null,
  last_version integer,                           -- null: still listed
  primary key (source_id, entry_sha256, first_version)
);
create index entries_in_force on screening.entries (source_id) where last_version is null;
create index entries_by_ref on screening.entries (source_id, ref);

-- Every attempt to import, also the refused ones: what came in, and why it was not taken.
create table screening.imports (
  id text primary key,
  source_id text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('imported', 'unchanged', 'refused')),
  version integer,
  fault jsonb,                                    -- what stopped it
  event_id text not null
);
create index imports_by_source on screening.imports (source_id, at desc);
create trigger imports_are_final before update or delete or truncate on screening.imports
  for each statement execute function screening.append_only();

create table screening.subjects (
  id text primary key,
  file text not null,
  key text not null,                              -- role and first name: who it is within the file
  role text not null,
  party jsonb not null,                           -- names, kind, birth dates, countries, numbers: what is asked
  subject_sha256 text not null,
  watched_at timestamptz not null,
  ended_at timestamptz,
  unique (file, key)
);
create index subjects_watched on screening.subjects (file) where ended_at is null;

-- One row per file and screening, also when nothing was found.
create table screening.runs (
  id text primary key,
  file text not null,
  at timestamptz not null,
  cause text not null check (cause in ('watched', 'imported')),
  engine text not null,
  threshold_bps integer not null,
  lists jsonb not null,                           -- source and version of each list in the index
  results jsonb not null,                         -- per subject: id, hash, hits above the threshold, best score
  raised_count integer not null,
  event_id text not null
);
create index runs_by_file on screening.runs (file, at desc);
create trigger runs_are_final before update or delete or truncate on screening.runs
  for each statement execute function screening.append_only();

create table screening.hits (
  id text primary key,
  file text not null,
  subject_id text not null references screening.subjects,
  subject_sha256 text not null,
  asked jsonb not null,                           -- the subject as it was asked
  source_id text not null,
  list_version integer not null,
  ref text not null,
  entry_sha256 text not null,
  score_bps integer not null check (score_bps between 0 and 10000),
  explanation jsonb not null,
  state text not null check (state in ('raised', 'triaged', 'dismissal-proposed', 'dismissed', 'confirmation-proposed',
    'confirmed', 'lapsed')),
  version integer not null check (version > 0),
  run_id text not null references screening.runs,
  raised_at timestamptz not null,
  due_at timestamptz not null,                    -- undecided by then: escalated
  escalated_at timestamptz,
  -- A decision holds for this subject as it was and this entry as it was; a change of either asks again.
  unique (subject_id, subject_sha256, source_id, ref, entry_sha256)
);
create index hits_open on screening.hits (raised_at, id)
  where state in ('raised', 'triaged', 'dismissal-proposed', 'confirmation-proposed');
create index hits_by_file on screening.hits (file, state);

create table screening.hit_steps (
  id text primary key,
  hit_id text not null references screening.hits,
  event text not null,
  account_id text not null,
  person_id text not null,
  person_name text not null,
  reason text not null check (length(reason) <= 4000),
  at timestamptz not null,
  event_id text not null
);
create index hit_steps_by_hit on screening.hit_steps (hit_id, at);
create trigger hit_steps_are_final before update or delete or truncate on screening.hit_steps
  for each statement execute function screening.append_only();

grant usage on schema screening to entente_app, entente_reader, entente_eraser;
grant select, insert on all tables in schema screening to entente_app;
grant update (is_adopted, version, version_sha256, entry_count, name_count, published_on, imported_at, checked_at,
  covered_version, covered_at)
  on screening.lists to entente_app;
grant update (last_version) on screening.entries to entente_app;
grant update (role, party, subject_sha256, ended_at) on screening.subjects to entente_app;
grant update (state, version, escalated_at) on screening.hits to entente_app;
grant select on all tables in schema screening to entente_reader;
grant select, update, delete on screening.subjects, screening.hits to entente_eraser;
