// What a caller may say about the reading of an input; every default is meant for unknown input.
#ifndef PATHEX_EXTRACTOR_TEXT_READ_OPTIONS_H_
#define PATHEX_EXTRACTOR_TEXT_READ_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace pathex {

class FormatTables;
class XmlProfiles;

// Beyond a limit the input (or the piece concerned) is refused with an error that names the limit
// as written here, e.g. "archive.ratio"; only beyond text.bytes what lies before it is read.
struct ReadLimits {
  uint64_t input_bytes = 256ull << 20;   // input.bytes: one file, or one member of an archive
  uint64_t archive_bytes = 8ull << 30;   // archive.bytes: everything unpacked from one archive
  size_t archive_members = 1'000'000;    // archive.members
  double archive_ratio = 200;            // archive.ratio: unpacked to packed, once past 1 MiB
  size_t archive_depth = 2;              // archive.depth: an archive, and an archive in it
  size_t xml_depth = 500;                // xml.depth
  size_t xml_nodes = 20'000'000;         // xml.nodes
  size_t json_depth = 200;               // json.depth
  size_t json_nodes = 20'000'000;        // json.nodes
  uint64_t payload_bytes = 64ull << 20;  // payload.bytes: one decoded base64 payload
  size_t payload_depth = 3;              // payload.depth: a document in a payload in a document
  size_t reports = 1'000'000;            // reports: in one file
  uint64_t part_bytes = 64ull << 20;     // part.bytes: the text of one part
  uint64_t text_bytes = 2ull << 20;      // text.bytes: of a part, that is searched (S060)
  int pdf_seconds = 60;                  // pdf.seconds: for one document
};

struct ReadOptions {
  std::string format;  // force this reader ("hl7v2", "cda", "csv", …); empty = look at the bytes
  std::string encoding;   // what the user says the bytes are; empty = declared or detected
  std::string language;   // copied into every Source
  std::string id_column;  // tables: name of the column, empty = guess by the names in tables
  std::string text_column;
  std::string delimiter;                // tables: one character or a few, empty = guess
  std::string pdftotext = "pdftotext";  // program that gives a PDF's text layer; empty = none
  size_t payload_level = 0;             // how many payloads are around this input; readers count it
  size_t archive_level = 0;             // how many archives are around this input
  std::string profile;  // name of the XML profile to use; empty = by the root element
  const XmlProfiles* profiles = nullptr;  // schemas/profiles; nullptr = no XML but that of formats
  const FormatTables* tables = nullptr;   // schemas/formats; nullptr = no sections, no statements
  ReadLimits limits;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_READ_OPTIONS_H_
