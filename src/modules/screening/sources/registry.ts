import auDfat from "./au-dfat/source.yaml";
import demoOfac from "./demo-ofac/source.yaml";
import demoOwn from "./demo-own/source.yaml";
import demoUn from "./demo-un/source.yaml";
import ofacConsolidated from "./ofac-consolidated/source.yaml";
import ofacSdn from "./ofac-sdn/source.yaml";
import ownList from "./own-list/source.yaml";
import { readSource, type Source } from "./source.ts";
import un from "./un/source.yaml";

/** Every list this product can read. An organisation adopts some of them. */
export const sources: readonly Source[] = [
  un, ofacSdn, ofacConsolidated, auDfat, ownList, demoUn, demoOfac, demoOwn,
].map(readSource);

export function sourceOf(id: string): Source | undefined {
  return sources.find((s) => s.id === id);
}
