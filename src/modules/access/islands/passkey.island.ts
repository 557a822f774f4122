/**
 * Asks the browser for a passkey when its form is sent, and sends the answer with the form. Without scripts the form
 * goes out empty and the page says what else works. The options come from our own page; the answer is checked there.
 */
import { startAuthentication, startRegistration } from "@simplewebauthn/browser";

for (const place of document.querySelectorAll<HTMLElement>('[data-island="passkey"]')) prepare(place);

function prepare(place: HTMLElement): void {
  const form = place.querySelector("form");
  const posted = form?.querySelector<HTMLInputElement>('input[name="posted"]');
  if (!form || !posted) return;
  form.addEventListener("submit", (event) => {
    if (posted.value !== "") return;
    event.preventDefault();
    void answer(place).then(
      (json) => {
        posted.value = json;
        form.submit();
      },
      () => say(place),
    );
  });
}

async function answer(place: HTMLElement): Promise<string> {
  const optionsJSON = JSON.parse(place.dataset["options"] ?? "null");
  const made = place.dataset["deed"] === "make"
    ? await startRegistration({ optionsJSON })
    : await startAuthentication({ optionsJSON });
  return JSON.stringify(made);
}

/** The browser's own reasons are in its own language and for engineers; one sentence of ours says what to do. */
function say(place: HTMLElement): void {
  const line = place.querySelector<HTMLElement>('[role="status"]');
  if (line) line.textContent = place.dataset["failed"] ?? "";
}
