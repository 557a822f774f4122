import type { VNode } from "preact";
import { Details, PageHead, Tabs } from "../../ui/components/index.ts";
import type { Page } from "../../ui/page.ts";
import { ReaderContext, useReader } from "../../ui/reader.ts";
import { drawExample } from "../../ui/review/examples.tsx";
import { contracts } from "../../ui/review/contracts.ts";
import type { Contract, Example } from "../../ui/review/contract.ts";

/** Every component with its contract and examples; there in evaluation mode only. */
export const reviewPages: readonly Page[] = [
  {
    method: "GET",
    path: "/review",
    who: "anyone",
    handle: async ({ say, organisation }) => !organisation.fictitious ? { kind: "not-found" } : ({
      kind: "page",
      title: say("review.title"),
      layout: "officer",
      body: (
        <>
          <PageHead title={say("review.title")} answer={say("review.answer", { count: contracts.size })} />
          <ul>
            {[...contracts.keys()].map((name) => (
              <li key={name}>
                <a class="link" href={`/review/${name}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ),
    }),
  },
  {
    method: "GET",
    path: "/review/:component",
    who: "anyone",
    handle: async ({ params, organisation }) => {
      if (!organisation.fictitious) return { kind: "not-found" };
      const name = params["component"] ?? "";
      const contract = contracts.get(name);
      if (!contract) return { kind: "not-found" };
      return {
        kind: "page",
        title: name,
        layout: "officer",
        body: <ComponentReview name={name} contract={contract} />,
      };
    },
  },
];

function ComponentReview({ name, contract }: { readonly name: string; readonly contract: Contract }): VNode {
  const { say } = useReader();
  const isHead = name === "page-head"; // its own example holds the page's only h1
  return (
    <>
      {!isHead && (
        <PageHead
          title={name}
          answer={contract.what}
          trail={[{ to: "/review", text: say("review.title") }]}
        />
      )}
      {contract.examples.map((example) => (
        <section class="stack" key={example.name} data-example={example.name}>
          <h2 lang="en">{example.name}</h2>
          <OneExample name={name} example={example} />
        </section>
      ))}
      <Details summary={say("review.contract")}>
        <dl class="descriptions" lang="en" dir="ltr">
          {Object.entries(contract.params).map(([param, text]) => (
            <div class="descriptions__row" key={param}>
              <dt>
                <code>{param}</code>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <ul lang="en" dir="ltr">
          {contract.accessibility.map(({ says }) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      </Details>
      <Tabs
        label={say("review.title")}
        tabs={[...contracts.keys()].map((to) => ({ to: `/review/${to}`, text: to, current: to === name }))}
      />
    </>
  );
}

function OneExample({ name, example }: { readonly name: string; readonly example: Example }): VNode {
  const reader = useReader();
  const query = example.query ?? reader.query;
  return (
    <ReaderContext.Provider value={{ ...reader, query }}>
      {drawExample(name, example, reader.say.lang)}
    </ReaderContext.Provider>
  );
}
