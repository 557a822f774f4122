-- Rows of a previous schema that hurt: longest texts, Arabic and what COPY must escape, nulls wherever they may be, the
-- largest amounts, the same instant twice. Everybody here is fictitious. Valid for every schema from 0012 on.
insert into access.persons (id, name, same_as, created_at, verified_at, verified_by) values
  ('per_a', repeat('ش', 200), null, '2027-03-03T09:00:00.123Z', null, null),
  ('per_b', E'Personne \\N \t Exemplaire', 'per_a', '2027-03-03T09:00:00.123Z', '2027-03-03T09:00:00Z', 'per_a');
insert into access.accounts (id, person_id, side, email, email_key, lang, partner_id, country, state, created_at) values
  ('acc_a', 'per_a', 'organisation', repeat('a', 241) || '@example.org', 'a@example.org', 'ar', null, null, 'active', '2027-03-03T09:00:00Z'),
  ('acc_b', 'per_b', 'bureau', 'b@example.org', 'b@example.org', 'fr', null, 'FR', 'locked', '2027-03-03T09:00:00Z');
insert into access.letters (id, account_id, to_address, lang, about, path, created_at, sent_at, tries, next_try_at)
  select 'let_' || n, case when n % 2 = 0 then 'acc_a' end, 'a@example.org', 'ar', 'letter.task', '/tasks', '2027-03-03T09:00:00Z',
    case when n % 3 = 0 then '2027-03-03T09:00:01Z'::timestamptz end, n % 5, '2027-03-03T09:00:00Z' from generate_series(1, 200) n;
insert into access.read_records (id, account_id, person_id, what, file, purpose, read_at)
  select 'rdr_' || n, 'acc_a', 'per_a', 'screening.hit', case when n % 2 = 0 then 'prt_a' end,
    case when n % 3 = 0 then E'\t"\\\u0001\u007f/ غرض\n' else 'page' end, '2027-03-03T09:00:00.123Z'::timestamptz + n * interval '1 ms'
  from generate_series(1, 1500) n;
insert into log.events (org_id, event_id, type, subject, file, version, account_id, person_id, at, rules, commitment, leaf)
  select 'org', 'evt_' || n, 'bell.rung', 'prt_a', case when n % 2 = 0 then 'prt_a' end, case when n % 2 = 1 then n end, 'acc_a', 'per_a',
    '2027-03-03T09:00:00Z', null, sha256(n::text::bytea), case when n = 1 then decode(repeat('ff', 65535), 'hex') else '\x00' end
  from generate_series(1, 300) n;
insert into log.bodies (org_id, event_id, sealed)
  select 'org', 'evt_' || n, case when n = 1 then decode(repeat('0a5c09', 300000), 'hex') else '\x' end
  from generate_series(1, 300) n where n % 7 <> 0; -- every seventh was erased
insert into log.idempotency (org_id, account_id, key, deed, ask_hash, answer, at)
  select 'org', 'acc_a', 'key ' || n || ' مفتاح', 'example.ring-bell', '\x00', case when n % 2 = 0 then '\x01'::bytea end,
    '2027-03-03T09:00:00Z'::timestamptz - n * interval '1 hour' from generate_series(1, 500) n;
insert into ledger.entries (id, kind, file, contribution, posted_by_person, posted_at, booked_on, evidence, event_id) values
  ('ent_a', 'receipt', 'prt_a', null, 'per_a', '2027-03-03T09:00:00Z', '2027-03-03', repeat('م', 400), 'evt_1');
insert into ledger.postings (entry_id, line, account, unit, amount_minor) values
  ('ent_a', 1, 'bank', 'EUR', 9007199254740991), ('ent_a', 2, 'income', 'EUR', -9007199254740991);
insert into partners.partners (id, name, kind, country, group_id, application_id, created_at) values
  ('prt_a', 'مؤسسة مثال للعلوم الجنائية', 'non-profit', 'FR', 'grp_a', 'app_a', '2027-03-03T09:00:00Z');
insert into partners.applications (id, partner_id, state, version, origin, started_by, started_at, saved_at, state_since) values
  ('app_a', 'prt_a', 'draft', 1, 'unsolicited', 'acc_a', '2027-03-03T09:00:00Z', '2027-03-03T09:00:00Z', '2027-03-03T09:00:00Z');
insert into partners.names (partner_id, position, text, script, kind, key) values
  ('prt_a', 0, 'مؤسسة مثال للعلوم الجنائية', 'Arab', 'legal', 'k'), ('prt_a', 1, repeat('W', 200), 'Latn', 'latin', 'k');
insert into register.entries (register_id, file, contribution, state, version, row_version, draft, in_force_on, due_at, prepared_at) values
  ('reg_a', 'prt_a', 'ctr_a', 'change-prepared', 1, 7, '{"name":{"ar":"مثال"},"amount":"9007199254740991"}', '2027-03-03',
   '2027-03-18T09:00:00Z', '2027-03-03T09:00:00Z');
insert into register.versions (register_id, version, fields, published_by_person, published_at, event_id) values
  ('reg_a', 1, '{"name":{"ar":"مثال"}}', 'per_a', '2027-03-03T09:00:00Z', 'evt_2');
