import type { IdentifierKind } from "../../../../../engines/matching/index.ts";

/** Phrases of the remarks that a number follows, by what the number is. "Digital Currency Address - XBT 1abc" names the coin first. */
export const numberPhrases: Readonly<Partial<Record<IdentifierKind, readonly string[]>>> = {
  passport: [
    "Passport", "Passport #", "Diplomatic Passport", "Stateless Person Passport",
  ],
  "national-id": [
    "National ID No.", "Cedula No.", "National Foreign ID Number", "Identification Number",
    "Personal ID Card", "C.U.R.P.", "D.N.I.", "SSN", "I.F.E.", "Residency Number", "Numero de Identidad",
    "Turkish Identification Number", "Bosnian Personal ID No.", "Kenyan ID No.", "Iranian Identity card",
    "Citizen's Card Number", "Birth Certificate Number", "Credencial electoral",
  ],
  tax: [
    "Tax ID No.", "NIT #", "R.F.C.", "RUC #", "V.A.T. Number", "RTN", "RIF #", "C.U.I.T.", "Fiscal Code",
  ],
  registration: [
    "Registration ID", "Registration Number", "Company Number", "Commercial Registry Number",
    "Business Registration Document #", "Business Registration Number", "Business Number",
    "Government Gazette Number", "Trade License No.", "Folio Mercantil No.", "Matricula Mercantil No",
    "C.R. No.", "D-U-N-S Number", "Unified Social Credit Code (USCC)", "Chamber of Commerce Number",
    "Enterprise Number", "Public Registration Number", "Romanian C.R.", "Chinese Commercial Code",
    "License", "Certificate of Incorporation Number", "UK Company Number", "Organization Code",
  ],
  lei: [
    "Legal Entity Identifier", "Legal Entity Number", "LEI",
  ],
  imo: [
    "Vessel Registration Identification IMO",
  ],
  bic: [
    "SWIFT/BIC",
  ],
  aircraft: [
    "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Tail Number",
    "Aircraft Construction Number (also called L/N or S/N or F/N)", "Aircraft Construction Number",
  ],
  wallet: [
    "Digital Currency Address -",
  ],
};
