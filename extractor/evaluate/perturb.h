// Perturb: the same report as another hospital's software would have written it. What a report says
// stays the same, so extraction from a variant should find the same values.
//
// Pure text functions on UTF-8, deterministic, thread-safe.
#ifndef PATHEX_EXTRACTOR_EVALUATE_PERTURB_H_
#define PATHEX_EXTRACTOR_EVALUATE_PERTURB_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/evaluate/noise.h"

namespace pathex {

// Every letter a capital: "Größe 3 cm" -> "GRÖSSE 3 CM".
std::string InCapitals(std::string_view text);

// Lines longer than `columns` (code points) broken at their last blank before it; lines that run on
// (long, no full stop or colon at the end, the next one beginning with a small letter) are joined
// first. Headings, lists, tables and blank lines keep their lines; words are never split.
std::string Rewrap(std::string_view text, size_t columns);

// Every line end is CR LF.
std::string WithCrlf(std::string_view text);

// Curly quotes and apostrophes; a no-break space between a number and the word or sign after it and
// before ":" and ";" where a blank stands.
std::string WithTypography(std::string_view text);

// Where sections begin: byte offsets of heading lines at the start of the text or below a blank
// line, that is short lines (at most 6 words) that end in a colon or hold only capitals, or that
// begin with at most 4 capitalised words and a colon.
std::vector<size_t> FindHeadingLines(std::string_view text);

// The sections that begin at `starts` (ascending byte offsets of line starts) in another order,
// what stands before the first one stays first. Unchanged with fewer than two sections; otherwise
// never the order given. A section is moved with its blank lines.
std::string ReorderSections(std::string_view text, const std::vector<size_t>& starts,
                            uint64_t seed);

enum class Perturbation { kCapitals, kRewrap, kCrlf, kTypography, kOcr, kReorder };
const std::vector<Perturbation>& AllPerturbations();
std::string_view PerturbationName(Perturbation kind);  // "capitals", "rewrap", …
std::optional<Perturbation> ParsePerturbation(std::string_view name);

// One variant with the usual settings: 60 columns, natural noise, headings found by
// FindHeadingLines.
std::string Perturb(std::string_view text, Perturbation kind, const NoiseTable& noise,
                    uint64_t seed);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_PERTURB_H_
