/**
 * Runs the independent verifier in the reader's own browser, step by step in plain words. The words stand in the page
 * as data, in the reader's language; without scripts the page says how to do the same by hand.
 */
import { Disproved, keyFrom, verifyLog, verifyRegister, type Read } from "../../../../verifier/verify.mjs";

const place = document.querySelector<HTMLElement>('[data-island="check-register"]');
if (place) offer(place);

function offer(at: HTMLElement): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--primary";
  button.textContent = at.dataset["start"] ?? "";
  const steps = document.createElement("ol");
  const outcome = document.createElement("p");
  outcome.setAttribute("role", "status");
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    // Not `disabled`: that would take the focus away from whoever pressed it by key.
    button.setAttribute("aria-disabled", "true");
    steps.replaceChildren();
    outcome.textContent = at.dataset["working"] ?? "";
    void check(at, steps).then((words) => {
      outcome.textContent = words;
      button.removeAttribute("aria-disabled");
    });
  });
  at.append(button, steps, outcome);
}

async function check(at: HTMLElement, steps: HTMLElement): Promise<string> {
  const say = (name: string, facts: Record<string, string> = {}): void => {
    const line = document.createElement("li");
    line.textContent = (at.dataset[name] ?? "").replace(/\[(\w+)\]/g, (_, key: string) => facts[key] ?? "");
    steps.append(line);
  };
  try {
    const read: Read = (path) => fetched(`${at.dataset["log"] ?? ""}${path}`);
    const vkey = await read("log.vkey");
    const key = keyFrom(new TextDecoder().decode(vkey ?? new Uint8Array()));
    const log = await verifyLog(read, key);
    say("signed", { size: String(log.checkpoint.size) });
    say("rooted", { size: String(log.leaves.length) });
    const register = await fetched(at.dataset["register"] ?? "");
    const replayed = verifyRegister(log, register ?? new Uint8Array());
    say("replayed", { entries: String(replayed.entries.length) });
    return at.dataset["holds"] ?? "";
  } catch (error) {
    return `${at.dataset["fails"] ?? ""} ${error instanceof Disproved ? error.message : ""}`;
  }
}

async function fetched(path: string): Promise<Uint8Array | null> {
  const answer = await fetch(path, { credentials: "omit", cache: "no-store" });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}
