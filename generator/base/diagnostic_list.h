// Every message an author can see, by the part of the program that finds it.
// The enum, the printed text and the table in tests/DIAGNOSTICS.md all come
// from this list. A message says what is wrong; the detail that follows it
// says which, where, and what to do.
//
//         name                        severity  message

// Files and text
DIAGNOSTIC(FILE_NOT_UTF8,              ERROR,    "the file is not UTF-8 text")
DIAGNOSTIC(FILE_CONTROL_CHARACTER,     ERROR,    "an invisible control character")
DIAGNOSTIC(FILE_DIRECTION_CHARACTER,   ERROR,    "a character that reverses the direction of text")
DIAGNOSTIC(FILE_TOO_LONG,              ERROR,    "the file is too large")
DIAGNOSTIC(FILE_NAME_UNUSABLE,         ERROR,    "the file name cannot be used in an address")
DIAGNOSTIC(FILE_NAME_TOO_LONG,         ERROR,    "the file name is too long")
DIAGNOSTIC(FILE_IS_LINK,               ERROR,    "links to other files are not followed")
DIAGNOSTIC(FILE_IS_NO_FILE,            ERROR,    "pipes, sockets and devices are not read")
DIAGNOSTIC(FILE_OUTSIDE_LANGUAGES,     ERROR,    "the page is in no language folder")
DIAGNOSTIC(FILE_UNREADABLE,            ERROR,    "the file cannot be read")
DIAGNOSTIC(FOLDER_TOO_DEEP,            ERROR,    "too many folders inside one another")
DIAGNOSTIC(FOLDER_IS_FILE,             ERROR,    "a file stands where a folder belongs")

// YAML and front matter
DIAGNOSTIC(FRONT_MATTER_MISSING,       ERROR,    "the page has no front matter")
DIAGNOSTIC(FRONT_MATTER_UNCLOSED,      ERROR,    "front matter is never closed")
DIAGNOSTIC(YAML_SYNTAX,                ERROR,    "this is not valid YAML")
DIAGNOSTIC(YAML_TAB,                   ERROR,    "a tab in the indentation")
DIAGNOSTIC(YAML_FEATURE,               ERROR,    "this part of YAML is not used here")
DIAGNOSTIC(YAML_MISREAD,               WARNING,  "this is read in another way than it looks")
DIAGNOSTIC(YAML_DUPLICATE_KEY,         ERROR,    "the same key twice")
DIAGNOSTIC(YAML_TOO_LARGE,             ERROR,    "too much YAML")
DIAGNOSTIC(KEY_UNKNOWN,                ERROR,    "unknown key")
DIAGNOSTIC(VALUE_SHAPE,                ERROR,    "the value has the wrong form")

// Configuration
DIAGNOSTIC(CONFIG_MISSING,             ERROR,    "there is no digitori.yaml")
DIAGNOSTIC(CONFIG_KEY_MISSING,         ERROR,    "a required setting is missing")
DIAGNOSTIC(CONFIG_VALUE,               ERROR,    "the setting cannot be used")
DIAGNOSTIC(CONTRAST_LOW,               WARNING,  "the colours are hard to tell apart")
DIAGNOSTIC(STATEMENT_INCOMPLETE,       WARNING,  "the accessibility statement is incomplete")
DIAGNOSTIC(NETWORK_MISSING,            WARNING,  "nothing is known of another Digitori yet")
DIAGNOSTIC(NETWORK_UNUSABLE,           WARNING,  "what is kept of another Digitori cannot be used")
DIAGNOSTIC(LANGUAGE_UNKNOWN,           ERROR,    "unknown language")

// Kinds and fields
DIAGNOSTIC(KIND_INVALID,               ERROR,    "the kind is not defined correctly")
DIAGNOSTIC(KIND_UNKNOWN,               ERROR,    "unknown kind")
DIAGNOSTIC(FIELD_MISSING,              ERROR,    "a required field is missing")
DIAGNOSTIC(FIELD_TYPE,                 ERROR,    "the field has the wrong kind of value")
DIAGNOSTIC(FIELD_DATE,                 ERROR,    "not a date")
DIAGNOSTIC(FIELD_NUMBER,               ERROR,    "not a number")
DIAGNOSTIC(FIELD_CHOICE,               ERROR,    "not one of the choices")
DIAGNOSTIC(FIELD_ADDRESS,              ERROR,    "not an address that can be used")
DIAGNOSTIC(FIELD_RANGE,                ERROR,    "outside the allowed range")
DIAGNOSTIC(SLUG_INVALID,               ERROR,    "the slug cannot be used in an address")

// Forms
DIAGNOSTIC(FORM_INVALID,               ERROR,    "the form is not defined correctly")
DIAGNOSTIC(ANSWER_UNPRINTABLE,         WARNING,  "an answer has a character that no font for print has")
DIAGNOSTIC(ANSWER_NO_PAGE,             WARNING,  "no page can be made of this filled form")
DIAGNOSTIC(CHARACTER_UNPRINTABLE,      ERROR,    "a character that no font for print has")

// Scans of filled forms
DIAGNOSTIC(SCAN_UNREADABLE,            ERROR,    "the scan cannot be read")
DIAGNOSTIC(SCAN_PAGE_UNKNOWN,          WARNING,  "a page of the scan is left out")
DIAGNOSTIC(SCAN_OTHER_VERSION,         ERROR,    "a page of another version of the form is left out")
DIAGNOSTIC(SCAN_PAGES_JOINED,          WARNING,  "several files are one person's form")
DIAGNOSTIC(SCAN_PAGE_MISSING,          WARNING,  "a page of the form is missing")

// Pages and their relations
DIAGNOSTIC(ID_DUPLICATE,               ERROR,    "two pages with one id in the same language")
DIAGNOSTIC(OUTPUT_DUPLICATE,           ERROR,    "two files would be published under one name")
DIAGNOSTIC(PAGE_UNKNOWN,               ERROR,    "no page has this id")
DIAGNOSTIC(PAGE_WRONG_KIND,            ERROR,    "the page is of another kind")
DIAGNOSTIC(ALIAS_INVALID,              ERROR,    "the alias cannot be used")
DIAGNOSTIC(TRANSLATION_MISSING,        WARNING,  "not translated")
DIAGNOSTIC(TRANSLATION_KIND,           ERROR,    "translations of one page are of different kinds")
DIAGNOSTIC(REVIEW_OVERDUE,             WARNING,  "the page should have been reviewed")
DIAGNOSTIC(PERSONAL_DATA,              WARNING,  "this looks like personal data")
DIAGNOSTIC(PAGE_UNFINISHED,            WARNING,  "a part of the page is still to be written")

// Markdown
DIAGNOSTIC(MARKDOWN_LIMIT,             ERROR,    "the text is too complicated")
DIAGNOSTIC(MARKDOWN_MISTYPED,          WARNING,  "this is shown as it is written")
DIAGNOSTIC(MARKDOWN_RAW_HTML,          WARNING,  "HTML is left out")
DIAGNOSTIC(MARKDOWN_TITLE_REPEATED,    WARNING,  "a first-level heading in the text")
DIAGNOSTIC(HEADING_SKIPPED,            WARNING,  "a heading level is skipped")
DIAGNOSTIC(LINK_BROKEN,                ERROR,    "the link leads nowhere")
DIAGNOSTIC(LINK_ANCHOR,                ERROR,    "the link's heading is not on that page")
DIAGNOSTIC(LINK_SCHEME,                ERROR,    "the link's address is not allowed")
DIAGNOSTIC(LINK_OUTSIDE,               ERROR,    "the link leaves the site's folder")
DIAGNOSTIC(LINK_EMPTY,                 ERROR,    "the link has no text")
DIAGNOSTIC(IMAGE_MISSING,              ERROR,    "there is no such image")
DIAGNOSTIC(IMAGE_ALT_MISSING,          ERROR,    "the image has no description")
DIAGNOSTIC(IMAGE_TYPE,                 ERROR,    "the image is of a type that cannot be published")
DIAGNOSTIC(IMAGE_UNUSABLE,             ERROR,    "the image cannot be published")
DIAGNOSTIC(FILE_TYPE,                  ERROR,    "the file is of a type that cannot be published")
DIAGNOSTIC(FOOTNOTE_UNDEFINED,         ERROR,    "the footnote is not defined")
DIAGNOSTIC(BLOCK_INVALID,              ERROR,    "the block cannot be shown")

// Photos and consent
DIAGNOSTIC(PICTURE_ALONE,              WARNING,  "there is no picture with this name")
DIAGNOSTIC(PICTURE_FILE_NAME,          ERROR,    "the file has another name than it must have")
DIAGNOSTIC(CONSENT_PERSONAL,           ERROR,    "personal data in the place of a reference")
DIAGNOSTIC(CONSENT_MISSING,            ERROR,    "no consent to show the people in the picture")
DIAGNOSTIC(CONSENT_UNKNOWN,            ERROR,    "no consent has this reference")
DIAGNOSTIC(CONSENT_DUPLICATE,          ERROR,    "two consents with one reference")
DIAGNOSTIC(CONSENT_ENDED,              ERROR,    "the consent to show the picture has ended")
DIAGNOSTIC(CONSENT_WITHDRAWN,          ERROR,    "the consent to show the picture was withdrawn")
DIAGNOSTIC(CONSENT_PURPOSE,            ERROR,    "the consent does not cover this use of the picture")
DIAGNOSTIC(CONSENT_ENDS_SOON,          WARNING,  "a consent ends soon")

// Themes and templates
DIAGNOSTIC(THEME_MISSING,              ERROR,    "there is no such theme")
DIAGNOSTIC(THEME_FILE_UNUSED,          WARNING,  "the theme does not use this file")
DIAGNOSTIC(WORD_UNKNOWN,               WARNING,  "the theme has no such word")
DIAGNOSTIC(TEMPLATE_SYNTAX,            ERROR,    "the template is not valid Mustache")
DIAGNOSTIC(TEMPLATE_VARIABLE,          ERROR,    "the template uses a name that nothing provides")
DIAGNOSTIC(TEMPLATE_RAW_TEXT,          ERROR,    "the template would write plain text as HTML")
DIAGNOSTIC(TEMPLATE_PARTIAL,           ERROR,    "the template includes a partial that does not exist")
DIAGNOSTIC(TEMPLATE_DEPTH,             ERROR,    "the template includes itself without end")
DIAGNOSTIC(TEMPLATE_TOO_MUCH,          ERROR,    "the template writes too much")
DIAGNOSTIC(LAYOUT_MISSING,             ERROR,    "there is no such layout")

// Kits, books and words
DIAGNOSTIC(KIT_EMPTY,                  ERROR,    "the kit holds no pages")
DIAGNOSTIC(KIT_NAME,                   ERROR,    "a kit cannot hold the file under this name")
DIAGNOSTIC(KITS_UNSIGNED,              WARNING,  "the kits are not signed")
DIAGNOSTIC(SIGNING_KEY_OTHER,          ERROR,    "the kits cannot be signed with this key")
DIAGNOSTIC(BOOK_EMPTY,                 ERROR,    "the book holds no pages")
DIAGNOSTIC(BOOK_SIDES,                 WARNING,  "the cards of the book need both sides of the paper")
DIAGNOSTIC(SELECTION_EMPTY,            WARNING,  "nothing matches")
DIAGNOSTIC(SEARCH_WORDS_TOO_MANY,      WARNING,  "the page has more different words than the search takes")
DIAGNOSTIC(DICTIONARY_MISSING,         WARNING,  "the Finnish dictionary is not installed")
DIAGNOSTIC(HYPHENATION_MISSING,        WARNING,  "words are not divided at the ends of lines in print")

// Forks
DIAGNOSTIC(MERGE_CONFLICT,             ERROR,    "a conflict of an update is not settled")
DIAGNOSTIC(UPDATE_MEANWHILE,           ERROR,    "an update changed the site while it was built")
DIAGNOSTIC(UPDATE_UNFINISHED,          ERROR,    "an update was stopped on its way")
DIAGNOSTIC(UPSTREAM_UNUSABLE,          ERROR,    "what the site was forked from cannot be read")
DIAGNOSTIC(OVERRIDE_MEETS_NOTHING,     ERROR,    "the override meets nothing it could change")

// Work on one page
DIAGNOSTIC(PAGE_TOO_SLOW,              ERROR,    "the page takes too long to make")
DIAGNOSTIC(PAGE_TOO_LARGE,             ERROR,    "the page needs too much memory")
DIAGNOSTIC(PAGE_CRASHED,               ERROR,    "the page could not be made")

// Filled forms
DIAGNOSTIC(ANSWERS_UNREADABLE,         ERROR,    "no answers can be read from the file")
DIAGNOSTIC(ANSWERS_LEFT_OUT,           ERROR,    "an answer does not fit the form and is left out")
DIAGNOSTIC(ANSWERS_TOO_MANY,           ERROR,    "there is more than can be collected, and the rest is left out")
DIAGNOSTIC(ANSWERS_DOUBTFUL,           WARNING,  "an answer is not as the form asks")
DIAGNOSTIC(ANSWERS_MISSING,            WARNING,  "a required answer is missing")
DIAGNOSTIC(ANSWERS_UNKNOWN,            WARNING,  "an answer to what the form does not ask")
DIAGNOSTIC(ANSWERS_VERSION,            WARNING,  "answers to another version of the form")
DIAGNOSTIC(ANSWERS_BLANK,              WARNING,  "nobody has filled in the form")
DIAGNOSTIC(ANSWERS_TWICE,              WARNING,  "the same answers are in another file")
DIAGNOSTIC(ANSWERS_IGNORED,            WARNING,  "the file is not looked at")
