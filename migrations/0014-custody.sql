-- Why: what was given to a country out of a contribution, from proposal to the bureau's word that it arrived.
-- Locks taken and for how long: ACCESS EXCLUSIVE on ledger.entries for an instant (the check is exchanged, not yet
--   validated), then SHARE UPDATE EXCLUSIVE while existing rows are read; posting goes on.
-- Backfill: none.
-- Deploy order: before the code that pays; code of the previous version runs on it unchanged.
-- How to undo forward: stop proposing and paying; the rows are kept as long as the books.

alter table ledger.entries drop constraint entries_kind_check;
alter table ledger.entries add constraint entries_kind_check
  check (kind in ('receipt', 'receipt-returnable', 'quarantine', 'quarantine-return', 'grant', 'grant-returnable',
    'reversal')) not valid;
alter table ledger.entries validate constraint entries_kind_check;

create schema custody;

create table custody.grants (
  id text primary key,
  contribution text not null,
  file text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  programme text not null check (length(programme) between 1 and 200),
  words text not null check (length(words) between 1 and 600),
  state text not null check (state in ('proposed', 'paid', 'arrived', 'withdrawn')),
  version integer not null check (version > 0),
  proposed_by_person text not null,
  proposed_at timestamptz not null,
  paid_by_person text,
  paid_at timestamptz,
  entry text unique,
  arrived_by_person text,
  arrived_at timestamptz,
  withdrawn_at timestamptz,
  -- INVARIANT: money that left has its entry, and another person than the proposer paid it (S4).
  check ((state in ('paid', 'arrived')) = (entry is not null)),
  check ((entry is null) = (paid_at is null) and (entry is null) = (paid_by_person is null)),
  check (paid_by_person is distinct from proposed_by_person),
  check ((state = 'arrived') = (arrived_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index grants_by_contribution on custody.grants (contribution);
create index grants_by_country on custody.grants (country, proposed_at);
create index grants_waiting on custody.grants (proposed_at) where state in ('proposed', 'paid');

-- To whom, how much and out of what never changes; a wrong grant is withdrawn and proposed again. What ended stays.
create function custody.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'a grant is never removed' using errcode = 'insufficient_privilege';
  end if;
  if old.state in ('arrived', 'withdrawn')
    or (new.id, new.contribution, new.file, new.country, new.amount_minor, new.currency, new.programme, new.words,
        new.proposed_by_person)
      is distinct from
      (old.id, old.contribution, old.file, old.country, old.amount_minor, old.currency, old.programme, old.words,
        old.proposed_by_person)
    or (old.entry is not null and new.entry is distinct from old.entry) then
    raise exception 'grant % is not rewritten', old.id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger grants_are_not_rewritten before update or delete on custody.grants
  for each row execute function custody.refuse_rewriting();

grant usage on schema custody to entente_app, entente_reader;
grant select, insert, update on custody.grants to entente_app;
grant select on all tables in schema custody to entente_reader;
