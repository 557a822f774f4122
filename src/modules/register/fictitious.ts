import type { Register } from "../../../verifier/fold.mjs";
import type { Lang } from "../../kernel/lang.ts";
import type { World } from "../../ports/world.ts";

/** The register as it is shown: in an evaluation with words beside the fold, which the verifier does not compare. */
export type ShownRegister = Register & { readonly notice?: Readonly<Record<Lang, string>> };

/** All four languages at once: a file has no reader whose language is known. */
const notice: Readonly<Record<Lang, string>> = {
  en: "Fictitious: made by an evaluation of the platform; nothing here is real.",
  fr: "Fictif : produit par une évaluation de la plateforme ; rien ici n’est réel.",
  es: "Ficticio: producido por una evaluación de la plataforma; nada de esto es real.",
  ar: "بيانات وهمية أُنتجت في تقييم للمنصة؛ لا شيء هنا حقيقي.",
};

export function shownRegister(world: World, register: Register): ShownRegister {
  return world.organisation().fictitious ? { notice, ...register } : register;
}
