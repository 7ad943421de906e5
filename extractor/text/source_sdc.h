// Reader of IHE SDC forms (SDCSubmissionPackage, FormDesign), as CAP eCC synoptic reports are sent:
// only selected answers and filled-in responses become lines "question: answer"; the many answers
// that were not chosen are never seen. "{no text}", "(specify)" and "(Note J)" of the templates are
// left out.
#ifndef PATHEX_EXTRACTOR_TEXT_SOURCE_SDC_H_
#define PATHEX_EXTRACTOR_TEXT_SOURCE_SDC_H_

#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikeSdc(std::string_view bytes, std::string_view path);

// One Source with one Part. Error S047 when no question is answered.
Result<std::vector<Source>> ReadSdc(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_SOURCE_SDC_H_
