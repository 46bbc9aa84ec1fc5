(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (form) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("#befundliste tbody tr"));
    var output = form.querySelector("output");
    var apply = function () {
      var chosen = {};
      ["adressat", "wirkung", "art"].forEach(function (name) {
        chosen[name] = Array.prototype.map.call(form.querySelectorAll("input[name=" + name + "]:checked"), function (box) { return box.value; });
      });
      var words = form.elements.suche.value.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var fits = Object.keys(chosen).every(function (name) {
          var values = row.getAttribute("data-" + name).split(" ");
          return !chosen[name].length || chosen[name].some(function (value) { return values.indexOf(value) >= 0; });
        });
        var text = row.textContent.toLocaleLowerCase("de");
        fits = fits && words.every(function (word) { return text.indexOf(word) >= 0; });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      output.textContent = shown + " von " + rows.length;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }
  var open = function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) { if (node.tagName === "DETAILS") { node.open = true; } }
    if (target) { target.scrollIntoView(); }
  };
  window.addEventListener("hashchange", open);
  if (location.hash) { open(); }
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });
})();
