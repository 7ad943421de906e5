// Reading: a file of any known format becomes Sources.
//
//   Result<std::vector<Source>> sources = ReadSources("report.xml", RealFiles(), options);
//
// A new format is one row in the table of read.cc.
#ifndef PATHEX_EXTRACTOR_TEXT_READ_H_
#define PATHEX_EXTRACTOR_TEXT_READ_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

struct Format {
  std::string_view name;   // as in ReadOptions::format
  std::string_view about;  // for help texts
  // Cheap; sees the raw bytes. The path may help (its ending), it need not exist.
  bool (*looks_like)(std::string_view bytes, std::string_view path);
  Result<std::vector<Source>> (*read)(std::string_view bytes, std::string_view path,
                                      const ReadOptions& options);
};

// In the order in which they are tried; the last one takes every text.
std::span<const Format> Formats();

// At least one Source; ids differ. sha256, bytes and path of every Source are those of the file.
// Errors: those of the readers; S005 for a format that is neither in the table nor an XML profile.
// Never throws, whatever the bytes. Thread-safe.
Result<std::vector<Source>> ReadSources(const std::string& path, std::string_view bytes,
                                        const ReadOptions& options);

// The same for a file. Errors S001, S002 (limit input.bytes) as well.
Result<std::vector<Source>> ReadSources(const std::string& path, const FileReader& files,
                                        const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_READ_H_
