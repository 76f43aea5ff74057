// Runs before anything is drawn, so that the page never flashes in the wrong theme.
"use strict";
(() => {
  const kept = localStorage.getItem("foley:theme");
  const wanted = kept || (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
  document.documentElement.dataset.theme = wanted;
})();
