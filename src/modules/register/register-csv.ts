import type { Register } from "../../../verifier/fold.mjs";
import { decimalText } from "../../kernel/money.ts";
import { csvText } from "../../ui/csv.ts";
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

/** The last version of every entry, one row each, then one total per currency. Amounts with a decimal point. */
export function registerCsv(register: Register): string {
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
  return csvText([head, ...rows, ...totals]);
}

function decimal(minor: string, currency: string): string {
  return decimalText({ minor: BigInt(minor), currency });
}
