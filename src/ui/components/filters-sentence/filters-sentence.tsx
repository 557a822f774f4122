import type { VNode } from "preact";
import { useReader } from "../../reader.ts";
import type { Option } from "../select/select.tsx";

export interface Filter {
  readonly name: string; // of the query value
  readonly label: string;
  readonly options: readonly Option[];
}

export interface FiltersSentenceParams {
  readonly sentence: string; // what is listed, in words: "partners in health, active, expiring in 90 days"
  readonly filters: readonly Filter[];
  readonly search?: { readonly name: string; readonly label: string } | undefined;
}

/** A GET form: the address is the filter, so that it can be sent, saved and gone back to. */
export function FiltersSentence({ sentence, filters, search }: FiltersSentenceParams): VNode {
  const { say, path, query } = useReader();
  const kept = Object.entries(query).filter(([name]) => name === "sort" || name === "lang");
  const isNarrowed =
    filters.some((f) => query[f.name]) || (search !== undefined && Boolean(query[search.name]));
  return (
    <form class="filters" method="get" action={path} role="search">
      <p class="filters__sentence">{sentence}</p>
      <div class="filters__controls">
        {search && (
          <div class="filters__part filters__part--search">
            <label for={`q-${search.name}`}>{search.label}</label>
            <input
              class="input"
              type="search"
              id={`q-${search.name}`}
              name={search.name}
              dir="auto"
              value={query[search.name] ?? ""}
            />
          </div>
        )}
        {filters.map((filter) => (
          <div class="filters__part" key={filter.name}>
            <label for={`q-${filter.name}`}>{filter.label}</label>
            <select class="input input--select" id={`q-${filter.name}`} name={filter.name}>
              <option value="">{say("ui.filters.any")}</option>
              {filter.options.map((option) => (
                <option
                  key={option.value}
                  value={option.value}
                  selected={query[filter.name] === option.value}
                >
                  {option.text}
                </option>
              ))}
            </select>
          </div>
        ))}
        {kept.map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
        <button type="submit" class="button button--secondary">
          {say("ui.filters.apply")}
        </button>
        {isNarrowed && (
          <a class="link filters__clear" href={path}>
            {say("ui.filters.clear")}
          </a>
        )}
      </div>
    </form>
  );
}
