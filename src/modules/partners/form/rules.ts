import { civilPlusDays, type CivilDate } from "../../../kernel/instants.ts";
import type { Fault } from "../../../kernel/refusal.ts";
import { readLei } from "../reading/lei.ts";
import { registerKey, scriptOf } from "../reading/names.ts";
import type { PartName } from "./fields.ts";
import { isCountry } from "./countries.ts";
import { isEligibleForm, type LegalForm } from "./tables.ts";

type Values = Readonly<Record<string, unknown>>;

/** What the table of fields cannot say: fields that need each other, check digits, days that must be past. */
export function ruleFaults(part: PartName, values: Values, today: CivilDate): Fault[] {
  switch (part) {
    case "identity": return identityFaults(values);
    case "registration": return registrationFaults(values, today);
    case "address": return addressFaults(values);
    case "activity": return activityFaults(values);
    case "profile": return profileFaults(values, today);
    case "owners": return ownersFaults(values);
    case "declaration": return declarationFaults(values, today);
  }
}

function identityFaults(values: Values): Fault[] {
  const legal = text(values, "legalName");
  const faults: Fault[] = [];
  const isLatin = ["Latn", "Zyyy"].includes(scriptOf(legal));
  if (legal !== "" && !isLatin && text(values, "latinName") === "")
    faults.push({ path: "latinName", code: "partners-latin-needed" });
  const latin = scriptOf(text(values, "latinName"));
  if (latin !== "Latn" && latin !== "Zyyy") faults.push({ path: "latinName", code: "partners-latin-needed" });
  const lines = linesOf(text(values, "otherNames"));
  if (lines.length > 20 || lines.some((l) => l.length > 200))
    faults.push({ path: "otherNames", code: "partners-lines-too-many" });
  return faults;
}

function registrationFaults(values: Values, today: CivilDate): Fault[] {
  const faults: Fault[] = [...countryFaults(values, "country"), ...pastFaults(values, "registeredOn", today)];
  const form = text(values, "legalForm");
  if (form !== "" && !isEligibleForm(form as LegalForm))
    faults.push({ path: "legalForm", code: "partners-form-not-eligible" });
  const number = text(values, "registerNumber");
  if (number !== "" && registerKey(number) === "")
    faults.push({ path: "registerNumber", code: "partners-register-number" });
  const lei = text(values, "lei");
  const read = lei === "" ? null : readLei(lei);
  if (read && !read.ok) faults.push({ path: "lei", code: read.error });
  return faults;
}

function addressFaults(values: Values): Fault[] {
  const faults = countryFaults(values, "addressCountry");
  const website = text(values, "website");
  if (website !== "" && readWebsite(website) === null) faults.push({ path: "website", code: "partners-website" });
  return faults;
}

function activityFaults(values: Values): Fault[] {
  const sectors = values["sectors"];
  const needed = Array.isArray(sectors) && sectors.length > 0;
  return needed && (values["sectorRevenue"] ?? null) === null && "sectorRevenue" in values
    ? [{ path: "sectorRevenue", code: "text-empty" }] : [];
}

function profileFaults(values: Values, today: CivilDate): Fault[] {
  const year = values["incomeYear"];
  return typeof year === "number" && year > Number(today.slice(0, 4))
    ? [{ path: "incomeYear", code: "partners-year-in-future" }] : [];
}

function ownersFaults(values: Values): Fault[] {
  const remainder = values["remainder"];
  const unexplained = typeof remainder === "number" && remainder > 0 && text(values, "remainderWords") === "";
  return unexplained ? [{ path: "remainderWords", code: "partners-remainder-unexplained" }] : [];
}

/** S18: a declaration counts for 90 days, so that nobody signs for facts of last year. */
const declarationDays = 90;

function declarationFaults(values: Values, today: CivilDate): Fault[] {
  const faults = pastFaults(values, "signedOn", today);
  const signed = values["signedOn"];
  if (typeof signed === "string" && signed < civilPlusDays(today, -declarationDays)) {
    faults.push({ path: "signedOn", code: "partners-declaration-old", facts: { days: declarationDays } });
  }
  if (text(values, "secondSignatory") !== "" && text(values, "secondName") === "") {
    faults.push({ path: "secondName", code: "text-empty" });
  }
  return faults;
}

function countryFaults(values: Values, name: string): Fault[] {
  const country = text(values, name);
  return country !== "" && !isCountry(country) ? [{ path: name, code: "not-chosen" }] : [];
}

function pastFaults(values: Values, name: string, today: CivilDate): Fault[] {
  const day = values[name];
  return typeof day === "string" && day > today ? [{ path: name, code: "partners-day-in-future" }] : [];
}

export function linesOf(words: string): string[] {
  return words.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** An https or http address without user or password, or null: "javascript:" would run where it is linked. */
export function readWebsite(typed: string): string | null {
  const address = /^[a-z][a-z+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  return /^https?:\/\/[^\s/@:]+\.[^\s/@:.]+(:\d{1,5})?(\/\S*)?$/i.test(address) ? address : null;
}

function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value : "";
}
