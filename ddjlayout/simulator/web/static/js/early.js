// Before the first paint: the theme and the language that were chosen last, so that nothing flashes.
(function () {
  "use strict";
  var kept = function (name) {
    try {
      return window.localStorage.getItem(name);
    } catch {
      return null; // storage is switched off
    }
  };
  var theme = kept("ddj-theme");
  var language = kept("ddj-language");
  var known = function (tag) {
    return /^(zh|en)\b/i.test(tag);
  };
  if (!language) language = (navigator.languages || []).find(known) || "en";
  document.documentElement.lang = /^zh/i.test(language) ? "zh-CN" : "en";
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  var chosen = theme === "light" || theme === "dark";
  document.documentElement.dataset.theme = chosen ? theme : dark ? "dark" : "light";
})();
