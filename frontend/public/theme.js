// Sets the colour scheme before the first paint, from what this browser remembers.
(function () {
  var wanted = "auto";
  try {
    wanted = localStorage.getItem("clientele.theme") || "auto";
  } catch (e) {
    /* storage may be closed */
  }
  var dark = wanted === "dark" || (wanted === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
