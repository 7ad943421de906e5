#include "tests/bench/corpus.h"

#include <algorithm>
#include <cctype>

#include "tests/bench/corpus_case.h"

namespace pathex {
namespace {

using Lines = std::vector<std::string>;

enum class Heading {
  kCapitalsLine,
  kCapitalsColon,
  kTitleLine,
  kTitleInline,
  kUnderlined,
  kNumbered
};
enum class Body { kProse, kLines, kDashes, kNumbers };
enum class Synoptic { kNone, kColon, kDots, kBoxes, kTable };

// How one house writes its reports. `order`: d diagnosis, s synoptic, c clinical, g gross,
// b blocks, m microscopy, i immunostains, x comment, a addendum, n notes,
// o operation.
struct Style {
  const char* order;
  Heading heading;
  Body body;
  Synoptic synoptic;
  size_t wrap;       // column; 0 = long lines
  bool capitals;     // the whole report
  bool flattened;    // line breaks lost
  bool letter;       // opens and closes like a letter
  bool parts;        // specimens A, B, C
  bool page_header;  // repeated every thirty lines
};

constexpr Style kStyles[kReportStyles] = {
    {"dcogbmixn", Heading::kCapitalsColon, Body::kProse, Synoptic::kNone, 0, false, false, false,
     false, false},
    {"csdigmbxn", Heading::kCapitalsLine, Body::kLines, Synoptic::kColon, 0, false, false, false,
     false, false},
    {"cogbmixnd", Heading::kTitleLine, Body::kProse, Synoptic::kNone, 78, false, false, false,
     false, false},
    {"dcgbmisxo", Heading::kCapitalsColon, Body::kProse, Synoptic::kColon, 0, false, false, false,
     true, false},
    {"dcogmixbn", Heading::kCapitalsColon, Body::kProse, Synoptic::kNone, 72, true, false, false,
     false, false},
    {"dgomicxbn", Heading::kTitleInline, Body::kDashes, Synoptic::kNone, 0, false, false, false,
     false, false},
    {"csgomibxn", Heading::kUnderlined, Body::kProse, Synoptic::kBoxes, 0, false, false, false,
     false, false},
    {"dcsmigbox", Heading::kTitleLine, Body::kLines, Synoptic::kTable, 0, false, false, false,
     false, true},
    {"dcogmixbn", Heading::kTitleInline, Body::kProse, Synoptic::kNone, 0, false, true, false,
     false, false},
    {"mixgocnd", Heading::kTitleInline, Body::kProse, Synoptic::kNone, 90, false, false, true,
     false, false},
    {"cgobmisd", Heading::kNumbered, Body::kNumbers, Synoptic::kDots, 0, false, false, false, false,
     false},
    {"dcogmixab", Heading::kCapitalsLine, Body::kProse, Synoptic::kNone, 80, false, false, false,
     true, true},
};

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

const Lines& HeadingNames(char section) {
  static const Lines kNames[] = {
      {"Diagnosis", "Final diagnosis", "Conclusion", "Pathologic diagnosis", "Summary"},
      {"Synoptic report", "Tumor summary", "Synoptic data", "Protocol data"},
      {"Clinical history", "Clinical data", "Clinical information", "History"},
      {"Gross description", "Macroscopy", "Gross", "Macroscopic description"},
      {"Blocks", "Block key", "Summary of sections", "Cassettes"},
      {"Microscopic description", "Microscopy", "Histology", "Microscopic examination"},
      {"Immunohistochemistry", "Immunostains", "Special studies", "Ancillary studies"},
      {"Comment", "Note", "Discussion", "Comments"},
      {"Addendum", "Supplementary report", "Addendum report"},
      {"Notes", "Remarks", "Laboratory notes"},
      {"Operative findings", "Operation", "Surgeon's notes", "Intraoperative findings"}};
  static constexpr std::string_view kSections = "dscgbmixano";
  return kNames[kSections.find(section)];
}

// Writes one report; the draws happen in the order of the text.
class Writer {
 public:
  Writer(const Style& style, Draw* draw) : style_(style), draw_(draw), case_(DrawCase(draw)) {}

  std::string Write() {
    if (style_.letter) out_ += Sentence("dear") + "\n\n";
    for (const char* section = style_.order; *section != '\0'; ++section) WriteSection(*section);
    if (style_.letter) out_ += Sentence("closing") + "\n";
    if (style_.page_header) AddPageHeaders();
    if (style_.flattened) std::replace(out_.begin(), out_.end(), '\n', ' ');
    return style_.capitals ? Upper(out_) : out_;
  }

 private:
  Lines Some(std::string_view name, int low, int high) {
    return Sentences(name, draw_->Between(low, high), case_.facts, draw_);
  }
  std::string Sentence(std::string_view name) { return Some(name, 1, 1)[0]; }

  static void Append(Lines more, Lines* lines) {
    lines->insert(lines->end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }

  Lines Diagnosis() {
    Lines lines = {Sentence("diagnosis_first")};
    Lines rest;
    for (const char* name :
         {"grade_sentence", "size_sentence", "depth_sentence", "stage_sentence"}) {
      if (draw_->Percent(85)) rest.push_back(Sentence(name));
    }
    rest.push_back(Sentence(case_.involved ? "margin_involved" : "margin_clear"));
    if (draw_->Percent(60)) rest.push_back(Sentence("node"));
    for (size_t i = rest.size(); i > 1; --i) std::swap(rest[i - 1], rest[draw_->Below(i)]);
    Append(std::move(rest), &lines);
    return lines;
  }

  Lines Gross() {
    Lines lines = Some("received", 1, 1);
    Append(Some("inking", 1, 2), &lines);
    Append(Some("cut_surface", 1, 2), &lines);
    Append(Some("gross_margin", 1, 1), &lines);
    Append(Some("gross_more", 6, 10), &lines);
    return lines;
  }

  Lines Microscopy() {
    Lines lines = Some("micro", 7, 10);
    Append(Some("mitoses_sentence", 1, 1), &lines);
    Append(Some("necrosis_sentence", 1, 1), &lines);
    Append(Some("invasion", 1, 3), &lines);
    if (draw_->Percent(50))
      lines.push_back(Sentence(case_.involved ? "margin_involved" : "margin_clear"));
    Append(Some("muscle_filler", 4, 7), &lines);
    return lines;
  }

  Lines LinesOf(char section) {
    switch (section) {
      case 'd':
        return Diagnosis();
      case 'c':
        return Some("clinical", 5, 9);
      case 'g':
        return Gross();
      case 'b':
        return Some("cassette", 3, 4);
      case 'm':
        return Microscopy();
      case 'i':
        return StainLines(case_, draw_);
      case 'o':
        return Some("operative", 3, 6);
      case 'a':
        return Some("addendum", 1, 2);
      case 'n':
        return Some("procedure_filler", 4, 6);
      default:
        break;
    }
    Lines lines = Some("differential", 3, 5);
    Append(Some("molecular", 2, 4), &lines);
    Append(Some("procedure_filler", 2, 4), &lines);
    return lines;
  }

  void WriteHeading(char section) {
    const std::string name = draw_->Of(HeadingNames(section));
    switch (style_.heading) {
      case Heading::kCapitalsLine:
        out_ += Upper(name) + "\n";
        break;
      case Heading::kCapitalsColon:
        out_ += Upper(name) + ":\n";
        break;
      case Heading::kTitleLine:
        out_ += name + "\n";
        break;
      case Heading::kTitleInline:
        out_ += name + ": ";
        break;
      case Heading::kUnderlined:
        out_ += name + "\n" + std::string(name.size(), '-') + "\n";
        break;
      case Heading::kNumbered:
        out_ += std::to_string(++sections_) + ". " + name + "\n";
        break;
    }
  }

  void WriteSection(char section) {
    WriteHeading(section);
    if (section == 's') {
      WriteSynoptic();
    } else if (section == 'd' && style_.parts) {
      WriteParts();
    } else {
      // Tables and block keys keep their lines in every style.
      Lines lines = LinesOf(section);
      const bool rows = section == 'b' || (section == 'i' && lines.size() > 4);
      WriteBody(lines, rows ? Body::kLines : style_.body);
    }
    out_ += "\n";
  }

  void WriteBody(const Lines& lines, Body body) {
    if (body == Body::kProse) {
      std::string text;
      for (const std::string& line : lines) text += (text.empty() ? "" : " ") + line;
      out_ += Wrapped(text) + "\n";
      return;
    }
    if (!out_.empty() && out_.back() != '\n') out_ += "\n";
    for (size_t i = 0; i < lines.size(); ++i) {
      if (body == Body::kDashes) out_ += "- ";
      if (body == Body::kNumbers) out_ += std::to_string(i + 1) + ") ";
      out_ += lines[i] + "\n";
    }
  }

  std::string Wrapped(std::string text) const {
    if (style_.wrap == 0) return text;
    size_t line = 0;
    size_t blank = std::string::npos;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') {
        line = i + 1;
        blank = std::string::npos;
      } else if (text[i] == ' ') {
        blank = i;
      }
      if (i - line >= style_.wrap && blank != std::string::npos) {
        text[blank] = '\n';
        line = blank + 1;
        blank = std::string::npos;
      }
    }
    return text;
  }

  void WriteParts() {
    const bool letters = draw_->Percent(60);
    const auto label = [&](int i) {
      return letters ? std::string(1, static_cast<char>('A' + i)) + ". "
                     : "Part " + std::to_string(i + 1) + ": ";
    };
    out_ += label(0) + Expand("Soft tissue, $side $site, $procedure:\n", case_.facts, draw_);
    WriteBody(Diagnosis(), Body::kDashes);
    const Lines more = {Expand("{Additional|New} $closest margin, {excision|shave}: {no "
                               "tumor|negative for sarcoma|fibrous tissue without tumor}.",
                               case_.facts, draw_),
                        Expand("{Lymph node|Skin scar}, {excision|biopsy}: {no tumor seen|negative "
                               "for malignancy}{ (0/#1-3#)|}.",
                               case_.facts, draw_)};
    const int others = draw_->Between(1, 2);
    for (int i = 0; i < others; ++i) out_ += label(i + 1) + more[i] + "\n";
  }

  void WriteSynoptic() {
    if (out_.back() != '\n') out_ += "\n";
    for (const auto& [label, value] : SynopticLines(case_, draw_)) {
      switch (style_.synoptic) {
        case Synoptic::kBoxes: {
          const bool yes = draw_->Percent(50);
          const char* on = draw_->Percent(70) ? "[x] " : "(X) ";
          const char* off = on[0] == '[' ? "[ ] " : "( ) ";
          out_ += label + ": ";
          out_ += yes ? on + value + "  " + off + "cannot be determined"
                      : off + std::string("not stated  ") + on + value;
          break;
        }
        case Synoptic::kDots:
          out_ += label + std::string(label.size() < 36 ? 36 - label.size() : 2, '.') + " " + value;
          break;
        case Synoptic::kTable:
          out_ += label + std::string(label.size() < 36 ? 36 - label.size() : 2, ' ') + value;
          break;
        default:
          out_ += label + ": " + value;
      }
      out_ += "\n";
    }
  }

  void AddPageHeaders() {
    std::string paged;
    int lines = 0;
    int page = 1;
    const std::string number = std::to_string(draw_->Between(10000, 99999));
    for (const char c : out_) {
      paged += c;
      if (c == '\n' && ++lines % 30 == 0) {
        paged += "\nSurgical pathology report S-" + number + "    Page " + std::to_string(++page) +
                 "\n\n";
      }
    }
    out_ = std::move(paged);
  }

  const Style& style_;
  Draw* draw_;
  InventedCase case_;
  std::string out_;
  int sections_ = 0;
};

}  // namespace

InventedReport InventReport(uint64_t seed, uint64_t number) {
  Draw mix(seed * 0x2545f4914f6cdd1dull + number);
  Draw draw(mix.Next());
  InventedReport report;
  std::string digits = std::to_string(number);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  report.id = std::to_string(seed) + "-" + digits;
  report.style = static_cast<int>(draw.Below(kReportStyles));
  report.text = Writer(kStyles[report.style], &draw).Write();
  return report;
}

std::vector<InventedReport> InventReports(uint64_t seed, uint64_t first, uint64_t count) {
  std::vector<InventedReport> reports;
  reports.reserve(count);
  for (uint64_t i = 0; i < count; ++i) reports.push_back(InventReport(seed, first + i));
  return reports;
}

}  // namespace pathex
