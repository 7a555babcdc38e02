// Kits: downloads/<kit>.<language>.zip, an edition of the site that works from
// the file system, with the Markdown it was made from, the licence and kit.json.
//
//   index.html, <language>/…, assets/…    the pages, made by the website publisher
//   source/                               digitori.yaml, content/, themes/ in all languages: to build or fork from
//   kit.json                              id, title, version, licence, origin, upstreams, SHA-256 of every other file
//   README.txt, LICENSE.txt
#ifndef PUBLISHERS_KITS_H
#define PUBLISHERS_KITS_H

#include "publishers/publisher.h"

extern const publisher kits_publisher;

#endif
