-- Why: the partner's file: legal person, names, owners with their chain, people, documents, applications, questions.
-- Locks: none on existing tables; everything here is new.
-- Backfill: none.
-- Deploy order: after 0001-log and 0002-access; before 0004-screening, which watches the people named here.
-- How to undo forward: stop the app, create a later migration that drops schema partners after exporting its events.

create schema partners;
grant usage on schema partners to entente_app, entente_reader, entente_eraser;

create function partners.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'partners.% is append-only', tg_table_name;
end $$;

-- One row per legal person that ever started an application. Columns after `group_name` hold what was last submitted.
create table partners.partners (
  id text primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('for-profit', 'non-profit', 'academic')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  group_name text,
  group_id text not null,
  group_key text,
  legal_form text,
  register_name text,
  register_number text,
  register_key text,
  lei text check (lei ~ '^[A-Z0-9]{18}[0-9]{2}$'),
  application_id text not null,
  created_at timestamptz not null,
  activated_at timestamptz,
  ended_at timestamptz
);
-- The gate asks for the same register number or LEI elsewhere, and the group for everything that adds up.
create index partners_register on partners.partners (country, register_key) where register_key is not null;
create index partners_lei on partners.partners (lei) where lei is not null;
create index partners_group on partners.partners (group_key) where group_key is not null;
create index partners_group_id on partners.partners (group_id);

-- Every name in every script; `key` is what near names are compared by (names.ts).
create table partners.names (
  partner_id text not null references partners.partners,
  position integer not null check (position between 0 and 40),
  text text not null check (length(text) between 1 and 200),
  script text not null check (script ~ '^[A-Z][a-z]{3}$'),
  lang text,
  kind text not null check (kind in ('legal', 'latin', 'other')),
  key text not null,
  primary key (partner_id, position)
);

create table partners.applications (
  id text primary key,
  partner_id text not null references partners.partners,
  state text not null check (state in ('draft', 'submitted', 'returned', 'in-diligence', 'decision-ready', 'active',
    'declined', 'withdrawn', 'lapsed', 'ended')),
  version integer not null check (version > 0),
  origin text not null check (origin in ('applied', 'unsolicited')),
  started_by text not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  state_since timestamptz not null,
  submissions integer not null default 0,
  submitted_by text,
  submitted_at timestamptz,
  officer text,
  gaps text,
  decline_ground text check (decline_ground in ('inadmissible', 'verdict', 'decision')),
  decline_words text,
  declined_at timestamptz,
  check ((state = 'declined') = (declined_at is not null)),
  check ((declined_at is null) = (decline_ground is null))
);
create index applications_partner on partners.applications (partner_id, started_at desc);
create index applications_state on partners.applications (state, state_since);
-- INVARIANT: a file has at most one open application.
create unique index applications_one_open on partners.applications (partner_id)
  where state in ('draft', 'submitted', 'returned', 'in-diligence', 'decision-ready', 'active');
alter table partners.partners add constraint partners_application
  foreign key (application_id) references partners.applications deferrable initially deferred;

-- What the partner typed, part by part, exactly as typed: a draft may be incomplete and nothing typed is lost.
create table partners.application_parts (
  application_id text not null references partners.applications,
  part text not null,
  typed jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (application_id, part)
);

-- What was submitted, frozen: officers and diligence read this, never the draft.
create table partners.application_versions (
  application_id text not null references partners.applications,
  number integer not null check (number > 0),
  content jsonb not null,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  submitted_by text not null,
  submitted_at timestamptz not null,
  primary key (application_id, number)
);
create trigger application_versions_append_only before update or delete on partners.application_versions
  for each row execute function partners.append_only();

-- Those who hold or control, and the chain: a party may hold in the applicant (held_id null) and in other parties.
create table partners.parties (
  id text primary key,
  application_id text not null references partners.applications,
  position integer not null,
  kind text not null check (kind in ('natural', 'legal', 'state')),
  name text not null check (length(name) between 1 and 200),
  other_name text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  birth_on text check (birth_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  register_number text,
  chain_words text
);
create index parties_application on partners.parties (application_id, position);

create table partners.holdings (
  id text primary key,
  application_id text not null references partners.applications,
  position integer not null,
  holder_id text not null references partners.parties,
  held_id text references partners.parties,
  share_bps integer not null check (share_bps between 0 and 10000),
  form text not null check (form in ('registered', 'bearer', 'nominee')),
  control_words text,
  check (share_bps > 0 or control_words is not null),
  check (held_id is null or held_id <> holder_id)
);
create unique index holdings_once on partners.holdings (application_id, holder_id, coalesce(held_id, ''));

create table partners.officers (
  id text primary key,
  application_id text not null references partners.applications,
  position integer not null,
  name text not null check (length(name) between 1 and 200),
  other_name text,
  role_words text not null,
  birth_on text not null check (birth_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  nationality text not null check (nationality ~ '^[A-Z]{2}$'),
  signs text not null check (signs in ('no', 'alone', 'jointly')),
  public_function text
);
create index officers_application on partners.officers (application_id, position);

-- Bytes lie encrypted outside the database, each under its own key; erasing sealed_key erases the document.
create table partners.documents (
  id text primary key,
  partner_id text not null references partners.partners,
  application_id text not null references partners.applications,
  kind text not null,
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  address text not null,
  sealed_key bytea not null,
  added_at timestamptz not null,
  added_by text not null,
  removed_at timestamptz
);
create index documents_application on partners.documents (application_id, added_at) where removed_at is null;

-- An offer nobody asked for becomes an application of its own; whose it is, is known when its contact signs in.
create table partners.offers (
  application_id text primary key references partners.applications,
  contact_key text not null,
  received_on date not null,
  channel text not null check (channel in ('letter', 'mail', 'meeting', 'telephone', 'other')),
  words text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  claimed_by text,
  claimed_at timestamptz
);
create index offers_unclaimed on partners.offers (contact_key) where claimed_by is null;

create table partners.questions (
  id text primary key,
  partner_id text not null references partners.partners,
  position integer not null,
  asked_of text not null check (asked_of in ('partner', 'organisation')),
  wanted text not null check (wanted in ('reply', 'document')),
  words text not null,
  due_on date not null,
  state text not null check (state in ('open', 'answered', 'closed')),
  version integer not null check (version > 0),
  asked_by text not null,
  asked_at timestamptz not null,
  state_since timestamptz not null
);
create index questions_partner on partners.questions (partner_id, position);
create index questions_open on partners.questions (asked_of, due_on) where state <> 'closed';

create table partners.replies (
  question_id text not null references partners.questions,
  position integer not null,
  words text not null,
  document_id text references partners.documents,
  given_by text not null,
  given_at timestamptz not null,
  primary key (question_id, position)
);
create trigger replies_append_only before update or delete on partners.replies
  for each row execute function partners.append_only();

-- The one place that says "suspended": every guard reads it, nothing copies it.
create table partners.suspensions (
  id text primary key,
  partner_id text not null references partners.partners,
  ground text not null,
  words text not null,
  suspended_by text not null,
  suspended_at timestamptz not null,
  ratify_until timestamptz not null,
  ratified_at timestamptz,
  resolution text,
  lift_asked_by text,
  lift_asked_at timestamptz,
  lift_words text,
  lifted_by text,
  lifted_at timestamptz,
  version integer not null check (version > 0),
  check (lifted_by is null or (lift_asked_by is not null and lifted_by <> lift_asked_by)),
  check ((ratified_at is null) = (resolution is null))
);
create unique index suspensions_one_open on partners.suspensions (partner_id) where lifted_at is null;

grant select on all tables in schema partners to entente_app, entente_reader, entente_eraser;
grant insert on all tables in schema partners to entente_app;
grant update on partners.partners, partners.applications, partners.application_parts, partners.parties,
  partners.holdings, partners.officers, partners.documents, partners.offers, partners.questions,
  partners.suspensions to entente_app;
-- A draft's rows may be taken out by those who wrote them; what was submitted stays in application_versions.
grant delete on partners.names, partners.application_parts, partners.parties, partners.holdings, partners.officers
  to entente_app;
