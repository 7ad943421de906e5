// Rich Text Format to text, with the way back to its bytes.
//
// Code pages (\ansicpg, the character set of the font in use), \'hh and \uN with their substitutes,
// paragraphs, lines, table cells and rows, fields (their result), ignorable destinations. Left out:
// hidden text, deleted revisions, headers and footers, and struck-through text, which in a report
// is text that no longer holds.
#ifndef PATHEX_EXTRACTOR_TEXT_RTF_H_
#define PATHEX_EXTRACTOR_TEXT_RTF_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"
#include "extractor/text/text_builder.h"

namespace pathex {

// What was met on the way.
struct RtfNotes {
  size_t struck = 0;        // runs of struck-through or deleted text that were left out
  bool unbalanced = false;  // groups are not closed: the document was cut
};

bool LooksLikeRtf(std::string_view bytes, std::string_view path);

// Appends the text of out->input(), an RTF document. Total.
RtfNotes AppendRtf(TextBuilder* out);

// Tells what the notes mean for a reader: S055 (cut), S056 (struck-through text).
void ReportRtfNotes(const RtfNotes& notes, std::string_view where, Source* source);

// One Source with one Part ("/") whose offsets count bytes of the RTF. Error S057 when it has no
// text.
Result<std::vector<Source>> ReadRtf(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_RTF_H_
