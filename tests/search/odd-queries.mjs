// Queries nobody means, by what is odd in them.
export const queries = {
  "no words": "", spaces: " \t\n\u00a0\u3000 ", "10,000 letters": "työ".repeat(3334), "10,000 words": "työ paja ".repeat(10000),
  "10,000 spaces": "lupa" + " ".repeat(10000) + "kuva", "regular expressions": ".*+?^${}()|[]\\/ (a+)+$ [a-", "a lone quote": '"',
  "open quote": '"osallistava', "many quotes": '"'.repeat(999), "a lone minus": "-", "only unwanted": "-lupa", "minuses": "-".repeat(999) + "a",
  "a lone colon": ":", "an unknown field": "foo:bar", "a field without value": "laji:", "an empty value": 'laji:""', colons: "a:b:c:d:::",
  emoji: "👩‍👩‍👧 lupa 🎉🇫🇮", "only emoji": "🙂", "mixed scripts": "Привет työ 你好 שלום مرحبا lupa", "right to left": "\u202eapul\u202c",
  "a null": "lu\u0000pa", "half a character": "\ud800 lupa \udfff", "many accents": "a" + "\u0301".repeat(9999),
  "other form of letters": "tyo\u0308paja", "soft hyphens": "työ\u00adpaja", "wide letters": "ｌｕｐａ", html: '<img src=x onerror="alert(1)">',
  "__proto__": "__proto__", constructor: "constructor", toString: "toString valueOf hasOwnProperty", numbers: "0 1 -1 1e999 NaN",
  "a very long number": "9".repeat(10000), "invisible": "\u200b\u200d\ufeff\u2060", "tags": "\u{e0041}\u{e0042}",
};
