/**
 * Saves a draft's form two seconds after the last key, and shows the time. Without scripts the buttons save. Each
 * save is another ask, so each has a key of its own; the answer names the version the next one expects.
 */
const waitMs = 2_000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="autosave"]')) watch(form);

function watch(form: HTMLFormElement): void {
  let timer = 0;
  let running: Promise<void> = Promise.resolve();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    // One after the other: a second save that overtook the first would expect a version that is gone.
    timer = window.setTimeout(() => { running = running.then(() => save(form)); }, waitMs);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

async function save(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("_autosave", "1");
  body.set("_key", newKey());
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const saved: unknown = answer.ok ? await answer.json() : null;
    if (isSaved(saved)) show(form, saved);
  } catch {
    // Offline: what was typed stands in the form, and the time shown stays that of the last save.
  }
}

interface Saved {
  readonly version: number;
  readonly saved: string;
}

function isSaved(value: unknown): value is Saved {
  return typeof value === "object" && value !== null && "version" in value && "saved" in value;
}

function show(form: HTMLFormElement, { version, saved }: Saved): void {
  // Every form of the page expects the same version of the draft.
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="expectedVersion"]')) field.value = String(version);
  const line = form.ownerDocument.getElementById("saved-at");
  if (line) line.textContent = saved;
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
