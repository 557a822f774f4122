import type { Lang } from "../../../kernel/lang.ts";
import type { Role } from "../../../kernel/roles.ts";

/** One fictitious human of the demonstration. Everybody here exists nowhere; addresses end in example.org. */
export interface Part {
  readonly key: string; // how the story calls them
  readonly name: string;
  readonly email: string;
  readonly lang: Lang;
  readonly roles: readonly Role[];
  readonly country?: string; // bureaus only
}

/** The first people of an installation: set-up makes them by one-time links. */
export const founders = {
  administrator: { name: "Ada Exempli", email: "ada.exempli@example.org", lang: "en" },
  humanResources: { name: "Hugo Modèle", email: "hugo.modele@example.org", lang: "fr" },
  security: { name: "Sara Ejemplo", email: "sara.ejemplo@example.org", lang: "es" },
  custodians: [
    { name: "Karim Mithal", email: "karim.mithal@example.org", lang: "ar" },
    { name: "Kira Sample", email: "kira.sample@example.org", lang: "en" },
    { name: "Koffi Exemple", email: "koffi.exemple@example.org", lang: "fr" },
  ],
} as const;

export const cast: readonly Part[] = [
  {
    key: "officer",
    name: "Paula Muster",
    email: "paula.muster@example.org",
    lang: "en",
    roles: ["partnership-officer"],
  },
  {
    key: "deputy",
    name: "Pierre Specimen",
    email: "pierre.specimen@example.org",
    lang: "fr",
    roles: ["partnership-officer"],
  },
  {
    key: "analyst",
    name: "Dana Modelova",
    email: "dana.modelova@example.org",
    lang: "en",
    roles: ["diligence-analyst"],
  },
  {
    key: "analyst-2",
    name: "Diego Muestra",
    email: "diego.muestra@example.org",
    lang: "es",
    roles: ["diligence-analyst"],
  },
  {
    key: "reviewer",
    name: "Rania Numoodhaj",
    email: "rania.numoodhaj@example.org",
    lang: "ar",
    roles: ["diligence-reviewer"],
  },
  {
    key: "compliance",
    name: "Colin Exempel",
    email: "colin.exempel@example.org",
    lang: "en",
    roles: ["compliance-officer"],
  },
  {
    key: "compliance-2",
    name: "Clara Ejemplar",
    email: "clara.ejemplar@example.org",
    lang: "es",
    roles: ["compliance-officer"],
  },
  {
    key: "ethics-chair",
    name: "Edith Specimen",
    email: "edith.specimen@example.org",
    lang: "fr",
    roles: ["ethics-chair"],
  },
  {
    key: "legal",
    name: "Leila Mithaliya",
    email: "leila.mithaliya@example.org",
    lang: "ar",
    roles: ["legal-officer"],
  },
  {
    key: "data-protection",
    name: "Dora Prøve",
    email: "dora.prove@example.org",
    lang: "en",
    roles: ["data-protection-officer"],
  },
  {
    key: "finance",
    name: "Farid Mithal",
    email: "farid.mithal@example.org",
    lang: "ar",
    roles: ["finance-officer"],
  },
  {
    key: "finance-2",
    name: "Fiona Sampleton",
    email: "fiona.sampleton@example.org",
    lang: "en",
    roles: ["finance-officer"],
  },
  {
    key: "controller",
    name: "Carla Modelo",
    email: "carla.modelo@example.org",
    lang: "es",
    roles: ["finance-controller"],
  },
  {
    key: "director",
    name: "Dirk Beispiel",
    email: "dirk.beispiel@example.org",
    lang: "en",
    roles: ["director"],
  },
  {
    key: "secretary-general",
    name: "Solène Générale",
    email: "solene.generale@example.org",
    lang: "fr",
    roles: ["secretary-general"],
  },
  {
    key: "committee-secretary",
    name: "Esteban Actas",
    email: "esteban.actas@example.org",
    lang: "es",
    roles: ["executive-secretary"],
  },
  {
    key: "member-1",
    name: "Emil Exemplum",
    email: "emil.exemplum@example.org",
    lang: "en",
    roles: ["executive-member"],
  },
  {
    key: "member-2",
    name: "Eva Modellová",
    email: "eva.modellova@example.org",
    lang: "en",
    roles: ["executive-member"],
  },
  {
    key: "member-3",
    name: "Élodie Gabarit",
    email: "elodie.gabarit@example.org",
    lang: "fr",
    roles: ["executive-member"],
  },
  {
    key: "member-4",
    name: "Essam Unmudhaj",
    email: "essam.unmudhaj@example.org",
    lang: "ar",
    roles: ["executive-member"],
  },
  {
    key: "member-5",
    name: "Emilia Plantilla",
    email: "emilia.plantilla@example.org",
    lang: "es",
    roles: ["executive-member"],
  },
  {
    key: "editor",
    name: "Rosa Registro",
    email: "rosa.registro@example.org",
    lang: "es",
    roles: ["register-editor"],
  },
  {
    key: "auditor",
    name: "Ivan Inspectov",
    email: "ivan.inspectov@example.org",
    lang: "en",
    roles: ["internal-auditor"],
  },
  {
    key: "bureau-fr",
    name: "Bruno Bureau",
    email: "bruno.bureau@example.org",
    lang: "fr",
    roles: ["national-bureau"],
    country: "FR",
  },
  {
    key: "bureau-eg",
    name: "Basma Maktab",
    email: "basma.maktab@example.org",
    lang: "ar",
    roles: ["national-bureau"],
    country: "EG",
  },
];

/** The demonstration's people type this; it opens nothing outside an evaluation, whose database is marked as one. */
export const storyPassword = "seven fictitious herons cross the model lake";
