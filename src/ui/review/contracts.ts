// Each component's contract, by its folder's name. The build carries the text; review and tests read it.
import articleList from "../components/article-list/article-list.yaml";
import amountField from "../components/amount-field/amount-field.yaml";
import breadcrumb from "../components/breadcrumb/breadcrumb.yaml";
import button from "../components/button/button.yaml";
import card from "../components/card/card.yaml";
import checkboxes from "../components/checkboxes/checkboxes.yaml";
import dateField from "../components/date-field/date-field.yaml";
import deeds from "../components/deeds/deeds.yaml";
import descriptionList from "../components/description-list/description-list.yaml";
import details from "../components/details/details.yaml";
import emptyState from "../components/empty-state/empty-state.yaml";
import errorSummary from "../components/error-summary/error-summary.yaml";
import field from "../components/field/field.yaml";
import fileField from "../components/file-field/file-field.yaml";
import filtersSentence from "../components/filters-sentence/filters-sentence.yaml";
import form from "../components/form/form.yaml";
import link from "../components/link/link.yaml";
import matrix from "../components/matrix/matrix.yaml";
import moment from "../components/moment/moment.yaml";
import money from "../components/money/money.yaml";
import name from "../components/name/name.yaml";
import notice from "../components/notice/notice.yaml";
import pageHead from "../components/page-head/page-head.yaml";
import pagination from "../components/pagination/pagination.yaml";
import progress from "../components/progress/progress.yaml";
import radios from "../components/radios/radios.yaml";
import refusal from "../components/refusal/refusal.yaml";
import seal from "../components/seal/seal.yaml";
import select from "../components/select/select.yaml";
import stateTag from "../components/state-tag/state-tag.yaml";
import steppedLine from "../components/stepped-line/stepped-line.yaml";
import table from "../components/table/table.yaml";
import tabs from "../components/tabs/tabs.yaml";
import textArea from "../components/text-area/text-area.yaml";
import textField from "../components/text-field/text-field.yaml";
import timeline from "../components/timeline/timeline.yaml";
import { readContract, type Contract } from "./contract.ts";

const texts: Readonly<Record<string, string>> = {
  "article-list": articleList,
  "amount-field": amountField,
  breadcrumb,
  button,
  card,
  checkboxes,
  "date-field": dateField,
  deeds,
  "description-list": descriptionList,
  details,
  "empty-state": emptyState,
  "error-summary": errorSummary,
  field,
  "file-field": fileField,
  "filters-sentence": filtersSentence,
  form,
  link,
  matrix,
  moment,
  money,
  name,
  notice,
  "page-head": pageHead,
  pagination,
  progress,
  radios,
  refusal,
  seal,
  select,
  "state-tag": stateTag,
  "stepped-line": steppedLine,
  table,
  tabs,
  "text-area": textArea,
  "text-field": textField,
  timeline,
};

export const contracts: ReadonlyMap<string, Contract> = new Map(
  Object.entries(texts).map(([name, text]) => [name, readContract(text)] as const),
);
