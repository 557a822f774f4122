import type { VNode } from "preact";
import { DescriptionList, Link, Name } from "../../../ui/components/index.ts";
import type { Say } from "../../../ui/say.ts";
import type { PublicProfile } from "../partner.ts";

const fields = [
  "objective", "governance", "decisionBodies", "assets", "yearlyIncome", "fundingSources", "affiliations",
] as const satisfies readonly (keyof PublicProfile)[];

/** Exactly what the register will show of the partner, field by field: nothing else leaves the file. */
export function PublicPreview({ say, profile }: { readonly say: Say; readonly profile: PublicProfile }): VNode {
  return (
    <DescriptionList
      rows={[
        { term: say("partners.public.name"), definition: profile.name && <Name text={profile.name} /> },
        {
          term: say("partners.public.legalStatus"),
          definition: profile.legalStatus && <bdi dir="auto">{profile.legalStatus}</bdi>,
        },
        { term: say("partners.public.country"), definition: profile.country && say.country(profile.country) },
        ...fields.map((name) => ({
          term: say(`partners.public.${name}`),
          definition: profile[name] && (
            <bdi dir="auto" class="pre-line">{profile[name]}</bdi>
          ),
        })),
        {
          term: say("partners.public.website"),
          definition: profile.website && <Link to={profile.website}>{profile.website}</Link>,
        },
      ]}
    />
  );
}
