-- Why: what partners offer, what it is worth, who decided on which facts, what arrived and what was set apart.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none.
-- Deploy order: before the code that takes offers.
-- How to undo forward: stop taking offers; decisions and receipts stay.

create schema contributions;

create table contributions.contributions (
  id text primary key,
  file text not null,
  state text not null check (state in ('drafted', 'offered', 'valued', 'pending-decision', 'accepted', 'refused',
    'agreed', 'received', 'withdrawn')),
  version integer not null check (version >= 1),
  draft jsonb,                              -- what the partner has written so far; null once offered
  drafted_at timestamptz not null,
  saved_at timestamptz not null,
  drafted_by_account text not null,

  -- The offer. All null before it is made.
  kind text check (kind in ('funding', 'secondment', 'software', 'equipment', 'premises', 'other')),
  purpose text,                             -- code of spec/diligence/questionnaire.yaml
  purpose_words text,
  programme text,
  value_minor bigint check (value_minor > 0 and value_minor <= 9007199254740991),
  currency text check (currency ~ '^[A-Z]{3}$'),
  account_kind text check (account_kind in ('trust-fund', 'special')),
  earmark text check (earmark in ('none', 'programme', 'activity', 'case', 'person', 'notice')),
  starts_on date,
  ends_on date,
  part_of text,                             -- the bundle: id of its first part; its own id when alone
  proposed_by_person text,
  proposed_by_account text,
  offered_at timestamptz,
  offered_on date,                          -- civil day of the organisation: fixes the rate (R20.4)

  -- In the house currency, at the rate of the day of the offer. Null while no rate is known.
  house_minor bigint check (house_minor > 0 and house_minor <= 9007199254740991),
  rate_micro bigint check (rate_micro > 0),
  rate_on date,
  rate_source text,

  -- The valuation, in the house currency.
  valued_by_person text,
  valued_at timestamptz,
  hidden_costs jsonb,                       -- line → minor units as decimal text
  hidden_cost_minor bigint check (hidden_cost_minor >= 0),
  budget_line text,
  is_liability_open_ended boolean,
  valuation_words text,

  text_cleared_by_person text,
  text_cleared_at timestamptz,
  text_sha256 text check (text_sha256 ~ '^[0-9a-f]{64}$'), -- of the agreement's frozen bytes: decided is what is signed
  agreement_months integer,
  agreement text,
  agreed_at timestamptz,
  decided_at timestamptz,
  decided_by_body text check (decided_by_body in ('director', 'secretary-general', 'executive-committee', 'assembly')),

  check (state in ('drafted', 'withdrawn') or (offered_at is not null and kind is not null and value_minor is not null
    and purpose is not null and programme is not null and proposed_by_person is not null)),
  check (ends_on > starts_on),
  check (state not in ('valued', 'pending-decision') or valued_at is not null),
  check (valued_by_person is distinct from proposed_by_person or valued_by_person is null), -- S4
  check ((state in ('accepted', 'refused', 'agreed', 'received')) = (decided_at is not null)),
  check (state not in ('agreed', 'received') or agreement is not null)
);
create index contributions_by_file on contributions.contributions (file, offered_at desc);
create index contributions_by_state on contributions.contributions (state, saved_at);
create index contributions_adding_up on contributions.contributions (purpose, offered_at); -- article 21
create index contributions_of_bundle on contributions.contributions (part_of);
create index contributions_decided on contributions.contributions (decided_at) where decided_at is not null; -- article 11

create table contributions.conditions (
  contribution_id text not null references contributions.contributions (id),
  position integer not null check (position between 1 and 20),
  words text not null check (length(words) between 1 and 500),
  type text,                                -- null until the legal officer has read it (R25.1)
  primary key (contribution_id, position)
);

create table contributions.decisions (
  contribution_id text not null references contributions.contributions (id),
  number integer not null check (number >= 1),
  kind text not null check (kind in ('accept', 'refuse', 'ask-more')),
  body text not null check (body in ('director', 'secretary-general', 'executive-committee', 'assembly')),
  deciders text[] not null check (cardinality(deciders) >= 1), -- persons
  recorded_by_person text not null,
  decided_at timestamptz not null,
  words text not null check (length(words) <= 2000),
  ballot text,
  resolution text,
  facts jsonb not null,
  facts_hash text not null check (facts_hash ~ '^[0-9a-f]{64}$'),
  clauses jsonb not null,                   -- id → satisfied, broken or not-applicable
  regulation_version text not null,
  regulation_hash text not null check (regulation_hash ~ '^[0-9a-f]{64}$'),
  schema_hash text not null check (schema_hash ~ '^[0-9a-f]{64}$'),
  cedar_version text not null,
  text_sha256 text,
  event_id text not null unique,
  primary key (contribution_id, number)
);

-- Money that may not count for a contribution: another payer, no agreement, a suspended partner. Set apart, never a state.
create table contributions.quarantines (
  id text primary key,
  contribution_id text not null references contributions.contributions (id),
  file text not null,
  entry_id text not null unique,
  payer_name text not null check (length(payer_name) between 1 and 200),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  clauses text[] not null check (cardinality(clauses) >= 1),
  set_apart_at timestamptz not null,
  set_apart_by_person text not null,
  state text not null check (state in ('open', 'sent-back')),
  sent_back_entry text unique,
  sent_back_at timestamptz,
  check ((state = 'sent-back') = (sent_back_entry is not null and sent_back_at is not null))
);
create index quarantines_open on contributions.quarantines (set_apart_at) where state = 'open';

-- INVARIANT (R4.1): nothing is accepted or refused without its decision, written in the same transaction.
create function contributions.refuse_without_decision() returns trigger language plpgsql as $$
begin
  if new.state in ('accepted', 'agreed', 'received', 'refused') and not exists (
    select 1 from contributions.decisions d where d.contribution_id = new.id
      and d.kind = case when new.state = 'refused' then 'refuse' else 'accept' end
  ) then
    raise exception 'contribution % has no decision', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger decided_by_decision after insert or update on contributions.contributions
  deferrable initially deferred for each row execute function contributions.refuse_without_decision();

create function contributions.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a decision stays as it was taken' using errcode = 'insufficient_privilege';
end $$;
create trigger decisions_are_final before update or delete or truncate on contributions.decisions
  for each statement execute function contributions.refuse_change();

grant usage on schema contributions to entente_app, entente_reader;
grant select, insert, update on contributions.contributions to entente_app;
grant select, insert on contributions.conditions, contributions.decisions, contributions.quarantines to entente_app;
grant update (type) on contributions.conditions to entente_app;
grant update (state, sent_back_entry, sent_back_at) on contributions.quarantines to entente_app;
grant select on all tables in schema contributions to entente_reader;
