import { decimalText } from "../../kernel/money.ts";
import { csvText } from "../../ui/csv.ts";
import type { ShownRegister } from "./fictitious.ts";
import { rowsOf } from "./questions.ts";

const head = [
  "registerId",
  "version",
  "leafIndex",
  "publishedAt",
  "partner",
  "country",
  "legalStatus",
  "kind",
  "purpose",
  "programme",
  "value",
  "received",
  "currency",
  "decidedBy",
  "decidedOn",
  "articles",
  "regulation",
  "inForceOn",
  "endsOn",
];

/**
 * The last version of every entry, one row each, then one total per currency. Amounts with a decimal point. In an
 * evaluation a last column says on every row that it is fictitious, since rows are copied without their heading.
 */
export function registerCsv(register: ShownRegister): string {
  const rows = rowsOf(register).map(({ fields, ...row }) => [
    row.registerId,
    String(row.version),
    String(row.leafIndex),
    row.publishedAt,
    fields.partner.name,
    fields.partner.country,
    fields.partner.legalStatus,
    fields.kind,
    fields.purpose,
    fields.programme,
    decimal(fields.valueMinor, fields.currency),
    decimal(fields.receivedMinor, fields.currency),
    fields.currency,
    fields.decidedBy,
    fields.decidedOn,
    fields.articles.join(" "),
    fields.regulation,
    fields.inForceOn,
    fields.endsOn,
  ]);
  const totals = Object.entries(register.totals).map(([currency, total]) => [
    "total",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    decimal(total.valueMinor, currency),
    decimal(total.receivedMinor, currency),
    currency,
    "",
    "",
    "",
    "",
    "",
    "",
  ]);
  if (!register.notice) return csvText([head, ...rows, ...totals]);
  const words = Object.values(register.notice).join(" · ");
  return csvText([[...head, "notice"], ...[...rows, ...totals].map((row) => [...row, words])]);
}

function decimal(minor: string, currency: string): string {
  return decimalText({ minor: BigInt(minor), currency });
}
