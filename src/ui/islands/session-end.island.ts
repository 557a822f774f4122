/** Says shortly before that the session ends, where a screen reader hears it; without scripts the foot says when. */
const line = document.getElementById("session-end");
const warnAt = Date.parse(line?.dataset["warnAt"] ?? "");

if (line && !Number.isNaN(warnAt)) {
  const wait = Math.max(0, warnAt - Date.now());
  // A timer beyond 24 days overflows and would fire at once; such a session ended long before.
  if (wait < 2 ** 31) setTimeout(() => warn(line), wait);
}

function warn(at: HTMLElement): void {
  const notice = document.createElement("div");
  notice.className = "notice notice--pending";
  notice.setAttribute("role", "alert");
  notice.textContent = at.dataset["warning"] ?? "";
  document.getElementById("main")?.prepend(notice);
}
