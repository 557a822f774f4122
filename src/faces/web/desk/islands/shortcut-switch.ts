/** Switches single keys on or off in this browser; the keys themselves look at the same mark before they act. */
const place = document.querySelector<HTMLElement>('[data-island="shortcut-switch"]');
const mark = "entente.single-keys";

if (place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary";
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const show = (): void => {
    const isOff = localStorage.getItem(mark) === "off";
    button.textContent = (isOff ? place.dataset["on"] : place.dataset["off"]) ?? "";
    line.textContent = `${(isOff ? place.dataset["isOff"] : place.dataset["isOn"]) ?? ""} ${place.dataset["kept"] ?? ""}`;
  };
  button.addEventListener("click", () => {
    if (localStorage.getItem(mark) === "off") localStorage.removeItem(mark);
    else localStorage.setItem(mark, "off");
    show();
  });
  show();
  place.append(button, line);
}
