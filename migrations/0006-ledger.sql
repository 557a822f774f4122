-- Why: the books. Entries and postings are written once; a correction is a new entry that points at the old one.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none.
-- Deploy order: before the code that posts.
-- How to undo forward: stop posting and leave the tables; the books are kept for ten years.

create schema ledger;

create table ledger.entries (
  id text primary key,
  kind text not null check (kind in ('receipt', 'quarantine', 'quarantine-return', 'reversal')),
  file text not null,
  contribution text,
  posted_by_person text not null,
  posted_at timestamptz not null,
  booked_on date not null,
  evidence text not null check (length(evidence) between 1 and 400),
  reverses text unique references ledger.entries (id),
  event_id text not null unique,
  check ((kind = 'reversal') = (reverses is not null))
);
create index entries_by_contribution on ledger.entries (contribution, posted_at);
create index entries_by_file on ledger.entries (file, posted_at);

create table ledger.postings (
  entry_id text not null references ledger.entries (id),
  line integer not null check (line between 1 and 200),
  account text not null,
  unit text not null check (unit ~ '^[A-Z][A-Z0-9-]{2,15}$'),
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (entry_id, line)
);
create index postings_by_account on ledger.postings (account, unit, entry_id);

-- Who compared an entry with the bank's own document: another person than the poster (S5), in the constraint too.
create table ledger.reconciliations (
  entry_id text primary key references ledger.entries (id),
  reconciled_by_person text not null,
  reconciled_at timestamptz not null,
  statement_ref text not null check (length(statement_ref) between 1 and 200)
);

-- INVARIANT: each entry sums to zero in every unit and has at least two lines. Deferred: lines arrive one by one.
create function ledger.refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from ledger.postings p where p.entry_id = new.entry_id
    group by p.unit having sum(p.amount_minor) <> 0
  ) or (select count(*) from ledger.postings p where p.entry_id = new.entry_id) < 2 then
    raise exception 'entry % is not balanced', new.entry_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger entry_is_balanced after insert on ledger.postings
  deferrable initially deferred for each row execute function ledger.refuse_unbalanced();

create function ledger.refuse_entry_without_lines() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ledger.postings p where p.entry_id = new.id) then
    raise exception 'entry % has no lines', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger entry_has_lines after insert on ledger.entries
  deferrable initially deferred for each row execute function ledger.refuse_entry_without_lines();

create function ledger.refuse_poster_as_reconciler() returns trigger language plpgsql as $$
begin
  if exists (select 1 from ledger.entries e where e.id = new.entry_id and e.posted_by_person = new.reconciled_by_person) then
    raise exception 'poster and reconciler of % are one person', new.entry_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger poster_is_not_reconciler before insert on ledger.reconciliations
  for each row execute function ledger.refuse_poster_as_reconciler();

-- Nothing in the books is ever changed: privileges say so, and these say so to whoever has more privileges.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the books are append-only: post a reversal' using errcode = 'insufficient_privilege';
end $$;
create trigger entries_are_final before update or delete or truncate on ledger.entries
  for each statement execute function ledger.refuse_change();
create trigger postings_are_final before update or delete or truncate on ledger.postings
  for each statement execute function ledger.refuse_change();
create trigger reconciliations_are_final before update or delete or truncate on ledger.reconciliations
  for each statement execute function ledger.refuse_change();

grant usage on schema ledger to entente_app, entente_reader;
grant select, insert on ledger.entries, ledger.postings, ledger.reconciliations to entente_app;
grant select on all tables in schema ledger to entente_reader;
