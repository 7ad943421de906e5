#include "extractor/text/source_xml.h"

#include <optional>
#include <pugixml.hpp>
#include <unordered_map>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/payload.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/source_xml_coded.h"
#include "extractor/text/source_xml_document.h"
#include "extractor/text/source_xml_lookup.h"
#include "extractor/text/source_xml_narrative.h"
#include "extractor/text/source_xml_profile.h"

namespace pathex {
namespace {

constexpr size_t kDeclarationBytes = 1024;

// The beginning of the bytes as ASCII, whatever the width of their characters.
std::string Head(std::string_view bytes) {
  std::string head;
  for (char c : bytes.substr(0, kDeclarationBytes)) {
    if (c != '\0') head += c;
  }
  for (std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (head.starts_with(mark)) head.erase(0, mark.size());
  }
  return head;
}

// Whether the first sign is that of a tag: most bytes are told apart by it without a copy.
bool StartsWithTag(std::string_view bytes) {
  using namespace std::string_view_literals;
  const size_t first = bytes.find_first_not_of("\xEF\xBB\xBF\xFF\xFE \t\r\n\0"sv);
  return first != std::string_view::npos && bytes[first] == '<';
}

class RecordReader {
 public:
  RecordReader(XmlDocument* document, const Decoded& decoded, const XmlProfile& profile,
               std::string_view path, const ReadOptions& options)
      : document_(*document),
        decoded_(decoded),
        profile_(profile),
        path_(path),
        options_(options),
        lookup_(*document, profile.layout, TablesOf(options)) {}

  Result<std::vector<Source>> Read() {
    std::vector<Source> sources;
    bool any_text = false;
    const pugi::xpath_node_set records = lookup_.Select({profile_.record}, document_.tree());
    if (records.size() > options_.limits.reports) {
      return Error{"S044", path_,
                   "beyond the limit reports (" + std::to_string(options_.limits.reports) + ")"};
    }
    for (const pugi::xpath_node& record : records) {
      if (!record.node()) continue;
      sources.push_back(ReadRecord(record.node()));
      any_text = any_text || !sources.back().parts.empty();
    }
    if (!lookup_.fault().empty()) {
      return Error{"S024", path_, "profile \"" + profile_.name + "\": " + lookup_.fault()};
    }
    if (!any_text) return NoText(sources);
    MakeIdsUnique(&sources);
    return sources;
  }

 private:
  Source ReadRecord(pugi::xml_node record) {
    Source source = StartSource(path_, profile_.name, options_.language);
    source.media_type = profile_.media_type;
    TakeEncoding(decoded_, &source);
    const std::string id = lookup_.FirstValue(profile_.id, record);
    if (!id.empty()) source.id = id;
    source.status = lookup_.Meaning(profile_.status, record);
    for (const auto& [kind, paths] : profile_.dates) {
      AddDate(kind, lookup_.FirstValue(paths, record), &source);
    }
    FindSections(record);
    const pugi::xpath_node_set texts = lookup_.Select(profile_.text, record);
    XmlNodeSet skip;
    for (const pugi::xpath_node& text : texts) skip.insert(text.node().internal_object());
    for (const pugi::xpath_node& text : texts) ReadPart(text, &skip, &source);
    for (const XmlPayloadRule& rule : profile_.payload) ReadPayloads(rule, record, &source);
    for (const XmlCodedRule& rule : profile_.coded) {
      AppendXmlCoded(rule, record, &document_, TablesOf(options_), decoded_.map, &lookup_, &source);
    }
    if (source.parts.empty()) {
      AddDiagnostic(Severity::kWarning, "S023", document_.Locator(record),
                    "record without report text", &source);
    }
    return source;
  }

  // `skip` holds the text elements: one inside another is a part of its own.
  void ReadPart(const pugi::xpath_node& text, XmlNodeSet* skip, Source* source) {
    const pugi::xml_node from = text.attribute() ? text.parent() : text.node();
    for (const std::string& path : profile_.skip) {
      for (const pugi::xpath_node& place : lookup_.Select({".//" + path}, from)) {
        skip->insert(place.node().internal_object());
      }
    }
    Part part;
    part.locator = document_.Locator(text);
    part.section = SectionOf(text);
    TextBuilder out(document_.text());
    WriteTitle(from, skip, &part, &out);
    const uint32_t title_end = out.size();
    Narrator(document_, profile_.layout, *skip, &out).Write(text);
    if (out.size() == title_end) return;
    if (out.size() > options_.limits.part_bytes) {
      AddDiagnostic(Severity::kError, "S044", part.locator,
                    "beyond the limit part.bytes (" + std::to_string(options_.limits.part_bytes) +
                        "); the part is left out",
                    source);
      return;
    }
    out.MoveTo(&part, &decoded_.map);
    for (const Regex& noise : profile_.erase) Erase(noise, &part);
    source->parts.push_back(std::move(part));
  }

  // Text nodes whose place in the record says their section.
  void FindSections(pugi::xml_node record) {
    section_of_.clear();
    for (const auto& [section, paths] : profile_.sections) {
      for (const pugi::xpath_node& place : lookup_.Select(paths, record)) {
        section_of_[place.node().internal_object()] = section;
      }
    }
  }

  std::string SectionOf(const pugi::xpath_node& text) {
    const auto known = section_of_.find(text.node().internal_object());
    if (known != section_of_.end()) return known->second;
    return lookup_.Meaning(profile_.section, text.attribute() ? text.parent() : text.node());
  }

  static void Erase(const Regex& noise, Part* part) {
    const Part whole = std::move(*part);
    *part = Part{whole.locator, whole.title, whole.section, "", OffsetMap(), whole.in_payload};
    TextBuilder clean(whole.text);
    std::vector<Capture> found;
    size_t from = 0;
    while (noise.Search(whole.text, from, whole.text.size(), Regex::Anchor::kNone, &found) &&
           found[0].end > found[0].begin) {
      clean.Copy(from, static_cast<size_t>(found[0].begin));
      from = static_cast<size_t>(found[0].end);
    }
    clean.Copy(from, whole.text.size());
    clean.MoveTo(part, &whole.to_file);
  }

  // A title inside the text element is not read a second time.
  void WriteTitle(pugi::xml_node from, XmlNodeSet* skip, Part* part, TextBuilder* out) {
    static const XmlNodeSet kNone;
    for (const std::string& path : profile_.title) {
      for (const pugi::xpath_node& place : lookup_.Select({path}, from)) {
        part->title = lookup_.Value(place);
        if (part->title.empty()) continue;
        if (!place.attribute()) skip->insert(place.node().internal_object());
        Narrator narrator(document_, profile_.layout, kNone, out);
        narrator.Write(place);
        narrator.EndHeading();
        if (part->title.back() == ':') part->title.pop_back();
        return;
      }
    }
  }

  void ReadPayloads(const XmlPayloadRule& rule, pugi::xml_node record, Source* source) {
    for (const pugi::xpath_node& place : lookup_.Select(rule.at, record)) {
      const pugi::xml_node from = place.attribute() ? place.parent() : place.node();
      const std::string base64 = lookup_.Value(place);
      if (base64.empty()) continue;
      PayloadPlace payload;
      payload.locator = document_.Locator(place);
      payload.media_type = lookup_.FirstValue(rule.media_type, from);
      payload.section = lookup_.Meaning(profile_.section, from);
      ReadBase64Payload(base64, payload, options_, source);
    }
  }

  Error NoText(const std::vector<Source>& sources) const {
    if (sources.empty()) {
      return {"S023", path_,
              "no report in it: profile \"" + profile_.name + "\" looks for " + profile_.record};
    }
    std::string message = "no report text in it: profile \"" + profile_.name + "\" looks for";
    for (const std::string& text : profile_.text) message += " " + text;
    for (const Diagnostic& diagnostic : sources.front().diagnostics) {
      if (diagnostic.code != "S023") message += "; " + diagnostic.message;
    }
    return {"S023", path_, message};
  }

  XmlDocument& document_;
  const Decoded& decoded_;
  const XmlProfile& profile_;
  const std::string path_;
  const ReadOptions& options_;
  XmlLookup lookup_;
  std::unordered_map<const void*, std::string> section_of_;  // of the record being read
};

// What the caller asked for, else what fits the root element.
Result<const XmlProfile*> ChooseProfile(const XmlDocument& document, const std::string& path,
                                        const ReadOptions& options) {
  std::string names;
  if (options.profiles != nullptr) {
    const bool named =
        !options.profile.empty() || options.profiles->Find(options.format) != nullptr;
    const std::string& name = options.profile.empty() ? options.format : options.profile;
    const XmlProfile* profile =
        named ? options.profiles->Find(name)
              : options.profiles->Match(document.root_name(), document.root_namespace());
    if (profile != nullptr) return profile;
    for (const XmlProfile& known : options.profiles->all()) names += " " + known.name;
  }
  if (!options.profile.empty()) {
    return Error{"S022", path, "no XML profile \"" + options.profile + "\"; known:" + names};
  }
  std::string root = "<" + document.root_name() + ">";
  if (!document.root_namespace().empty()) root += " of namespace " + document.root_namespace();
  return Error{"S022", path,
               "unknown XML vocabulary: root element " + root +
                   "; say where its text is with --profile FILE (schemas/README.md); known:" +
                   (names.empty() ? " none" : names)};
}

}  // namespace

bool LooksLikeXml(std::string_view bytes, std::string_view) {
  if (!StartsWithTag(bytes)) return false;
  const std::string head = Head(bytes);
  const size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || first + 1 >= head.size() || head[first] != '<') return false;
  const char next = head[first + 1];
  // "<5 mm" and "<- see above" are text.
  if (next == '?' || next == '!') return true;
  if (!IsAsciiLetter(next) && next != '_') return false;
  using namespace std::string_view_literals;
  return head.find('>', first) != std::string::npos &&
         (bytes.find("</"sv) != std::string_view::npos ||
          bytes.find("<\0/"sv) != std::string_view::npos ||
          bytes.find("/>"sv) != std::string_view::npos);
}

std::string DeclaredXmlEncoding(std::string_view bytes) {
  const std::string head = Head(bytes);
  if (!head.starts_with("<?xml")) return std::string();
  const std::string declaration = head.substr(0, head.find("?>"));
  size_t at = declaration.find("encoding");
  if (at == std::string::npos) return std::string();
  at = declaration.find_first_of("\"'", at);
  if (at == std::string::npos) return std::string();
  const size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string::npos ? std::string() : declaration.substr(at + 1, end - at - 1);
}

Result<std::vector<Source>> ReadXml(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options) {
  const std::string encoding =
      options.encoding.empty() ? DeclaredXmlEncoding(bytes) : options.encoding;
  const Decoded decoded = DecodeText(bytes, encoding);
  Result<XmlDocument> document = XmlDocument::Parse(decoded.text, path, options.limits);
  if (!document) return document.error();
  const Result<const XmlProfile*> profile = ChooseProfile(*document, std::string(path), options);
  if (!profile) return profile.error();
  return RecordReader(&*document, decoded, **profile, path, options).Read();
}

}  // namespace pathex
