"use strict";
(() => {
  const search = document.getElementById("search"), found = document.getElementById("found");
  const rows = [...document.querySelectorAll(".index tbody tr")].map(row => {
    const method = document.getElementById(row.dataset.of);
    return { row, method, words: method.dataset.words };
  });

  // A method is shown when each of the words is somewhere in what it is found by.
  function filter() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(w => w);
    let count = 0;
    for (const { row, method, words } of rows) {
      const fits = wanted.every(w => words.includes(w));
      row.hidden = method.hidden = !fits;
      count += fits;
    }
    found.textContent = `${count} of ${rows.length} methods`;
  }

  function sort(header, column) {
    const descending = header.getAttribute("aria-sort") !== "descending" && column > 1;
    const ascending = !descending && header.getAttribute("aria-sort") !== "ascending";
    for (const other of header.parentNode.children)
      other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const key = ({ row }) => {
      const text = row.children[column].textContent;
      return column > 1 ? parseInt(text.replace(/,/g, ""), 10) || 0 : text.toLowerCase();
    };
    rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (ascending ? 1 : -1));
    document.querySelector(".index tbody").append(...rows.map(r => r.row));
  }

  // Links lead into methods, which may be closed or filtered out; #search=… is a search that can be sent to somebody.
  function follow() {
    const target = decodeURIComponent(location.hash.slice(1));
    if (target.startsWith("search=")) {
      search.value = target.slice(7);
      filter();
      return;
    }
    const method = target && document.getElementById(target);
    if (!method || !method.matches(".method"))
      return;
    if (method.hidden) {
      search.value = "";
      filter();
    }
    method.open = true;
    method.scrollIntoView();
  }

  document.querySelector(".search").hidden = false;
  document.querySelectorAll(".index th").forEach((header, column) => {
    const button = document.createElement("button");
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => sort(header, column));
  });
  search.addEventListener("input", filter);
  addEventListener("hashchange", follow);
  // One explanation at a time, and none when the reader goes elsewhere.
  document.addEventListener("click", event => {
    const mine = event.target.closest(".state details");
    document.querySelectorAll(".state details[open]").forEach(d => { if (d !== mine) d.open = false; });
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape")
      document.querySelectorAll(".state details[open]").forEach(d => { d.open = false; });
  });
  filter();
  follow();
})();
