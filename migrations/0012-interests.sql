-- Why: what each person declares about their own interests, yearly and per file; article 23 reads it at every decision.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none; without a declaration nobody may decide.
-- Deploy order: before the code that decides.
-- How to undo forward: stop reading it; declarations stay.

create schema interests;

create table interests.declarations (
  id text primary key,
  person text not null,
  file text,                              -- null: the yearly declaration
  grounds text[] not null,                -- codes of grounds; empty: none to declare
  note text not null check (length(note) <= 2000),
  declared_at timestamptz not null,
  event_id text not null unique,
  check (grounds <@ array['own', 'family', 'household', 'employer', 'shares', 'gift', 'job-talks', 'former-secondee'])
);
create index declarations_by_person on interests.declarations (person, file, declared_at desc);

create function interests.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a declaration is never changed: declare again' using errcode = 'insufficient_privilege';
end $$;
create trigger declarations_are_final before update or delete or truncate on interests.declarations
  for each statement execute function interests.refuse_change();

grant usage on schema interests to entente_app, entente_reader;
grant select, insert on interests.declarations to entente_app;
grant select on all tables in schema interests to entente_reader;
