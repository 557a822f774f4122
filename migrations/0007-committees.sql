-- Why: how a committee decides: a question put to it, votes by its members themselves, those who stood aside, the tally.
-- Locks taken and for how long: none that anyone waits for (new schema).
-- Backfill: none.
-- Deploy order: before the code that opens ballots.
-- How to undo forward: stop opening ballots; votes are kept with the decisions that rest on them.

create schema committees;

create table committees.ballots (
  id text primary key,
  committee text not null check (committee in ('executive-committee')),
  file text not null,
  matter text not null check (matter in ('accept-contribution', 'approve-partner', 'ratify-suspension')),
  subject text not null,                  -- what the question is about, such as a contribution
  subject_version integer not null check (subject_version >= 0), -- votes count for this version only
  state text not null check (state in ('open', 'closed')),
  version integer not null check (version >= 1),
  quorum integer not null check (quorum >= 1), -- fixed when the ballot was opened
  opened_by_person text not null,
  opened_at timestamptz not null,
  closed_by_person text,
  closed_at timestamptz,
  outcome text check (outcome in ('for', 'against', 'below-quorum')),
  votes_for integer check (votes_for >= 0),
  votes_against integer check (votes_against >= 0),
  abstentions integer check (abstentions >= 0),
  recusals integer check (recusals >= 0),
  check ((state = 'closed') = (closed_at is not null and outcome is not null and votes_for is not null)),
  -- INVARIANT: an outcome in favour has quorum and more than half of those present.
  check (outcome is distinct from 'for'
    or (votes_for + votes_against + abstentions >= quorum and 2 * votes_for > votes_for + votes_against + abstentions))
);
create unique index one_open_ballot_per_question on committees.ballots (subject, matter) where state = 'open';
create index ballots_by_file on committees.ballots (file, opened_at);

create table committees.votes (
  ballot_id text not null references committees.ballots (id),
  person text not null,
  account text not null,
  vote text not null check (vote in ('for', 'against', 'abstain')),
  cast_at timestamptz not null,
  event_id text not null unique,
  primary key (ballot_id, person)         -- one human, one vote, never changed
);

create table committees.recusals (
  ballot_id text not null references committees.ballots (id),
  person text not null,
  account text not null,
  recused_at timestamptz not null,
  event_id text not null unique,
  primary key (ballot_id, person)
);

create function committees.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a vote that was cast stays' using errcode = 'insufficient_privilege';
end $$;
create trigger votes_are_final before update or delete or truncate on committees.votes
  for each statement execute function committees.refuse_change();
create trigger recusals_are_final before update or delete or truncate on committees.recusals
  for each statement execute function committees.refuse_change();

create function committees.refuse_closed() returns trigger language plpgsql as $$
begin
  if (select b.state from committees.ballots b where b.id = new.ballot_id for share) <> 'open' then
    raise exception 'ballot % is closed', new.ballot_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger votes_while_open before insert on committees.votes
  for each row execute function committees.refuse_closed();
create trigger recusals_while_open before insert on committees.recusals
  for each row execute function committees.refuse_closed();

create function committees.refuse_reopening() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' then
    raise exception 'ballot % is closed for good', old.id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger closed_ballots_are_final before update on committees.ballots
  for each row execute function committees.refuse_reopening();

grant usage on schema committees to entente_app, entente_reader;
grant select, insert on committees.ballots, committees.votes, committees.recusals to entente_app;
grant update (state, version, closed_by_person, closed_at, outcome, votes_for, votes_against, abstentions, recusals)
  on committees.ballots to entente_app;
-- "for share" in the trigger needs the privilege to lock rows; the columns above give it.
grant select on all tables in schema committees to entente_reader;
