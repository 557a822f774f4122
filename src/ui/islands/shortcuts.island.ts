/** Single keys for who works here all day: "/" goes to the search, "?" lists the keys. Off in settings (WCAG 2.1.4). */
const typing = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (localStorage.getItem("entente.single-keys") === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target instanceof Element && target.matches(typing)) return;
  if (event.key === "/") {
    const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
    if (!search) return;
    event.preventDefault();
    search.focus();
  }
  // The question mark of an Arabic keyboard is a letter of its own.
  if (event.key === "?" || event.key === "؟") location.assign("/shortcuts");
});
