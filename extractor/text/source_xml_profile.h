// XmlProfile: where an XML vocabulary keeps its reports. One JSON file each in schemas/profiles/;
// the reader (source_xml.h) knows XML, the profiles know the vocabularies.
//
//   {
//     "name": "report_xml",
//     "about": "…",
//     "match": [{"root": "report", "namespace": ""}],   // local name; "" or absent = any namespace
//     "record": "/reports/report",      // one Source each; default "/*"
//     "id": ["id", "@id"],              // from the record; the first that is not empty
//     "text": ["section"],              // from the record; one Part each, in document order
//     "title": "@title",                // from a text node; becomes the first line of the part
//     "section": {"at": "@code", "table": "loinc.sections", "values": {"MA": "gross"},
//                 "otherwise": ""},
//     "sections": {"clinical": ["request/reason"]},   // of text nodes, by where they stand
//     "status": {"at": "state/@code", "values": {"C": "corrected"}},
//     "dates": {"reported": "issued"},
//     "skip": ["content[@revised='delete']"],   // below a text node, at any depth
//     "payload": [{"at": "body/text", "media_type": "@mediaType"}],   // base64 documents
//     "coded": [{"at": "result", "label": "name", "value": "value/@v", "unit": "value/@u",
//                "code": "name/@code", "system": "name/@system", "systems": "cda.systems",
//                "answer": "value/@code", "section": {…}}],   // values outside of any text
//     "erase": "\\|TAB\\|",           // RE2: what matches is no text
//     "lines": "auto",                  // "keep": line ends are lines; "join": they are blanks;
//                                       // "auto": join where blocks, breaks or rows carry the
//                                       lines
//     "blocks": ["paragraph", …], "breaks": ["br"], "rows": ["tr"], "cells": ["td", "th"]
//   }
//
// Every path is an XPath 1.0 of plain names: the prefix of the root's own namespace (and prefixes
// that are not declared) are taken off before it is applied. A path may be a string or a list, the
// first with a result counts ("text": all of them).
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_XML_PROFILE_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_XML_PROFILE_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/regex.h"
#include "extractor/base/result.h"

namespace pathex {

using XPaths = std::vector<std::string>;

// A value of the document and what it means; the first path whose value has a meaning counts.
struct XmlMeaning {
  XPaths at;
  std::string table;                                       // of FormatTables; may be empty
  std::map<std::string, std::string, std::less<>> values;  // looked at before the table
  std::string otherwise;  // when no path leads to a value with a meaning
};

struct XmlPayloadRule {
  XPaths at;
  XPaths media_type;  // from the payload's node
};

enum class XmlLines { kAuto, kKeep, kJoin };

// Values that stand in coded elements: each becomes the line "label: value unit", and a Statement
// when a table knows its code.
struct XmlCodedRule {
  XPaths at;  // from the record; all others from there
  XPaths label, value, unit;
  XPaths code, system;  // of the question
  XPaths answer;        // code of the answer
  std::string systems;  // table: value of `system` -> file of statements; `system` "" is a key, too
  XmlMeaning section;
};

// How elements below a text node become lines.
struct XmlLayout {
  XmlLines lines = XmlLines::kAuto;
  std::set<std::string, std::less<>> blocks;  // a line of their own
  std::set<std::string, std::less<>> breaks;  // a line end
  std::set<std::string, std::less<>> rows;    // a line of cells
  std::set<std::string, std::less<>> cells;   // parted by " | "
};

struct XmlProfile {
  struct Root {
    std::string name;
    std::string uri;  // empty = any
  };
  std::string name;
  std::string media_type = "application/xml";
  std::vector<Root> match;
  std::string record = "/*";
  XPaths id, text, title, skip;
  XmlMeaning section, status;
  std::vector<std::pair<std::string, XPaths>> sections;  // id -> text nodes of the record
  std::vector<std::pair<std::string, XPaths>> dates;
  std::vector<XmlPayloadRule> payload;
  std::vector<XmlCodedRule> coded;
  std::vector<Regex> erase;  // print codes and the like inside the text
  XmlLayout layout;
};

// Immutable after loading; may be shared between threads.
class XmlProfiles {
 public:
  // Every *.json of `folder`, in the order of their names. Errors: those of ParseJson; S024 for an
  // unknown key, a wrong type or a bad XPath, with its place.
  static Result<XmlProfiles> Load(const std::string& folder, const FileReader& files);
  // One more profile (--profile FILE); it comes before those already there. Gives its name.
  Result<std::string> Add(const std::string& path, const FileReader& files);

  const XmlProfile* Find(std::string_view name) const;  // nullptr when there is none
  // The profile for a root element. A document without a namespace fits every profile of its root's
  // name, but one that names no other namespace is preferred. nullptr when there is none.
  const XmlProfile* Match(std::string_view root, std::string_view uri) const;
  const std::vector<XmlProfile>& all() const { return profiles_; }

 private:
  std::vector<XmlProfile> profiles_;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_XML_PROFILE_H_
