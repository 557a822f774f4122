import type { ComponentChildren, VNode } from "preact";
import { useSay } from "../../reader.ts";

export interface Article {
  readonly mark: "satisfied" | "broken" | "not-applicable";
  readonly number: string; // "20.1"
  readonly text: string; // the sub-paragraph in the reader's language
  readonly fact?: ComponentChildren; // the fact used, when this reader may see it
  readonly change?: ComponentChildren; // what would change the answer
}

export interface ArticleListParams {
  readonly articles: readonly Article[];
  readonly label: string;
}

/** What the rules said, article by article: mark, number, text, the fact used, what would change it. */
export function ArticleList({ articles, label }: ArticleListParams): VNode {
  const say = useSay();
  return (
    <div class="articles-frame"><ol class="articles" aria-label={label}>
      {articles.map((article) => (
        <li class={`articles__row articles__row--${article.mark}`} key={article.number}>
          <span class="articles__mark">
            <svg viewBox="0 0 16 16" aria-hidden="true"><Mark mark={article.mark} /></svg>
            <span>{say(`ui.article.${article.mark}`)}</span>
          </span>
          <span class="articles__number">{say("ui.article.number", { number: article.number })}</span>
          <div class="articles__body">
            <p class="articles__text">{article.text}</p>
            {article.fact && <p class="articles__fact"><b>{say("ui.article.fact")}</b> {article.fact}</p>}
            {article.change && <p class="articles__change"><b>{say("ui.article.change")}</b> {article.change}</p>}
          </div>
        </li>
      ))}
    </ol></div>
  );
}

function Mark({ mark }: { readonly mark: Article["mark"] }): VNode {
  switch (mark) {
    case "satisfied": return <path class="line" d="m2.5 8.5 3.5 3.5 7.5-8.5" />;
    case "broken": return <path class="line" d="m3 3 10 10M13 3 3 13" />;
    case "not-applicable": return <path class="line" d="M3 8h10" />;
  }
}
