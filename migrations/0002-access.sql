-- Why: people, accounts, roles by three persons, duties per file, sign-in, sessions, letters, read records, settings.
-- Locks: none on existing tables; everything here is new.
-- Backfill: none.
-- Deploy order: after 0001-log; before any module that takes duties.
-- How to undo forward: stop the app, create a later migration that drops schema access after exporting its events.

create schema access;
grant usage on schema access to entente_app, entente_reader, entente_eraser;

create function access.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'access.% is append-only', tg_table_name;
end $$;

-- One row per verified human. `same_as` points at the kept row when two rows turn out to be one human (S18).
create table access.persons (
  id text primary key,
  name text not null check (length(name) between 1 and 200),
  identity_mac bytea unique,
  verified_at timestamptz,
  verified_by text,
  same_as text references access.persons,
  version integer not null default 1,
  created_at timestamptz not null,
  check ((verified_at is null) = (verified_by is null)),
  check (same_as is null or same_as <> id)
);
create index persons_same_as on access.persons (same_as) where same_as is not null;

create table access.accounts (
  id text primary key,
  person_id text not null references access.persons,
  side text not null check (side in ('organisation', 'partner', 'bureau')),
  email text not null check (length(email) between 3 and 254),
  email_key text not null unique,
  lang text not null check (lang in ('en', 'fr', 'es', 'ar')),
  partner_id text,
  country text check (country ~ '^[A-Z]{2}$'),
  state text not null check (state in ('invited', 'active', 'locked', 'closed')),
  locked_with_partner boolean not null default false, -- unlocked when the partner's suspension is lifted
  version integer not null default 1,
  created_at timestamptz not null,
  check ((side = 'bureau') = (country is not null)),
  check (side = 'partner' or partner_id is null)
);
create index accounts_person on access.accounts (person_id);
create index accounts_partner on access.accounts (partner_id) where partner_id is not null;

-- S13: three persons. A role is in force only between applied_at and valid_until, and never after ended_at.
create table access.grants (
  id text primary key,
  account_id text not null references access.accounts,
  role text not null,
  country text check (country ~ '^[A-Z]{2}$'),
  reason text not null,
  state text not null check (state in ('requested', 'approved', 'applied', 'declined', 'revoked')),
  requested_by text not null,
  requested_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  applied_by text,
  applied_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  valid_until timestamptz not null,
  version integer not null default 1,
  check (approved_by is null or approved_by <> requested_by),
  check (applied_by is null or (applied_by <> requested_by and applied_by <> approved_by) or applied_by = 'system')
);
create index grants_account on access.grants (account_id, state);
create index grants_role on access.grants (role) where state = 'applied';

-- S1–S5, S17, S18: what each human did on each file. Never changed: history counts.
create table access.duties (
  file text not null,
  duty text not null,
  subject text not null default '',
  person_id text not null,
  account_id text not null,
  taken_at timestamptz not null,
  primary key (file, duty, subject, person_id)
);
create index duties_person on access.duties (person_id, file);
create trigger duties_append_only before update or delete on access.duties
  for each row execute function access.append_only();

-- What access knows of a partner's file: whose bureau sees it, and under which name lists show it.
create table access.files (
  file text primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  name text check (length(name) between 1 and 300),
  bound_at timestamptz not null
);
create index files_country on access.files (country, bound_at desc);

create table access.file_members (
  file text not null,
  account_id text not null,
  role text not null,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  primary key (file, account_id, role)
);
create index file_members_account on access.file_members (account_id) where ended_at is null;

create table access.absences (
  id text primary key,
  account_id text not null references access.accounts,
  deputy_id text not null references access.accounts,
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  check (account_id <> deputy_id),
  check (from_at < until_at)
);
create index absences_deputy on access.absences (deputy_id);

-- Mail outbox: a link and a neutral sentence, never content.
create table access.letters (
  id text primary key,
  account_id text references access.accounts,
  to_address text not null,
  lang text not null check (lang in ('en', 'fr', 'es', 'ar')),
  about text not null,
  path text not null,
  sealed_link bytea, -- a one-time link, readable by the sender alone; emptied once sent
  file text,
  created_at timestamptz not null,
  sent_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  given_up_at timestamptz
);
create index letters_waiting on access.letters (next_try_at) where sent_at is null and given_up_at is null;
create index letters_created on access.letters (created_at desc, id);

-- Who read which sealed thing, why. Written outside the deed's transaction, before the bytes leave.
create table access.read_records (
  id text primary key,
  account_id text not null,
  person_id text not null,
  what text not null,
  file text,
  purpose text not null,
  read_at timestamptz not null
);
create index read_records_at on access.read_records (read_at desc, id);
create index read_records_file on access.read_records (file, read_at desc);
create trigger read_records_append_only before update or delete on access.read_records
  for each row execute function access.append_only();

create table access.sessions (
  token_sha256 bytea primary key,
  id text not null unique,
  account_id text not null references access.accounts,
  way text not null check (way in ('passkey', 'password', 'evaluation', 'invitation')),
  agent text not null default '',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  absolute_until timestamptz not null,
  fresh_until timestamptz,
  ended_at timestamptz
);
create index sessions_account on access.sessions (account_id) where ended_at is null;

create table access.passkeys (
  id text primary key,
  account_id text not null references access.accounts,
  public_key bytea not null,
  counter bigint not null,
  transports text not null default '',
  device_bound boolean not null,
  created_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index passkeys_account on access.passkeys (account_id) where ended_at is null;

create table access.passwords (
  account_id text primary key references access.accounts,
  hash text not null,
  set_at timestamptz not null
);

-- TOTP: last_step refuses the replay of a good code.
create table access.codes (
  account_id text primary key references access.accounts,
  sealed_seed bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz
);

-- A challenge carries its own authenticator and is kept only once answered, so that opening a page writes nothing.
create table access.spent_challenges (
  nonce text primary key,
  expires_at timestamptz not null
);
create index spent_challenges_expires on access.spent_challenges (expires_at);

create table access.links (
  token_sha256 bytea primary key,
  id text not null unique,
  account_id text not null references access.accounts,
  purpose text not null check (purpose in ('setup', 'invitation', 'recovery', 'join')),
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index links_account on access.links (account_id);

create table access.recoveries (
  id text primary key,
  account_id text not null references access.accounts,
  reason text not null,
  state text not null check (state in ('requested', 'confirmed', 'withdrawn')),
  first_by text not null,
  first_at timestamptz not null,
  second_by text,
  second_at timestamptz,
  version integer not null default 1,
  check (second_by is null or second_by <> first_by)
);

-- Rate limits: one counter per canonical key and window; the injected clock is the only time source.
create table access.tries (
  key text not null,
  window_start timestamptz not null,
  count integer not null,
  primary key (key, window_start)
);

create table access.settings (
  version integer primary key,
  state text not null check (state in ('proposed', 'in-force', 'declined', 'superseded')),
  body jsonb not null,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  check (state not in ('in-force', 'superseded') or closed_by <> proposed_by)
);
create unique index settings_one_in_force on access.settings (state) where state = 'in-force';
create unique index settings_one_proposed on access.settings (state) where state = 'proposed';

create table access.objections (
  id text primary key,
  file text not null,
  country text not null,
  kind text not null check (kind in ('warning', 'objection')),
  state text not null check (state in ('open', 'answered')),
  words text not null,
  raised_by text not null,
  raised_account text not null,
  raised_at timestamptz not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  version integer not null default 1,
  check ((state = 'answered') = (answer is not null))
);
create index objections_file on access.objections (file, raised_at);

-- One row: set-up runs once.
create table access.installation (
  id integer primary key check (id = 1),
  set_up_at timestamptz
);
insert into access.installation (id) values (1);

grant select on all tables in schema access to entente_app, entente_reader;
grant insert on all tables in schema access to entente_app;
grant update on access.persons, access.accounts, access.grants, access.files, access.file_members,
  access.absences, access.letters, access.sessions, access.passkeys, access.passwords, access.codes,
  access.links, access.recoveries, access.tries, access.settings, access.objections,
  access.installation to entente_app;
grant delete on access.spent_challenges, access.tries to entente_app;
revoke select on access.passwords, access.codes, access.sessions, access.links, access.letters from entente_reader;
