// Reader of NAACCR XML (abstracts and e-path exports, dictionaries 160 to 260): one Source a Tumor,
// a Part for each text item, in the order of the file. Which items are text is data
// (schemas/formats/naaccr.json). Prefixed, missing and foreign namespaces are accepted; elements of
// another namespace are skipped; items may be named by naaccrId or naaccrNum.
//
// Source::id is the report's number, else "<patient id>-<tumour number>", else the stem with the
// number of the tumour. Locators are XPaths
// ("/NaaccrData/Patient[2]/Tumor[1]/Item[@naaccrId='…']").
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_NAACCR_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_NAACCR_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeNaaccr(std::string_view bytes, std::string_view path);

// A tumour without text, or damaged XML in it, is a Source with the reason in its diagnostics
// (S046, S045). Errors: S045 when no Tumor can be found at all; S044 beyond the limit "reports".
Result<std::vector<Source>> ReadNaaccr(std::string_view bytes, std::string_view path,
                                       const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_NAACCR_H_
