#include "extractor/text/read.h"

#include <utility>

#include "extractor/base/sha256.h"
#include "extractor/text/archive.h"
#include "extractor/text/long_text.h"
#include "extractor/text/pdf.h"
#include "extractor/text/rtf.h"
#include "extractor/text/source_fhir.h"
#include "extractor/text/source_hl7.h"
#include "extractor/text/source_naaccr.h"
#include "extractor/text/source_obds.h"
#include "extractor/text/source_sdc.h"
#include "extractor/text/source_table.h"
#include "extractor/text/source_text.h"
#include "extractor/text/source_xml.h"
#include "extractor/text/source_xml_profile.h"

namespace pathex {
namespace {

// Narrow formats first: the last two take what is left of their kind.
constexpr Format kFormats[] = {
    {"archive", "zip, tar, gz, bz2, xz, zst, 7z, and what is in them", LooksLikeArchive,
     ReadArchive},
    {"pdf", "PDF with a text layer (needs pdftotext)", LooksLikePdf, ReadPdf},
    {"rtf", "Rich Text Format", LooksLikeRtf, ReadRtf},
    {"hl7v2", "HL7 v2 messages: ORU^R01, MDM^T02", LooksLikeHl7, ReadHl7},
    {"fhir", "FHIR R4 as JSON, XML or NDJSON", LooksLikeFhir, ReadFhir},
    {"naaccr", "NAACCR XML", LooksLikeNaaccr, ReadNaaccr},
    {"obds", "oBDS 3.x and ADT_GEKID 2.x", LooksLikeObds, ReadObds},
    {"sdc", "IHE SDC forms (CAP eCC)", LooksLikeSdc, ReadSdc},
    {"xml", "C-CDA, CDA R2, and any XML with a profile", LooksLikeXml, ReadXml},
    {"jsonl", "JSON Lines, or an array of objects", LooksLikeJsonTable, ReadTable},
    {"csv", "CSV, TSV and other tables, one report a row", LooksLikeCsv, ReadTable},
    {"text", "plain text", LooksLikeText, ReadText},
};

// nullptr when there is none of that name.
const Format* FindFormat(std::string_view name, const ReadOptions& options) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  const bool is_profile = options.profiles != nullptr && options.profiles->Find(name) != nullptr;
  return is_profile ? FindFormat("xml", options) : nullptr;
}

const Format& ChooseFormat(std::string_view bytes, std::string_view path) {
  for (const Format& format : kFormats) {
    if (format.looks_like(bytes, path)) return format;
  }
  return *std::rbegin(kFormats);  // whose reader says what is wrong
}

Error UnknownFormat(const std::string& path, const ReadOptions& options) {
  std::string known;
  for (const Format& format : kFormats) known += " " + std::string(format.name);
  if (options.profiles != nullptr) {
    for (const XmlProfile& profile : options.profiles->all()) known += " " + profile.name;
  }
  return {"S005", path, "no format \"" + options.format + "\"; known:" + known};
}

}  // namespace

std::span<const Format> Formats() { return kFormats; }

Result<std::vector<Source>> ReadSources(const std::string& path, std::string_view bytes,
                                        const ReadOptions& options) {
  if (bytes.size() > options.limits.input_bytes) {
    return Error{
        "S002", path,
        "beyond the limit input.bytes (" + std::to_string(options.limits.input_bytes) + ")"};
  }
  const Format* format =
      options.format.empty() ? &ChooseFormat(bytes, path) : FindFormat(options.format, options);
  if (format == nullptr) return UnknownFormat(path, options);
  Result<std::vector<Source>> sources = format->read(bytes, path, options);
  if (!sources) return sources;
  const std::string sha256 = Sha256Hex(bytes);
  for (Source& source : *sources) {
    CutLongTexts(options.limits.text_bytes, &source);
    if (!source.sha256.empty()) continue;  // a member of an archive has its own
    source.sha256 = sha256;
    source.bytes = bytes.size();
  }
  return sources;
}

Result<std::vector<Source>> ReadSources(const std::string& path, const FileReader& files,
                                        const ReadOptions& options) {
  const Result<std::string> bytes = files.Read(path, options.limits.input_bytes);
  if (!bytes) return bytes.error();
  return ReadSources(path, std::string_view(*bytes), options);
}

}  // namespace pathex
