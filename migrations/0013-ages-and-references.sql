-- Why: the hourly sweep of old idempotency answers reads the whole table to find what is old, and removing or erasing a
--   row that others refer to reads the whole referring table; both grow with every deed.
-- Locks: SHARE on each table while its index is built (reads go on, writes wait; seconds at a million rows).
-- Backfill: none; an index is built from the rows that are there.
-- Deploy order: any; code of the previous version runs on it unchanged.
-- How to undo forward: a later migration drops the indexes.

create index idempotency_by_age on log.idempotency (org_id, at);
create index letters_by_account on access.letters (account_id);
create index recoveries_by_account on access.recoveries (account_id);
create index absences_by_account on access.absences (account_id);
create index holdings_by_holder on partners.holdings (holder_id);
create index holdings_by_held on partners.holdings (held_id);
create index partners_by_application on partners.partners (application_id);
create index replies_by_document on partners.replies (document_id) where document_id is not null;
create index documents_by_partner on partners.documents (partner_id);
create index quarantines_by_contribution on contributions.quarantines (contribution_id);
create index hits_by_run on screening.hits (run_id);
