// The text layer of a PDF, through poppler's program `pdftotext`, which need not be there.
#ifndef PATHEX_EXTRACTOR_TEXT_PDF_H_
#define PATHEX_EXTRACTOR_TEXT_PDF_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/text/read_options.h"
#include "extractor/text/source.h"

namespace pathex {

bool LooksLikePdf(std::string_view bytes, std::string_view path);

// UTF-8 text, pages ended by form feeds. Errors: S041 the program is not there (or was switched
// off); S042 the document has no text layer (a scan); S043 the program failed, took longer than
// "pdf.seconds" or wrote more than "part.bytes". The program gets the document on its standard
// input and nothing else; no file is written.
Result<std::string> PdfText(std::string_view bytes, const ReadOptions& options);

// One Source with one Part, locator "pages[1..N]". Offsets count bytes of the extracted text
// (Part::in_payload); the page of an offset is the number of form feeds before it, plus one.
Result<std::vector<Source>> ReadPdf(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options);

// The part of such a text.
Part PdfPart(std::string text);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_PDF_H_
