// Reader of the German tumour documentation messages oBDS 3.x and ADT_GEKID 2.x: one Source a
// Meldung that says something about histology or an operation, free text (Befundtext, Anmerkung
// between report markers) as parts, coded values (grading, R class, pTNM, morphology, nodes) as
// lines of one part a group and as Statements. Element names are data (schemas/formats/obds.json).
//
// Source::id is the accession (Histologie_EinsendeNr), else the Meldung_ID.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_OBDS_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_OBDS_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeObds(std::string_view bytes, std::string_view path);

// A Meldung without text and coded values is a Source with an S046; damaged XML an S045. Errors:
// S045 when there is no Meldung at all; S044 beyond the limit "reports".
Result<std::vector<Source>> ReadObds(std::string_view bytes, std::string_view path,
                                     const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_OBDS_H_
