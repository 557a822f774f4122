/** Says five minutes before that the session ends, where a screen reader hears it; without scripts the foot says when. */
const warnBeforeMs = 5 * 60_000;
const line = document.getElementById("session-end");
const endsAt = Date.parse(line?.dataset["endsAt"] ?? "");

if (line && !Number.isNaN(endsAt)) {
  const wait = Math.max(0, endsAt - Date.now() - warnBeforeMs);
  // A timer beyond 24 days overflows and would fire at once; such a session is reloaded long before.
  if (wait < 2 ** 31) setTimeout(() => warn(line), wait);
}

function warn(at: HTMLElement): void {
  const notice = document.createElement("div");
  notice.className = "notice notice--pending";
  notice.setAttribute("role", "alert");
  notice.textContent = at.dataset["warning"] ?? "";
  document.getElementById("main")?.prepend(notice);
}
