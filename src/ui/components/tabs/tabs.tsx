import type { VNode } from "preact";

export interface Tab {
  readonly to: string;
  readonly text: string;
  readonly current?: boolean | undefined;
  readonly count?: number | undefined;
}

/** Tabs are links to pages: they work without scripts and can be opened beside each other. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): VNode {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <a href={tab.to} aria-current={tab.current ? "page" : undefined}>
              {tab.text}{tab.count !== undefined && <span class="tabs__count"> {tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
