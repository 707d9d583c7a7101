// Comfort only: every page works without it.
"use strict";

// "/" leads to the first field of a filter, as people expect of lists.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const field = document.querySelector(".filtro input, .filtro select");
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// Fields of blocking are shown where blocking is on; what is shown at first is the server's word.
const blocking = document.querySelector("select[name=block]");
if (blocking) {
  const names = ["default_category", "block_category", "partial_block_category", "cancel_category"];
  const show = () => {
    for (const name of names) {
      const field = document.querySelector("[name=" + name + "]");
      if (field) field.closest(".campo").hidden = blocking.value !== "yes";
    }
  };
  blocking.addEventListener("change", show);
  show();
}

// The next times follow what is typed into the agenda; a button shows them too.
const check = document.querySelector("button[name=acao][value=conferir]");
if (check) {
  const times = document.querySelector("main > section");
  times.setAttribute("aria-live", "polite");
  const ask = async () => {
    const body = new URLSearchParams(new FormData(check.form));
    body.set("acao", "conferir");
    const answer = await fetch(check.form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main > section");
    if (next && !answer.redirected) times.replaceChildren(...next.childNodes);
  };
  let wait = 0;
  check.form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => ask().catch(() => {}), 300);
  });
}

// A form is sent once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Totals arrive after their list; without script a link leads to them.
for (const box of document.querySelectorAll("[data-depois]")) {
  const ask = async (wait) => {
    const answer = await fetch(box.dataset.depois);
    if (answer.redirected) return;
    if (answer.status === 202) return void setTimeout(ask, wait, Math.min(wait * 1.5, 5000));
    if (!answer.ok) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    box.replaceChildren(...part.body.childNodes);
  };
  ask(250).catch(() => {});
}

// A page of what is under way is loaded again; without script it says so itself.
const refresh = document.documentElement.dataset.refresh;
if (refresh) setTimeout(() => location.reload(), 1000 * refresh);
