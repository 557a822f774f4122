-- Why: diligence cases: who assesses, what was answered on which evidence, opinions, red lines, conclusions and their ends.
-- Locks: none on existing tables; everything here is new.
-- Backfill: none.
-- Deploy order: after 0004-screening; before 0008-contributions, whose guards read what stands here.
-- How to undo forward: stop the app, create a later migration that drops schema diligence after exporting its events.

create schema diligence;
grant usage on schema diligence to entente_app, entente_reader, entente_eraser;

create function diligence.append_only() returns trigger language plpgsql as $$
begin
  raise exception 'diligence.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- One row per look at a partner: the first at admission, each renewal a new one. `edition` is the questionnaire's.
create table diligence.cases (
  id text primary key,
  file text not null,
  number integer not null check (number > 0),
  state text not null check (state in ('opened', 'collecting', 'assessing', 'second-review', 'ethics-review',
    'verdict-pending', 'issued', 'expired', 'superseded', 'closed')),
  version integer not null check (version > 0),
  edition integer not null,
  opened_at timestamptz not null,
  state_since timestamptz not null,
  analyst_account text,
  reviewer_account text,
  compliance_account text,
  kinds text[] not null default '{}',
  value_up_to_minor bigint not null default 0 check (value_up_to_minor >= 0),
  purposes text[] not null default '{}',
  software_touches_data boolean not null default false,
  threat_exchange boolean not null default false,
  scope_at timestamptz,
  depth_raised text check (depth_raised in ('basic', 'standard', 'enhanced')),
  level_raised text check (level_raised in ('low', 'moderate', 'substantial', 'high')),
  analyst_person text,
  assessed_at timestamptz,
  reviewer_person text,
  reviewed_at timestamptz,
  return_words text,
  unique (file, number)
);
create index cases_open on diligence.cases (state, state_since);
-- INVARIANT: a file has at most one case at work.
create unique index cases_one_at_work on diligence.cases (file)
  where state in ('opened', 'collecting', 'assessing', 'second-review', 'ethics-review', 'verdict-pending');

-- Evidence never changes: a correction is a new row that names what it corrects; `root` is the first of the line.
create table diligence.evidence (
  id text primary key,
  case_id text not null references diligence.cases,
  root text not null references diligence.evidence,
  version integer not null check (version > 0),
  grade text not null check (grade in ('E0', 'E1', 'E2', 'E3')),
  source text not null check (length(source) between 1 and 400),
  url text check (length(url) <= 2000),
  note text not null,
  captured_on date not null,
  captured_by text not null,
  captured_person text not null,
  added_at timestamptz not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text,
  media_type text,
  size integer check (size > 0),
  address text,
  sealed_key bytea,
  unique (root, version),
  check ((address is null) = (sealed_key is null) and (address is null) = (file_name is null))
);
create index evidence_case on diligence.evidence (case_id, added_at);
create trigger evidence_append_only before update or delete on diligence.evidence
  for each row execute function diligence.append_only();

-- Each answer is a new version; the newest counts, the earlier stay readable (a 4 is never forgotten).
create table diligence.answers (
  case_id text not null references diligence.cases,
  question text not null,
  version integer not null check (version > 0),
  value text not null check (value in ('satisfied', 'not-satisfied', 'scored', 'unknown', 'not-applicable')),
  score smallint check (score between 0 and 4),
  reason text not null check (length(reason) between 1 and 2000),
  facts jsonb not null,
  evidence text[] not null,
  answered_by text not null,
  answered_person text not null,
  answered_at timestamptz not null,
  primary key (case_id, question, version),
  check ((value = 'scored') = (score is not null))
);
create trigger answers_append_only before update or delete on diligence.answers
  for each row execute function diligence.append_only();

-- The reviewer's agreement that a question does not apply, to one version of its answer.
create table diligence.exclusions (
  case_id text not null,
  question text not null,
  version integer not null,
  agreed_person text not null,
  agreed_at timestamptz not null,
  primary key (case_id, question, version),
  foreign key (case_id, question, version) references diligence.answers
);
create trigger exclusions_append_only before update or delete on diligence.exclusions
  for each row execute function diligence.append_only();

create table diligence.raises (
  case_id text not null references diligence.cases,
  number integer not null check (number > 0),
  what text not null check (what in ('level', 'depth')),
  raised_to text not null,
  reason text not null check (length(reason) between 20 and 2000),
  raised_by text not null,
  raised_at timestamptz not null,
  primary key (case_id, number)
);
create trigger raises_append_only before update or delete on diligence.raises
  for each row execute function diligence.append_only();

-- A suspicion of a red line, and what the two confirming persons said about it.
create table diligence.red_lines (
  case_id text not null references diligence.cases,
  letter text not null check (letter ~ '^[a-j]$'),
  state text not null check (state in ('suspected', 'established', 'dismissed')),
  cause text not null,
  reason text not null,
  suspected_by text not null,
  suspected_at timestamptz not null,
  decided_at timestamptz,
  round integer not null check (round > 0),
  primary key (case_id, letter),
  check ((state = 'suspected') = (decided_at is null))
);
create table diligence.red_line_views (
  case_id text not null,
  letter text not null,
  round integer not null,
  number integer not null check (number > 0),
  duty text not null check (duty in ('review', 'issue-verdict')),
  holds boolean not null,
  reason text not null check (length(reason) between 20 and 2000),
  evidence text[] not null,
  given_person text not null,
  given_at timestamptz not null,
  primary key (case_id, letter, round, number),
  foreign key (case_id, letter) references diligence.red_lines
);
create trigger red_line_views_append_only before update or delete on diligence.red_line_views
  for each row execute function diligence.append_only();

-- What must happen for the risk to be borne: owned, dated, with the test that shows it done.
create table diligence.conditions (
  id text primary key,
  case_id text not null references diligence.cases,
  question text not null,
  words text not null check (length(words) between 1 and 1000),
  owner_words text not null check (length(owner_words) between 1 and 200),
  due_on date not null,
  test_words text not null check (length(test_words) between 1 and 1000),
  state text not null check (state in ('open', 'met')),
  set_person text not null,
  set_at timestamptz not null,
  met_person text,
  met_at timestamptz,
  met_evidence text[],
  check ((state = 'met') = (met_at is not null))
);
create index conditions_case on diligence.conditions (case_id, set_at);

create table diligence.opinions (
  case_id text not null references diligence.cases,
  number integer not null check (number > 0),
  is_favourable boolean not null,
  words text not null check (length(words) between 20 and 4000),
  present integer not null check (present > 0),
  given_by text not null,
  given_person text not null,
  given_at timestamptz not null,
  primary key (case_id, number)
);
create trigger opinions_append_only before update or delete on diligence.opinions
  for each row execute function diligence.append_only();

-- Conclusions. Nobody changes an issued one; its end is a row beside it.
create table diligence.verdicts (
  case_id text not null references diligence.cases,
  number integer not null check (number > 0),
  file text not null,
  outcome text not null check (outcome in ('cleared', 'cleared-with-conditions', 'refused')),
  level text not null check (level in ('low', 'moderate', 'substantial', 'high')),
  computed jsonb not null,
  reason text not null check (length(reason) between 20 and 4000),
  purposes text[] not null,
  conditions jsonb not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  issued_by text not null,
  issued_person text not null,
  analyst_person text not null,
  reviewer_person text not null,
  event_id text not null,
  primary key (case_id, number),
  check (expires_at > issued_at),
  -- S2 and R16.1, once more where no code can forget it.
  check (issued_person <> analyst_person and issued_person <> reviewer_person and analyst_person <> reviewer_person)
);
create index verdicts_file on diligence.verdicts (file, issued_at desc);
create index verdicts_expiring on diligence.verdicts (expires_at);
create trigger verdicts_append_only before update or delete on diligence.verdicts
  for each row execute function diligence.append_only();

create table diligence.verdict_ends (
  case_id text not null,
  number integer not null,
  kind text not null check (kind in ('suspended', 'expired', 'superseded')),
  ended_at timestamptz not null,
  reason text not null,
  primary key (case_id, number),
  foreign key (case_id, number) references diligence.verdicts
);
create trigger verdict_ends_append_only before update or delete on diligence.verdict_ends
  for each row execute function diligence.append_only();

grant select on all tables in schema diligence to entente_app, entente_reader, entente_eraser;
grant insert on all tables in schema diligence to entente_app;
grant update on diligence.cases, diligence.red_lines, diligence.conditions to entente_app;
